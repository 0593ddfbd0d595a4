"""Calendars without any working time, or whose days off stop before the work does: dates after that are too early.

Counts, among the calendars of unfinished work, those without a working minute from the first day of that work to a year
past its last, and those with days off (or other exceptions) of which the last lies more than eight months
(``incomplete_calendars.days``, 240) before the last work on it; none allowed. No two Dutch public holidays lie so far
apart. A calendar without any day off is left to the check on holidays.

Source: our own (SC23).
Bad: the calendar has the holidays up to 2026, and the plan runs until March 2028.
Good: holidays and collective leave are filled in up to a year past the planned finish.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from rechterhand.engine.schedule.result import NO_DATE
from rechterhand.findings.calendars import WorkCalendars, day_of
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
DAYS = 240.0

Rows = npt.NDArray[np.int64]


def find(subject: Subject) -> Finding:
    """Count the calendars that are empty or run out."""
    calendars = subject.calendars
    population = len(calendars.used)
    if not population:
        return not_applicable(Message.of("checks.incomplete_calendars.nothing"))
    longest = timedelta(days=subject.limit("incomplete_calendars.days", DAYS))
    looked_at = (_incomplete(calendars, key, rows, longest) for key, rows in calendars.used.items())
    found = sorted((one for one in looked_at if one is not None), key=_worst)
    limit = subject.limit("incomplete_calendars", LIMIT)
    summary = Message.of("checks.incomplete_calendars.summary", count=len(found), population=population)
    evidence = Evidences(found, lambda one: _row(subject.populations, one))
    return Finding(judged(len(found), limit), population, float(len(found)), limit, summary, evidence)


@dataclass(frozen=True, slots=True)
class _Incomplete:
    """A calendar, the rows that it fails, the last day it knows (None: it is empty) and the last day of their work."""

    id: int
    name: str
    rows: list[int]
    known: date | None
    last: date | None


def _incomplete(calendars: WorkCalendars, key: int, rows: Rows, longest: timedelta) -> _Incomplete | None:
    name = calendars.by_id[key].name
    if calendars.minutes(key) is None:
        return _Incomplete(key, name, _by_float(calendars.rows, rows), None, None)
    known = max((one.last for one in calendars.exceptions(key)), default=None)
    dated = rows[calendars.end[rows] != NO_DATE]
    if known is None or not len(dated):
        return None
    dated = dated[np.lexsort((dated, -calendars.end[dated]))]
    last = day_of(int(calendars.end[dated[0]]))
    if last - known <= longest:
        return None
    after = [at for at in dated.tolist() if day_of(int(calendars.end[at])) > known]
    return _Incomplete(key, name, after, known, last)


def _by_float(rows: Populations, where: Rows) -> list[int]:
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    return sorted(where.tolist(), key=lambda at: (floats[at], at))


def _worst(one: _Incomplete) -> tuple[bool, int, int]:
    """Empty ones first, then those with most work past their last day."""
    return one.known is not None, -len(one.rows), one.id


def _row(rows: Populations, one: _Incomplete) -> Evidence:
    first = one.rows[0]
    values: dict[str, Value] = {"task": rows.label(first), "calendar": one.name, "count": len(one.rows)}
    if one.known is None:
        text = Message.of("checks.incomplete_calendars.empty", **values)
    else:
        text = Message.of("checks.incomplete_calendars.ends", **values, known=one.known, last=one.last)
    ids = tuple(rows.plan.activities[at].id for at in one.rows)
    fields = {"calendar_id": one.id, "calendar": one.name, "last_exception": one.known, "activity_ids": ids}
    return Evidence(rows.plan.activities[first].id, text, fields=fields)


check = Check(
    codes=("SC23",),
    reference="Own convention, after GAO-16-89G, best practice 4",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
