"""Waiting time that decides the finish: days on the longest path in which no activity shows who does what.

Measures the lags of links that drive the longest path, along the chain that holds most of them, against the length of
that path; at most 5 %. Both are working days of the project calendar: from where the link leaves its predecessor to
where it holds its successor, and from the path's first remaining work to the finish.

Source: our own (SC47), after GAO-16-89G, best practice 6.
Bad: 30 of the 120 days to the finish are lags: 'Sign contract' waits 20 days, 'Go-live' 10.
Good: the standstill term and the settling-in period are activities with an owner.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import ScheduleResult
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    judged,
    not_applicable,
    not_judgeable,
)
from rechterhand.findings.evidences import of_links
from rechterhand.findings.populations import Days
from rechterhand.findings.project_time import project_days
from rechterhand.findings.wording import lag_amount
from rechterhand.record.link import LinkType
from rechterhand.text import Message

LIMIT = 0.05


def find(subject: Subject) -> Finding:
    """Measure the lags on the longest path."""
    result, rows = subject.schedule, subject.populations
    if not rows.inc_plus.any():
        return not_applicable(Message.of("checks.lags_on_critical_path.nothing"))
    if result is None:
        return not_judgeable(Message.of("checks.lags_on_critical_path.no_schedule"))
    path = result.on_longest_path & rows.inc_plus
    links = np.flatnonzero(rows.ends(path) & result.driving)
    if not len(links):
        return not_applicable(Message.of("checks.lags_on_critical_path.no_links"))
    begun = result.remaining_start[path].min()
    span = project_days(subject, np.array([begun, result.early_finish[path].max()], np.int64))
    length = float(span[1] - span[0])
    if length <= 0:
        return not_applicable(Message.of("checks.lags_on_critical_path.no_links"))
    lagged = links[rows.lag[links] > 0]
    days = dict(zip(lagged.tolist(), _days(subject, result, lagged).tolist(), strict=True))
    chain = _heaviest(subject, result, links.tolist(), days)
    total = sum(days[at] for at in chain)
    limit = subject.limit("lags_on_critical_path", LIMIT)
    summary = Message.of("checks.lags_on_critical_path.summary", days=total, length=length, share=total / length)
    order = sorted(days, key=lambda at: (at not in chain, -days[at], at))
    evidence = of_links(rows, order, lambda at: _row(subject, at, days[at]))
    return Finding(judged(total / length, limit), len(links), total / length, limit, summary, evidence)


def _days(subject: Subject, result: ScheduleResult, links: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Days:
    """Working days between the two ends that each link ties."""
    rows = subject.populations
    kinds = [subject.plan.links[at].type for at in links]
    by_finish = np.array([one in {LinkType.FS, LinkType.FF} for one in kinds], np.bool_)
    to_start = np.array([one in {LinkType.FS, LinkType.SS} for one in kinds], np.bool_)
    before, after = rows.predecessor[links], rows.successor[links]
    leaves = np.where(by_finish, result.early_finish[before], result.remaining_start[before])
    holds = np.where(to_start, result.remaining_start[after], result.early_finish[after])
    return np.maximum(0.0, project_days(subject, holds) - project_days(subject, leaves))


def _heaviest(subject: Subject, result: ScheduleResult, links: list[int], days: dict[int, float]) -> list[int]:
    """The lags along the chain of driving links that holds most of them."""
    rows, node = subject.populations, subject.network.node
    best: dict[int, tuple[float, list[int]]] = {}
    for at in sorted(links, key=lambda at: (int(node[rows.successor[at]]), at)):
        total, chain = best.get(int(rows.predecessor[at]), (0.0, []))
        if at in days:
            total, chain = total + days[at], [*chain, at]
        after = int(rows.successor[at])
        if total > best.get(after, (0.0, []))[0]:
            best[after] = total, chain
    return max(best.values(), key=lambda one: one[0], default=(0.0, []))[1]


def _row(subject: Subject, at: int, days: float) -> Evidence:
    link, rows = subject.plan.links[at], subject.populations
    text = Message.of(
        "checks.lags_on_critical_path.evidence",
        task=rows.label(int(rows.successor[at])),
        other=rows.label(int(rows.predecessor[at])),
        amount=lag_amount(link, float(rows.lag_minutes_per_day[at])),
    )
    fields = {"type": link.type.value, "lag_minutes": link.lag_minutes, "path_days": round(days, 2)}
    return Evidence(link.successor_id, text, link.predecessor_id, fields)


check = Check(
    codes=("SC47", "GA06"),
    reference="GAO-16-89G, best practice 6",
    severity=Severity.DATES,
    unit="ratio",
    limit=LIMIT,
    find=find,
)
