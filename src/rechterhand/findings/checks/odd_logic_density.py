"""Fewer links than a plan of this size needs, or more than anyone can oversee.

Divides the links between activities (each counted once) by the activities, milestones and finished ones included. Usual
is 1.2 to 3.0 (``odd_logic_density`` is the lower limit, ``odd_logic_density.most`` the upper); some tools count a link
at both ends and give the double. Of fewer than twenty activities the figure says nothing. Below or above the limits,
the branches of the work breakdown structure with twenty activities or more that lie there too are shown, each with the
links that lead into it.

Source: help texts of analysers, logic density (SC13). Both limits are conventions.
Bad: 400 activities with 260 links: for many, nobody wrote down what they wait for.
Good: 400 activities with 700 links: most have a predecessor and a successor, some have two.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.check import (
    FEW,
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    Verdict,
    at_least,
    not_applicable,
)
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

LEAST = 1.2
MOST = 3.0


def find(subject: Subject) -> Finding:
    """Compare links with activities."""
    rows = subject.populations
    population, links = int(rows.act.sum()), int(rows.lnk.sum())
    if population < FEW:
        return not_applicable(Message.of("checks.odd_logic_density.few", count=population, least=FEW))
    least = subject.limit("odd_logic_density", LEAST)
    most = subject.limit("odd_logic_density.most", MOST)
    value = links / population
    low, high = value < least, value > most
    summary = Message.of(
        "checks.odd_logic_density.summary", links=links, population=population, value=value, low=least, high=most
    )
    branches = _branches(rows) if low or high else []
    outside = [found for found in branches if (low and found[1] < least) or (high and found[1] > most)]
    outside.sort(key=lambda found: (found[1] if low else -found[1], found[0]))
    evidence = tuple(_row(rows, *found) for found in outside)
    verdict = Verdict.FAIL if low or high else Verdict.PASS
    return Finding(verdict, population, value, most if high else least, summary, evidence, between=(least, most))


def _branches(rows: Populations) -> list[tuple[int, float, int, int]]:
    """Each summary with enough work below it: row, density, links, activities."""
    size = len(rows.plan.activities)
    into = np.bincount(rows.successor[rows.lnk], minlength=size)
    counts, links = np.zeros(size, np.int64), np.zeros(size, np.int64)
    work = np.flatnonzero(rows.act)
    for which, above in rows.climb(work):
        counts += np.bincount(above, minlength=size)
        links += np.bincount(above, into[work[which]], size).astype(np.int64)
    large: Flags = rows.summary & (counts >= FEW) & (counts < int(rows.act.sum()))
    return [(int(at), float(links[at] / counts[at]), int(links[at]), int(counts[at])) for at in np.flatnonzero(large)]


def _row(rows: Populations, at: int, value: float, links: int, activities: int) -> Evidence:
    text = Message.of(
        "checks.odd_logic_density.evidence", task=rows.label(at), value=value, links=links, activities=activities
    )
    fields = {"density": round(value, 3), "links": links, "activities": activities}
    return Evidence(rows.plan.activities[at].id, text, fields=fields)


check = Check(
    codes=("SC13",),
    reference="Help texts of schedule analysers (logic density)",
    severity=Severity.STEERING,
    unit="index",
    limit=LEAST,
    find=find,
    rule=at_least,
    most=MOST,
)
