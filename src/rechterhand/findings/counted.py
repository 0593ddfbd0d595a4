"""Whom the DCMA points count: sources differ, so each check lets it be chosen.

Usual are unfinished tasks (no milestones, no level of effort, no summaries). ``<id>.milestones = 1`` counts unfinished
milestones too; ``<id>.baselined = 1`` only what has a baseline with a length, as Acumen does.

Source: the DCMA 14-point assessment as taught and as written in the pamphlet of 2012; the help texts of analysers.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, Flags
from rechterhand.findings.check import Subject


def unfinished(subject: Subject, key: str) -> Flags:
    """The unfinished rows that the check with this id counts, one flag for each row of the plan."""
    rows = subject.populations
    counted = rows.inc_plus if subject.limit(f"{key}.milestones", 0) else rows.inc
    return counted & with_length(subject) if subject.limit(f"{key}.baselined", 0) else counted


def due_to_be_judged(subject: Subject, key: str) -> Flags:
    """The rows, finished or not, that the check with this id counts."""
    rows = subject.populations
    return rows.act & ~rows.effort if subject.limit(f"{key}.milestones", 0) else rows.n


def with_length(subject: Subject) -> Flags:
    """Rows of which the baseline has a start before its finish."""
    rows = subject.populations
    start, finish = rows.baseline_start, rows.baseline_finish
    return np.asarray((start != NO_DATE) & (finish != NO_DATE) & (finish > start), np.bool_)


def links_into(subject: Subject, key: str) -> Flags:
    """The links that the check with this id counts, one flag for each link: into unfinished work."""
    rows = subject.populations
    into = unfinished(subject, key)
    if not len(into):
        return np.zeros(len(rows.successor), np.bool_)
    return np.asarray(rows.lnk & into[rows.successor], np.bool_)


def measured_links(subject: Subject, key: str, wrong: Flags, links: Flags) -> tuple[int, int]:
    """How many are wrong, and of how many: links, or with ``<id>.activities = 1`` (the older form) the unfinished
    activities that a wrong link leads to.
    """
    if not subject.limit(f"{key}.activities", 0):
        return int(wrong.sum()), int(links.sum())
    reached = np.unique(subject.populations.successor[wrong])
    return len(reached), int(unfinished(subject, key).sum())
