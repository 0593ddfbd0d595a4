"""Waiting longer than working: a lag that exceeds the duration of both activities it ties. The wait is the real work.

Counts links into unfinished work whose lag is longer than the predecessor and longer than the successor; none allowed.
A lag longer than the shorter of two activities that both have a duration is a warning. Elapsed time is made working
days by the plan's working week, a percentage is taken of the predecessor.

Source: our own (SC09).
Bad: 'Send request' (1 day) and 'Process answer' (2 days) with a lag of 30 days between: the plan hides a month.
Good: 'Supplier answers' is an activity of 30 days with the supplier as its owner.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, Verdict, judged, not_applicable
from rechterhand.findings.evidences import of_links
from rechterhand.findings.populations import Populations
from rechterhand.findings.wording import lag_amount
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
ROUNDING = 1e-6


def find(subject: Subject) -> Finding:
    """Count the lags that are longer than both of their activities."""
    rows = subject.populations
    population = int(rows.links_ahead.sum())
    if not population:
        return not_applicable(Message.of("checks.lags_longer_than_tasks.nothing"))
    lengths = rows.length_days
    before, after = lengths[rows.predecessor], lengths[rows.successor]
    shorter, longer = np.minimum(before, after), np.maximum(before, after)
    over_both = rows.links_ahead & (rows.lag_days > longer + ROUNDING)
    over_one = rows.links_ahead & (rows.lag_days > shorter + ROUNDING) & (shorter > 0) & ~over_both
    where = np.flatnonzero(over_both | over_one)
    order = where[np.lexsort((where, -rows.lag_days[where], over_one[where]))]
    limit = subject.limit("lags_longer_than_tasks", LIMIT)
    count = int(over_both.sum())
    verdict = judged(count, limit)
    if verdict is Verdict.PASS and len(where):
        verdict = Verdict.WARN
    summary = _summary(count, int(over_one.sum()), population)
    evidence = of_links(rows, order, lambda at: _row(rows, at, both=bool(over_both[at])))
    return Finding(verdict, population, float(count), limit, summary, evidence)


def _summary(count: int, less: int, population: int) -> Message:
    """How many are longer than both, and than one where there are such: a nought beside the other says nothing."""
    if not less:
        return Message.of("checks.lags_longer_than_tasks.summary", number=count, population=population)
    if not count:
        return Message.of("checks.lags_longer_than_tasks.summary_shorter", less=less, population=population)
    return Message.of("checks.lags_longer_than_tasks.summary_more", number=count, less=less, population=population)


def _row(rows: Populations, at: int, *, both: bool) -> Evidence:
    link, before, after = rows.plan.links[at], int(rows.predecessor[at]), int(rows.successor[at])
    lengths = [float(rows.length_days[end]) for end in (before, after)]
    values: dict[str, Value] = {
        "task": rows.label(after),
        "other": rows.label(before),
        "amount": lag_amount(link, float(rows.minutes_per_day[before])),
        "before": lengths[0],
        "after": lengths[1],
    }
    if both:
        text = Message.of("checks.lags_longer_than_tasks.both", **values)
    else:
        text = Message.of("checks.lags_longer_than_tasks.one", **values)
    fields = {
        "lag_days": round(float(rows.lag_days[at]), 2),
        "predecessor_days": round(lengths[0], 2),
        "successor_days": round(lengths[1], 2),
    }
    return Evidence(link.successor_id, text, link.predecessor_id, fields)


check = Check(
    codes=("SC09",),
    reference="Own convention, after DCMA point 3 (lags)",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
