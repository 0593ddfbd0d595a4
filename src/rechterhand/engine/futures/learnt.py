"""What finished work says of work to come: a range that knows how little was seen, and how much moves together.

Plug-in estimates undercover: mean and spread were learnt from few activities, and those of one project share its luck.
So a range is the predictive distribution (Student's t for the unknown mean and spread), widened by a project effect;
what the activities of one project share, the doubt about the mean and that effect, is a correlation.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.shapes import Range, Shape

Real = npt.NDArray[np.float64]

LEAST_EFFECT = 0.15
"""Standard deviation of what one project adds to all its logarithms, at least: few projects can't show less."""

TAIL = 0.1
FEWEST_WITHIN = 4
"""Degrees of freedom within projects; with fewer all activities count as one project's."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """The range of an activity as a factor of its plan, and the correlation of two activities of one project."""

    range: Range
    correlation: float


def learnt(ratios: Sequence[Real]) -> Learnt:
    """Learn from ratios of actual to planned duration, by project.

    Parameters
    ----------
    ratios
        ``(activities,)`` of each project, above nought; at least two in all.

    Notes
    -----
    Let the logarithms of ``n`` activities of ``k`` projects have the variance ``s2`` within projects, and a project
    effect of variance ``t2``. A new activity's logarithm then has the variance ``s2 (1 + 1/n) + t2 (1 + 1/k)``, of
    which ``s2 / n + t2 (1 + 1/k)`` is shared. The tenth and ninetieth percentile take Student's quantile, on ``n - k``
    degrees of freedom, for the first term. ``t2`` is the moments' estimate of a one-way layout, at least
    ``LEAST_EFFECT`` squared.
    """
    from scipy.special import ndtri, stdtrit  # noqa: PLC0415 - SciPy is only loaded where it is needed

    groups = [np.log(one) for one in ratios if len(one)]
    every = np.concatenate(groups)
    if len(every) - len(groups) < FEWEST_WITHIN:
        groups = [every]
    count, projects = len(every), len(groups)
    free = count - projects
    within = sum(float(((one - one.mean()) ** 2).sum()) for one in groups) / free
    effect = max(LEAST_EFFECT**2, _between(groups, within))
    middle = float(np.mean([one.mean() for one in groups])) if effect > within else float(every.mean())
    shared = effect * (1 + 1 / projects)
    student = float(stdtrit(free, 1 - TAIL))
    normal = float(ndtri(1 - TAIL))
    half = math.sqrt(student**2 * within * (1 + 1 / count) + normal**2 * shared)
    low, high = math.exp(middle - half), math.exp(middle + half)
    total = within * (1 + 1 / count) + shared
    correlation = min(0.95, (within / count + shared) / total)
    return Learnt(Range(Shape.LOGNORMAL, low, (low + high) / 2, high, TAIL), correlation)


def _between(groups: Sequence[Real], within: float) -> float:
    """The variance between projects by moments (one-way layout, unequal groups); nought with one project."""
    if len(groups) < 2:
        return 0.0
    sizes = np.array([len(one) for one in groups], dtype=np.float64)
    means = np.array([one.mean() for one in groups])
    grand = float((sizes * means).sum() / sizes.sum())
    square = float((sizes * (means - grand) ** 2).sum()) / (len(groups) - 1)
    even = (sizes.sum() - (sizes**2).sum() / sizes.sum()) / (len(groups) - 1)
    return max(0.0, (square - within) / float(even))
