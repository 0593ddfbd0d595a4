"""Work planned on public holidays: the calendar doesn't know the day, and everything after it is a day too early.

Counts the pairs of a calendar and a public holiday on which unfinished work is planned, against all holidays within
the work on each calendar; none allowed. Of the Netherlands: 1 January, Easter Monday, King's Day, Ascension Day, Whit
Monday and both days of Christmas. Good Friday and 5 May are free for some, by agreement: ``missing_holidays.asked = 1``
counts them too. ``missing_holidays.country`` chooses another country by its number in ISO 3166-1 (528 is the
Netherlands, 56 Belgium, 276 Germany, 840 the United States), of which the days that hold nationwide are taken, and 0
none.

Unless a country is chosen only plans in euros, or without a currency, are judged. Calendars that work all seven days of
the week run through holidays by their nature and aren't looked at. A table has no days off and can't be judged.

Source: our own (SC24), after GAO-16-89G, best practice 4.
Bad: 'Acceptance test' runs from 24 to 30 December, and the plan counts five working days.
Good: the calendar has the public holidays and the days that the office is shut, for as long as the plan runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.clock import CalendarKey, Mixed
from rechterhand.engine.schedule.result import NO_DATE
from rechterhand.findings.calendars import WorkCalendars, day_of
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
from rechterhand.findings.populations import Populations
from rechterhand.record.public_holidays import COUNTRIES, NETHERLANDS, public_holidays
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
EURO = frozenset({"", "EUR", "€"})
WITHOUT_CALENDARS = frozenset({"PSPLIB"})

Rows = npt.NDArray[np.int64]


def find(subject: Subject) -> Finding:
    """Count the holidays on which work is planned."""
    calendars, plan = subject.calendars, subject.plan
    country = int(subject.limit("missing_holidays.country", -1))
    if country == 0:
        return not_applicable(Message.of("checks.missing_holidays.off"))
    if not calendars.by_key or calendars.horizon is None:
        return not_applicable(Message.of("checks.missing_holidays.nothing"))
    if country < 0 and (plan.currency or "") not in EURO:
        return not_applicable(Message.of("checks.missing_holidays.currency", currency=plan.currency))
    country = NETHERLANDS if country < 0 else country
    if country not in COUNTRIES:
        return not_applicable(Message.of("checks.missing_holidays.unknown", country=country))
    if plan.source.columns is not None or plan.source.format.upper() in WITHOUT_CALENDARS:
        return not_judgeable(Message.of("checks.missing_holidays.format", format=plan.source.format))
    years = range(calendars.horizon[0].year, calendars.horizon[1].year + 1)
    days = public_holidays(country, years, asked=bool(subject.limit("missing_holidays.asked", 0)))
    pairs = _pairs(calendars, days)
    if not pairs:
        return not_applicable(Message.of("checks.missing_holidays.none"))
    worked = sorted((one for one in pairs if one.rows), key=lambda one: (-len(one.rows), one.day, one.calendar))
    limit = subject.limit("missing_holidays", LIMIT)
    summary = Message.of(
        "checks.missing_holidays.summary", number=len(worked), population=len(pairs), country=COUNTRIES[country]
    )
    evidence = Evidences(worked, lambda one: _row(subject.populations, calendars, one))
    return Finding(judged(len(worked), limit), len(pairs), float(len(worked)), limit, summary, evidence)


@dataclass(slots=True)
class _Pair:
    """A calendar, a holiday within its work, and the rows that work on it."""

    calendar: int
    day: date
    name: Value
    rows: list[int] = field(default_factory=list)


def _pairs(calendars: WorkCalendars, days: Mapping[date, Value]) -> list[_Pair]:
    found: dict[tuple[int, date], _Pair] = {}
    first = (calendars.horizon or (date.min,))[0]
    for key, rows in calendars.by_key.items():
        if _works_always(calendars, key):
            continue
        known = rows[(calendars.begin[rows] != NO_DATE) & (calendars.end[rows] != NO_DATE)]
        if not len(known):
            continue
        begin, end = calendars.begin[known] // 1440, (calendars.end[known] - 1) // 1440
        begins, ends = day_of(int(begin.min()) * 1440), day_of(int(end.max()) * 1440)
        for day in sorted(one for one in days if begins <= one <= ends):
            place = (day - first).days
            calendar = _origin(calendars, key, place)
            pair = found.setdefault((calendar, day), _Pair(calendar, day, days[day]))
            if calendars.works(key, place):
                number = (day - date(1970, 1, 1)).days
                pair.rows += known[(begin <= number) & (end >= number)].tolist()
    return list(found.values())


def _works_always(calendars: WorkCalendars, key: CalendarKey) -> bool:
    """Whether there is work on every day of an ordinary week."""
    weekdays = (calendars.horizon or (date.min,))[0].weekday()
    kinds = {(weekdays + day) % 7 for day in range(35) if calendars.works(key, day)}
    return len(kinds) == 7


def _origin(calendars: WorkCalendars, key: CalendarKey, place: int) -> int:
    """The calendar in which the day should be filled in: the last one in its line that works on it too.

    A day that all of the line have free counts once for the calendar that they derive from, however many people have
    a calendar of their own.
    """
    one = next(iter(sorted(key.resources))) if isinstance(key, Mixed) else key
    line = [calendar.id for calendar in calendars.lineage(one or 0)]
    return next((calendar for calendar in reversed(line) if calendars.works(calendar, place)), line[-1])


def _row(rows: Populations, calendars: WorkCalendars, one: _Pair) -> Evidence:
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    hit = sorted(one.rows, key=lambda at: (floats[at], at))
    name = calendars.by_id[one.calendar].name
    text = Message.of(
        "checks.missing_holidays.evidence",
        task=rows.label(hit[0]),
        count=len(hit),
        day=one.day,
        holiday=one.name,
        calendar=name,
    )
    ids = tuple(rows.plan.activities[at].id for at in hit)
    fields = {"date": one.day, "calendar_id": one.calendar, "calendar": name, "activity_ids": ids}
    return Evidence(ids[0], text, fields=fields)


check = Check(
    codes=("SC24",),
    reference="Own convention, after GAO-16-89G, best practice 4",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
