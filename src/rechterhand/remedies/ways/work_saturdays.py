"""Work on Saturdays for some weeks: extra working days for the people whose work decides the finish.

Effect: four or eight Saturdays get the hours of the Friday before, for the work that often decides the finish and falls
in these weeks, and for those who do it; holidays stay. Others on the same calendars keep their weekend. Cost: what
overtime costs above usual hours (one and a half times the rate, where the plan has no rate for it), for whoever does
that work, on each of these Saturdays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial

from rechterhand.record.activity import Activity
from rechterhand.record.calendar import Calendar, CalendarException, Hours
from rechterhand.remedies.case import Case
from rechterhand.remedies.rates import premium
from rechterhand.remedies.remedy import Remedy, Way
from rechterhand.remedies.sight import Sight
from rechterhand.text import Message

WEEKS = (8, 4)
FRIDAY, SATURDAY = 4, 5
OFTEN = 0.2
"""Share of the futures near P80 in which work must be on the longest path to be worth a Saturday."""


def _propose(sight: Sight) -> Iterator[Way]:
    driving = [one for one in sight.driving if sight.share(one.id) >= OFTEN]
    for first in dict.fromkeys([_saturday(sight.today), _saturday(_first_day(sight, driving))]):
        for weeks in WEEKS:
            way = _way(sight, driving, [first + timedelta(weeks=week) for week in range(weeks)])
            if way is not None:
                yield way


def _first_day(sight: Sight, driving: list[Activity]) -> date:
    """When the work that decides the finish most begins."""
    return max(sight.today, sight.begins(driving[0].id).date()) if driving else sight.today


def _saturday(day: date) -> date:
    return day + timedelta(days=(SATURDAY - day.weekday()) % 7)


def _way(sight: Sight, driving: list[Activity], days: list[date]) -> Way | None:
    since, until = datetime.combine(days[0], time.min), datetime.combine(days[-1], time.max)
    doing = [one for one in driving if sight.begins(one.id) < until and sight.ends(one.id) > since]
    if not doing:
        return None
    made, names = _own_calendars(sight, doing, days), tuple(one.name for one in doing[:3])
    if made.empty:
        return None
    return Way(
        target=("saturdays", days[0].isoformat()),
        degree=str(len(days)),
        title=Message.of("remedies.work_saturdays.title", count=len(days), first=days[0], last=days[-1]),
        effect=Message.of("remedies.work_saturdays.effect", count=len(doing), names=names),
        side=Message.of("remedies.work_saturdays.side"),
        kind="calendar",
        about=frozenset(one.id for one in doing),
        touches=frozenset({("saturdays", 0)}),
        apply=partial(_apply, made),
        cost=_cost(sight, doing, days),
        weight=len(days) * max(sight.share(one.id) for one in doing),
    )


@dataclass(frozen=True)
class _Made:
    """Calendars with Saturdays beside the plan's own, and who goes over to which."""

    calendars: tuple[Calendar, ...]
    of_activity: Mapping[int, int]
    of_resource: Mapping[int, int]

    @property
    def empty(self) -> bool:
        return not self.calendars


def _own_calendars(sight: Sight, doing: list[Activity], days: list[date]) -> _Made:
    known = {one.id: one for one in sight.plan.calendars}
    staff = {whose.id: whose for one in doing for _, whose in sight.staffed(one.id)}
    at_work = {key: whose.calendar_id for key, whose in staff.items() if whose.calendar_id in known}
    on_own: dict[int, int | None] = {one.id: one.calendar_id for one in doing if one.calendar_id in known}
    for one in doing:  # work without a calendar of its own runs on the project's, where nobody's counts
        if one.id not in on_own and not any(whose.id in at_work for _, whose in sight.staffed(one.id)):
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


def _with_saturdays(one: Calendar, known: Mapping[int, Calendar], days: list[date]) -> Calendar:
    free = [day for day in days if not _hours(one, known, day) and not _excepted(one, known, day)]
    hours = {day: _hours(one, known, day - timedelta(days=1)) for day in free}
    more = tuple(CalendarException(day, day, each) for day, each in hours.items() if each)
    return replace(one, exceptions=(*more, *one.exceptions)) if more else one


def _lineage(one: Calendar, known: Mapping[int, Calendar]) -> Iterator[Calendar]:
    seen: set[int] = set()
    found: Calendar | None = one
    while found is not None and found.id not in seen:
        seen.add(found.id)
        yield found
        found = None if found.parent_id is None else known.get(found.parent_id)


def _excepted(one: Calendar, known: Mapping[int, Calendar], day: date) -> bool:
    """Whether the calendar says something of this very day, such as a holiday."""
    return any(each.first <= day <= each.last for part in _lineage(one, known) for each in part.exceptions)


def _hours(one: Calendar, known: Mapping[int, Calendar], day: date) -> Hours:
    for part in _lineage(one, known):
        for each in part.exceptions:
            if each.first <= day <= each.last:
                return each.hours
        for special in part.work_weeks:
            hours = special.week[day.weekday()]
            if special.first <= day <= special.last and hours is not None:
                return hours
    return next((hours for part in _lineage(one, known) if (hours := part.week[day.weekday()]) is not None), ())


def _cost(sight: Sight, doing: list[Activity], days: list[date]) -> float | None:
    """The premium of the hours on those Saturdays of who then works on a longest path; None where a rate is missing."""
    people = {whose.id: (work.units, whose) for one in doing for work, whose in sight.staffed(one.id)}
    total = 0.0
    for units, whose in people.values():
        more = premium(whose, sight.now)
        if more is None:
            return None
        total += more * min(1.0, units) * len(days) * sight.plan.options.minutes_per_day / 60
    return total if people else None


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
