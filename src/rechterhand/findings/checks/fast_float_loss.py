"""Paths that lose more room than time goes by: at this pace they are the longest path soon.

A path is the unfinished activities with one end of their chain and one float, then and now. Measures the working days
of float that the fastest path lost for each working day between the status dates of the last version and this one; at
most 1. Both versions' floats are recomputed. The evidence says when each path above the limit has no float left, the
first of them first; paths without float in the last version aren't told, since they have none to lose. Not judgeable
without an earlier version with an earlier status date.

Source: our own (SC51).
Bad: in 20 working days the path to 'Train users' lost 30 of its 40 days of float; in a week it decides the finish.
Good: a path that waits loses a day each day, and its owner knows the date on which that has to end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from rechterhand.engine.schedule.result import to_minute
from rechterhand.findings.against import last_periods
from rechterhand.findings.chains import chain_ends
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
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations, Rows
from rechterhand.findings.project_time import project_days
from rechterhand.findings.since import Since
from rechterhand.text import Message
from rechterhand.text.message import Value

KEY = "fast_float_loss"
LIMIT = 1.0


def find(subject: Subject) -> Finding:
    """Measure how fast the paths lose their float."""
    rows = subject.populations
    if not rows.inc_plus.any():
        return not_applicable(Message.of("checks.fast_float_loss.nothing"))
    population = int(rows.inc_plus.sum())
    if subject.schedule is None:
        return not_judgeable(Message.of("checks.fast_float_loss.no_schedule"), population)
    periods = last_periods(subject, 1, population)
    if isinstance(periods, Finding):
        return periods
    since = periods[0]
    if since.scheduled is None:
        return not_judgeable(Message.of("checks.fast_float_loss.unscheduled", version=since.told), population)
    paths = _paths(since, since.scheduled)
    if not paths:
        return not_applicable(Message.of("checks.fast_float_loss.no_float", version=since.told))
    elapsed = _elapsed(subject, since)
    if elapsed <= 0:
        return not_applicable(Message.of("checks.fast_float_loss.no_time", version=since.told))
    limit = subject.limit(KEY, LIMIT)
    value = max(0.0, max(one.lost for one in paths) / elapsed)
    fast = sorted(
        (one for one in paths if one.lost / elapsed > limit), key=lambda one: (one.now * elapsed / one.lost, one.at)
    )
    summary = Message.of(
        "checks.fast_float_loss.summary",
        count=len(fast),
        paths=len(paths),
        rate=value,
        days=elapsed,
        version=since.told,
    )
    evidence = Evidences(fast, lambda one: _row(subject, one, since, elapsed), [one.at for one in fast])
    return Finding(judged(round(value, 9), limit), len(paths), value, limit, summary, evidence)


@dataclass(frozen=True, slots=True)
class _Path:
    """A path: its first row and the row that it leads to, its rows, its float then and now in working days."""

    at: int
    end: int
    rows: Rows
    then: float
    now: float

    @property
    def lost(self) -> float:
        """Working days of float that are gone."""
        return self.then - self.now


def _paths(since: Since, was: Populations) -> list[_Path]:
    """The paths that had float in the last version."""
    rows = since.rows
    looked = since.both(rows.inc_plus & np.isfinite(rows.float_days), was.inc_plus & np.isfinite(was.float_days))
    where = np.flatnonzero(looked)
    if not len(where) or rows.schedule is None:
        return []
    ends = chain_ends(rows, rows.lnk & rows.inc_plus[rows.successor], rows.finished)
    then, now = was.float_days[since.before[where]], rows.float_days[where]
    starts = rows.schedule.early_start[where]
    order = np.lexsort((where, starts, then, now, ends[where]))
    new_path = np.logical_or.reduce([np.diff(one[order]) != 0 for one in (ends[where], now, then)])
    groups = np.split(order, np.flatnonzero(new_path) + 1)
    found = [
        _Path(int(where[one[0]]), int(ends[where[one[0]]]), where[one], float(then[one[0]]), float(now[one[0]]))
        for one in groups
    ]
    return [one for one in found if one.then > 0]


def _elapsed(subject: Subject, since: Since) -> float:
    """Working days of the project calendar between both status dates."""
    both = [one for one in (since.earlier.status_date, subject.plan.status_date) if one is not None]
    was, now = map(float, project_days(subject, np.array([to_minute(one) for one in both], np.int64)))
    return now - was


def _runs_out(subject: Subject, path: _Path, since: Since) -> datetime | None:
    """When the path has no float left at the pace of the period; None where it has none any more."""
    was, now = since.earlier.status_date, subject.plan.status_date
    if path.now <= 0 or was is None or now is None:
        return None
    return now + (now - was) * (path.now / path.lost)


def _row(subject: Subject, path: _Path, since: Since, elapsed: float) -> Evidence:
    rows = subject.populations
    nought = _runs_out(subject, path, since)
    values: dict[str, Value] = {
        "task": rows.label(path.at),
        "other": rows.label(path.end),
        "was": round(path.then, 2),
        "days": round(path.now, 2),
        "date": None if nought is None else nought.date(),
    }
    if nought is None:
        text = Message.of("checks.fast_float_loss.gone", **values)
    else:
        text = Message.of("checks.fast_float_loss.evidence", **values)
    activities = subject.plan.activities
    fields = {
        "float_before_days": round(path.then, 2),
        "total_float_days": round(path.now, 2),
        "lost_a_day": round(path.lost / elapsed, 2),
        "date": values["date"],
        "activity_ids": tuple(activities[at].id for at in path.rows.tolist()),
    }
    other = None if path.end == path.at else activities[path.end].id
    return Evidence(activities[path.at].id, text, other, fields)


check = Check(
    codes=("SC51", "GA07"),
    reference="Own convention, after GAO-16-89G, best practice 7",
    severity=Severity.STEERING,
    unit="index",
    limit=LIMIT,
    find=find,
)
