"""Work on Saturdays for some weeks: extra working days for the people whose work decides the finish.

Effect: two, four or eight Saturdays get the hours of the Friday before, for the work whose length often decides the
finish and that is done in these weeks, and for those who do it, or for all work whose length ever decides it, or for
all work of these weeks, which helps where something else is done besides that moves what decides. Holidays stay, and
weeks with a Friday off. Others on the same calendars keep their weekend. The weeks are the first that come, and those
in which such work decides most. Cost: what overtime costs above usual hours (one and a half times the rate, where the
plan has no rate for it), for whoever does that work, on each Saturday on which there is work for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from hashlib import blake2s

import numpy as np

from rechterhand.engine.network.clock import lineage_of, weekday_of
from rechterhand.record.activity import Activity, TaskType
from rechterhand.record.calendar import Calendar, CalendarException, Hours
from rechterhand.record.plan import Dialect
from rechterhand.remedies.case import Case
from rechterhand.remedies.rates import premium
from rechterhand.remedies.remedy import Remedy, Way
from rechterhand.remedies.sight import Sight
from rechterhand.text import Message

WEEKS = (8, 4, 2)
WINDOWS, APART = 6, 4
"""Beginnings that are proposed at most, and so many Saturdays one after another at least."""
SATURDAY, NAMED = 5, 3
OFTEN, EVER = 0.2, 0.02
"""Shares of the futures near P80 in which the finish must hang on how long work lasts for it to be worth a Saturday."""
WHOSE = {"": "", "all": "ever_", "whole": "whole_"}
"""Whose Saturdays: by the part of the text's key that says it."""
LAST = 0.5
"""What is seldom needed is tried after what decides: its weight is less."""

Worked = dict[date, list[Activity]]


def _propose(sight: Sight) -> Iterator[Way]:
    known: list[Worked] = []
    for who, chosen in (("", _deciding(sight, OFTEN)), ("all", _deciding(sight, EVER)), ("whole", list(sight.open))):
        driving = chosen
        for first in _beginnings(sight, _worked(sight, driving)):
            worked = _worked(sight, driving, first)
            if worked in known:
                continue
            known.append(worked)
            days = sorted(worked)[: WEEKS[0]]
            name = "-".join(filter(None, (first.isoformat(), who, _seen(sight, worked))))
            for weeks in dict.fromkeys(min(most, len(days)) for most in WEEKS):
                yield _way(sight, {day: worked[day] for day in days[:weeks]}, (name, who))


def _deciding(sight: Sight, least: float) -> list[Activity]:
    return [one for one in sight.driving if sight.share_by_length(one.id) >= least]


def _beginnings(sight: Sight, worked: Worked) -> list[date]:
    """The first Saturday, and those from which on the work that is done decides most."""
    days = sorted(worked)
    if not days:
        return []
    each = np.array([_decides(sight, worked[day]) for day in days])
    sums = np.convolve(each, np.ones(WEEKS[0]))[WEEKS[0] - 1 :]  # each with those that follow, as far as there are any
    chosen = [0]
    for at in np.argsort(-sums.round(6), kind="stable").tolist():
        if len(chosen) < WINDOWS and all(abs(at - other) >= APART for other in chosen):
            chosen.append(at)
    return [days[at] for at in chosen]


def _decides(sight: Sight, doing: list[Activity]) -> float:
    """In which part of the futures near P80 the finish hangs on any of this work, about."""
    rows = [sight.rows[one.id] for one in doing]
    marked = float(sight.paths[rows].any(axis=0).mean())
    return min(marked, sum(sight.share_by_length(one.id) for one in doing))


