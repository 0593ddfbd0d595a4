"""Rank correlations between activities: a Gaussian copula on normals that each hang on one key.

A score is a weighted sum of independent normals, one of each activity that it moves together with, so that it stays a
function of seed, key and iteration. The weights are the rows of Cholesky's factor of the correlations; those given are
Spearman's, and ``rho = 2 sin(pi rho_s / 6)`` are the normal ones (Pearson 1907).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from rechterhand.errors import BadInput
from rechterhand.text import Message

Pair = tuple[int, int]
Real = npt.NDArray[np.float64]


def weights_of(correlations: Mapping[Pair, float], names: Mapping[int, str]) -> dict[int, list[tuple[int, float]]]:
    """By activity id the ids whose normals make its score, itself among them, with their weights.

    Parameters
    ----------
    correlations
        Spearman's, by pairs of activity ids; pairs that aren't named move on their own.
    names
        Of the activities, for who reads what is wrong.

    Raises
    ------
    BadInput
        When correlations contradict one another: no numbers can have them all.
    """
    found: dict[int, list[tuple[int, float]]] = {}
    for ids in _groups(correlations):
        matrix = np.eye(len(ids))
        place = {one: at for at, one in enumerate(ids)}
        for (first, second), value in correlations.items():
            if first in place and second in place:
                a, b = place[first], place[second]
                matrix[a, b] = matrix[b, a] = 2 * math.sin(math.pi * value / 6)
        factor = _factor(matrix, [names.get(one, str(one)) for one in ids])
        for row, one in enumerate(ids):
            found[one] = [(ids[at], float(factor[row, at])) for at in range(row + 1) if factor[row, at] != 0.0]
    return found


def _factor(matrix: Real, names: Sequence[str]) -> Real:
    """Cholesky's factor; a matrix that only just isn't positive is one that is."""
    least = float(np.linalg.eigvalsh(matrix)[0])
    if least < -1e-9:
        raise BadInput(
            Message.of("simulate.contradicting", names=", ".join(names[:6]), count=len(names)),
            hint=Message.of("simulate.contradicting_hint"),
        )
    factor = np.linalg.cholesky(matrix + np.eye(len(matrix)) * max(0.0, 1e-12 - least)).astype(np.float64)
    normed: Real = factor / np.sqrt((factor * factor).sum(axis=1, keepdims=True))
    return normed


def _groups(correlations: Mapping[Pair, float]) -> Iterator[list[int]]:
    """Ids that hang together, each group in order of ids so that no row of the plan decides anything."""
    beside: dict[int, set[int]] = {}
    for first, second in correlations:
        beside.setdefault(first, set()).add(second)
        beside.setdefault(second, set()).add(first)
    left = set(beside)
    while left:
        group, waiting = set(), [min(left)]
        while waiting:
            one = waiting.pop()
            if one not in group:
                group.add(one)
                waiting += beside[one]
        left -= group
        yield sorted(group)
