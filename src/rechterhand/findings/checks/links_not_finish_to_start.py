"""Links of another kind than finish-to-start: what waits for what is harder to see, and easier to get wrong.

Counted as DCMA point 4 does: finish-to-start links into unfinished tasks, against all links into unfinished tasks; at
least 90 %. Start-to-finish links should be nought in every version: one fails the check
(``links_not_finish_to_start.start_to_finish`` allows more). ``.pairs = 1`` counts a start-to-start and a
finish-to-finish link between the same two activities as one, as some tools do; ``.activities = 1`` counts unfinished
tasks with finish-to-start links alone, as older slides do; ``.milestones = 1`` counts links into milestones too.

Source: DCMA 14-point assessment, point 4 (DC04).
Bad: 'Train users' starts together with 'Configure' (SS); whether the training can be given before the configuration is
ready stands nowhere.
Good: 'Configure' is split; the first part is followed by 'Train users', finish to start.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    Verdict,
    at_least,
    not_applicable,
    share_of,
)
from rechterhand.findings.counted import links_into, measured_links
from rechterhand.findings.evidences import of_links
from rechterhand.findings.populations import Populations
from rechterhand.record.link import Link, LinkType
from rechterhand.text import Message

KEY = "links_not_finish_to_start"
LIMIT = 0.90
_WORST = (LinkType.SF, LinkType.FF, LinkType.SS)


def find(subject: Subject) -> Finding:
    """Count the links that go from a finish to a start."""
    rows = subject.populations
    links = links_into(subject, KEY)
    if not links.any():
        return not_applicable(Message.of("checks.links_not_finish_to_start.nothing"))
    plan = subject.plan
    other = links & ~rows.of_type(LinkType.FS)
    count, population = measured_links(subject, KEY, other, links)
    if subject.limit(f"{KEY}.pairs", 0) and not subject.limit(f"{KEY}.activities", 0):
        twice = _pairs(plan.links, other)
        count, population = count - twice, population - twice
    limit = subject.limit(KEY, LIMIT)
    value = (population - count) / population
    reversed_links = int((other & rows.of_type(LinkType.SF)).sum())
    verdict = at_least(value, limit)
    if reversed_links > subject.limit(f"{KEY}.start_to_finish", 0):
        verdict = Verdict.FAIL
    measured = share_of(population - count, population)
    if subject.limit(f"{KEY}.activities", 0):
        summary = Message.of("checks.links_not_finish_to_start.tasks", measured=measured, reversed=reversed_links)
    else:
        summary = Message.of("checks.links_not_finish_to_start.summary", measured=measured, reversed=reversed_links)
    order = sorted((int(at) for at in np.flatnonzero(other)), key=lambda at: (_WORST.index(plan.links[at].type), at))
    return Finding(verdict, population, value, limit, summary, of_links(rows, order, lambda at: _row(rows, at)))


def _pairs(links: tuple[Link, ...], counted: Flags) -> int:
    """How many of these links are the second half of a start-to-start and finish-to-finish pair."""
    kinds: dict[tuple[int, int], set[LinkType]] = {}
    for at in np.flatnonzero(counted):
        one = links[at]
        kinds.setdefault((one.predecessor_id, one.successor_id), set()).add(one.type)
    return sum({LinkType.SS, LinkType.FF} <= found for found in kinds.values())


def _row(rows: Populations, at: int) -> Evidence:
    link = rows.plan.links[at]
    task, other = rows.label(int(rows.successor[at])), rows.label(int(rows.predecessor[at]))
    if link.type is LinkType.SF:
        text = Message.of("checks.links_not_finish_to_start.sf", task=task, other=other)
    elif link.type is LinkType.FF:
        text = Message.of("checks.links_not_finish_to_start.ff", task=task, other=other)
    else:
        text = Message.of("checks.links_not_finish_to_start.ss", task=task, other=other)
    fields = {"type": link.type.value, "lag_minutes": link.lag_minutes, "lag_percent": link.lag_percent}
    return Evidence(link.successor_id, text, link.predecessor_id, fields)


check = Check(
    codes=("DC04", "GA02"),
    reference="DCMA 14-point assessment, point 4; GAO-16-89G, best practice 2",
    severity=Severity.DATES,
    unit="ratio",
    limit=LIMIT,
    find=find,
    rule=at_least,
)