def _worked(sight: Sight, driving: list[Activity], first: date | None = None) -> Worked:
    """The Saturdays on which there would be work that is free then in the calendars that it runs on, with that work.

    By mean dates. From ``first`` on they are taken to be worked: after so many of them the work of the next one is what
    was planned so many days later.
    """
    known = {one.id: one for one in sight.plan.calendars}
    spans = [(one, sight.begins(one.id).date(), sight.ends(one.id).date()) for one in driving]
    day = first or _saturday(max(sight.today, min((begin for _, begin, _ in spans), default=sight.today)))
    last = max((end for _, _, end in spans), default=sight.today)
    found: Worked = {}
    while day <= last and (first is None or len(found) < WEEKS[0]):
        planned = _later(day - timedelta(days=1), 1 + (0 if first is None else len(found)))
        doing = [one for one, begin, end in spans if begin <= planned <= end and _may(sight, one, known, day)]
        if doing:
            found[day] = doing
        day += timedelta(weeks=1)
    return found


def _later(friday: date, count: int) -> date:
    """So many days from Monday to Friday later."""
    whole, rest = divmod(count - 1, 5)
    return friday + timedelta(days=3 + 7 * whole + rest)


def _may(sight: Sight, one: Activity, known: Mapping[int, Calendar], day: date) -> bool:
    keys = [key for key in _keys(sight, one) if key in known]
    return bool(keys) and all(_free(known[key], known, day) for key in keys)


def _saturday(day: date) -> date:
    return day + timedelta(days=(SATURDAY - day.weekday()) % 7)


def _way(sight: Sight, worked: Worked, named: tuple[str, str]) -> Way:
    days = sorted(worked)
    doing = list(dict.fromkeys(one.id for day in days for one in worked[day]))
    rows = [sight.by_id[key] for key in doing]
    names = tuple(one.name for one in rows)
    name, who = named
    told = f"effect_{WHOSE[who]}{'some' if len(names) > NAMED else 'all'}"
    return Way(
        target=("saturdays", name),
        degree=str(len(days)),
        title=Message.of("remedies.work_saturdays.title", count=len(days), first=days[0], last=days[-1]),
        effect=Message.of(f"remedies.work_saturdays.{told}", count=len(doing), names=names[:NAMED]),
        side=Message.of("remedies.work_saturdays.side"),
        kind="calendar",
        about=frozenset(doing),
        touches=frozenset({("saturdays", 0), *(("kept", key) for key in doing)}),
        apply=partial(_apply, _own_calendars(sight, rows, days)),
        cost=_cost(sight, worked),
        weight=sum(_decides(sight, doing) for doing in worked.values()) * (LAST if who == "whole" else 1.0),
    )


def _seen(sight: Sight, worked: Worked) -> str:
    """Tells other work on the same days apart, where the plan is looked at again with something done to it."""
    if sight.holding is None:
        return ""
    doing = sorted({one.id for each in worked.values() for one in each})
    return blake2s(" ".join(map(str, doing)).encode(), digest_size=3).hexdigest()


@dataclass(frozen=True)
class _Made:
    """Calendars with Saturdays beside the plan's own, and who goes over to which."""

    calendars: tuple[Calendar, ...]
    of_activity: Mapping[int, int]
    of_resource: Mapping[int, int]


def _own_calendars(sight: Sight, doing: list[Activity], days: list[date]) -> _Made:
    known = {one.id: one for one in sight.plan.calendars}
    staff = {whose.id: whose for one in doing for _, whose in sight.staffed(one.id)}
    at_work = {key: whose.calendar_id for key, whose in staff.items() if whose.calendar_id in known}
    on_own: dict[int, int | None] = {one.id: one.calendar_id for one in doing if one.calendar_id in known}
    for one in doing:
        if one.id not in on_own and not _by_staff(sight, one):
            on_own[one.id] = sight.plan.default_calendar_id
    copies: dict[int, Calendar] = {}
    for key in sorted({key for key in (*at_work.values(), *on_own.values()) if key is not None}):
        changed = _with_saturdays(known[key], known, days)
        if changed is not known[key]:
            copies[key] = replace(changed, id=max(known) + 1 + len(copies))
    return _Made(
        calendars=tuple(copies.values()),
        of_activity={one: copies[key].id for one, key in on_own.items() if key is not None and key in copies},
        of_resource={one: copies[key].id for one, key in at_work.items() if key is not None and key in copies},
    )


