"""A baseline that moved between two versions: what is late against it was made on time by a change of the measure.

Counts, among the tasks that had a baseline in the earlier version, those of which its start or finish is another one
now, or is gone; none allowed. A first baseline isn't a change. A change that was approved can be excused with its
reason. Not judgeable without an earlier version, nor where a file can't carry a baseline.

Source: our own (SC37), after GAO-16-89G, best practice 10.
Bad: in March the baseline had 'Accept interfaces' finished on 12 October, in April on 30 November; nobody approved it.
Good: a new baseline is approved, has a number and a date, and the old one stays in the file.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, Minutes, to_moment
from rechterhand.findings.against import last_version
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
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.no_baseline import no_baseline
from rechterhand.findings.since import Since
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the tasks of which the baseline changed."""
    rows = subject.populations
    if not rows.n.any():
        return not_applicable(Message.of("checks.changed_baseline.nothing"))
    since = last_version(subject, int(rows.n.sum()))
    if isinstance(since, Finding):
        return since
    for one in (since.was, rows):
        if not one.carries_baselines:
            return not_judgeable(no_baseline(one.plan.source), int(rows.n.sum()))
    dates = _Dates(since)
    looked = since.both(rows.n, since.was.act) & ((dates.start_then != NO_DATE) | (dates.finish_then != NO_DATE))
    population = int(looked.sum())
    if not population:
        return not_applicable(Message.of("checks.changed_baseline.none_then", version=since.told))
    moved = np.where(looked, dates.moved(), 0)
    where = np.flatnonzero(moved)
    order = where[np.lexsort((where, -moved[where]))]
    limit = subject.limit("changed_baseline", LIMIT)
    summary = Message.of("checks.changed_baseline.summary", count=len(where), population=population, version=since.told)
    evidence = of_rows(order, lambda at: _row(dates, at))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


class _Dates:
    """The baseline of each row, then and now."""

    def __init__(self, since: Since) -> None:
        self.since = since
        self.start, self.finish = since.rows.baseline_start, since.rows.baseline_finish
        self.start_then = since.dates_then(since.was.baseline_start)
        self.finish_then = since.dates_then(since.was.baseline_finish)

    def moved(self) -> Minutes:
        """By how many minutes the baseline of each row changed; the longest time there is where a date is gone."""
        found = np.zeros(len(self.start), np.int64)
        for then, now in ((self.start_then, self.start), (self.finish_then, self.finish)):
            far = np.where(now == NO_DATE, np.iinfo(np.int64).max, np.abs(now - then))
            found = np.maximum(found, np.where((then != NO_DATE) & self.since.differ(then, now), far, 0))
        return found


def _row(dates: _Dates, at: int) -> Evidence:
    rows, moments = dates.since.rows, (dates.start_then, dates.start, dates.finish_then, dates.finish)
    start_then, start, finish_then, finish = (to_moment(int(one[at])) for one in moments)
    values: dict[str, Value] = {"task": rows.label(at), "before": finish_then or start_then, "now": finish}
    fields: dict[str, datetime | None] = {
        "baseline_start_before": start_then,
        "baseline_start": start,
        "baseline_finish_before": finish_then,
        "baseline_finish": finish,
    }
    if start is None and finish is None:
        text = Message.of("checks.changed_baseline.gone", **values)
    elif finish_then is not None and finish is not None and finish != finish_then:
        text = Message.of("checks.changed_baseline.finish", **values)
    else:
        text = Message.of("checks.changed_baseline.start", **{**values, "before": start_then, "now": start})
    return Evidence(rows.plan.activities[at].id, text, fields=fields)


check = Check(
    codes=("SC37", "GA10"),
    reference="GAO-16-89G, best practice 10",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
)