def _by_staff(sight: Sight, one: Activity) -> bool:
    """Whether work without a calendar of its own runs on those of who does it, by Microsoft Project's rule."""
    fixed = one.task_type is TaskType.FIXED_DURATION or one.manual or one.ignore_resource_calendars
    staffed = any(whose.calendar_id is not None for _, whose in sight.staffed(one.id))
    return staffed and not fixed and sight.plan.dialect is Dialect.MICROSOFT


def _keys(sight: Sight, one: Activity) -> Iterator[int]:
    """The calendars that its work runs on: its own or the project's, and those of who does it."""
    by_staff = _by_staff(sight, one)
    own = sight.plan.default_calendar_id if one.calendar_id is None and not by_staff else one.calendar_id
    if own is not None:
        yield own
    for _, whose in sight.staffed(one.id):
        if by_staff and whose.calendar_id is not None:
            yield whose.calendar_id


def _free(one: Calendar, known: Mapping[int, Calendar], day: date) -> bool:
    """Whether a Saturday could be worked: no hours yet, nothing said of that very day, and a Friday with hours."""
    said = _hours(one, known, day) or _excepted(one, known, day)
    return not said and bool(_hours(one, known, day - timedelta(days=1)))


def _with_saturdays(one: Calendar, known: Mapping[int, Calendar], days: list[date]) -> Calendar:
    hours = {day: _hours(one, known, day - timedelta(days=1)) for day in days if _free(one, known, day)}
    more = tuple(CalendarException(day, day, each) for day, each in hours.items() if each)
    return replace(one, exceptions=(*more, *one.exceptions)) if more else one


def _excepted(one: Calendar, known: Mapping[int, Calendar], day: date) -> bool:
    """Whether the calendar says something of this very day, such as a holiday."""
    return any(each.first <= day <= each.last for part in lineage_of(one, known) for each in part.exceptions)


def _hours(one: Calendar, known: Mapping[int, Calendar], day: date) -> Hours:
    lineage = lineage_of(one, known)
    for part in lineage:
        for each in part.exceptions:
            if each.first <= day <= each.last:
                return each.hours
        for special in part.work_weeks:
            hours = special.week[day.weekday()]
            if special.first <= day <= special.last and hours is not None:
                return hours
    return weekday_of(lineage, day.weekday())


def _cost(sight: Sight, worked: Worked) -> float | None:
    """The premium of who works on each of those Saturdays; None where a rate is missing."""
    rates: dict[int, float] = {}
    asked: dict[tuple[int, date], float] = {}
    for day, doing in worked.items():
        for work, whose in (pair for one in doing for pair in sight.staffed(one.id)):
            more = premium(whose, sight.now)
            if more is None:
                return None
            rates[whose.id] = more
            asked[whose.id, day] = max(asked.get((whose.id, day), 0.0), min(1.0, work.units))
    hours = sight.plan.options.minutes_per_day / 60
    return sum(units * rates[who] * hours for (who, _), units in asked.items()) if asked else None


def _apply(made: _Made, case: Case) -> Case:
    plan = case.plan
    rows = tuple(
        replace(one, calendar_id=made.of_activity[one.id]) if one.id in made.of_activity else one
        for one in plan.activities
    )
    staff = tuple(
        replace(one, calendar_id=made.of_resource[one.id]) if one.id in made.of_resource else one
        for one in plan.resources
    )
    calendars = (*plan.calendars, *made.calendars)
    return replace(case, plan=replace(plan, activities=rows, resources=staff, calendars=calendars))


remedy = Remedy(("calendar", "activity", "chain"), "crashing", _propose)
