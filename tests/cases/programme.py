"""A programme as an office would plan it, made here: work, baseline, progress, people with names, defects on purpose.

``programme()`` gives the plan, ``mspdi()`` the same as a Microsoft Project XML file, for journeys that start at a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from rechterhand.record.activity import Activity, ActivityType, Baseline, ConstraintType, ThreePoint
from rechterhand.record.calendar import Calendar
from rechterhand.record.link import Link, LinkType
from rechterhand.record.plan import Plan, ScheduleOptions, Source
from rechterhand.record.resource import Assignment, Resource

DAY = 480
MONDAY = datetime(2026, 9, 7, 8)
STATUS = datetime(2026, 10, 5, 8)

PEOPLE = ("Annemiek van der Velde", "Pieter Jansen", "Fatima El Amrani", "Willem-Jan Bakker")
ROLES = ("Architect", None, "Tester", None)

# id, name, working days, level; summaries have no duration; the parent is the nearest row above of a lower level
ROWS: tuple[tuple[int, str, float | None, int], ...] = (
    (1, "Zaaksysteem vernieuwen", None, 1),
    (2, "Voorbereiding", None, 2),
    (3, "Startbesluit stuurgroep", 0, 3),
    (4, "Projectplan opstellen", 10, 3),
    (5, "Eisen ophalen bij de afdelingen", 15, 3),
    (6, "Architectuur uitwerken", 12, 3),
    (7, "Aanbesteding", None, 2),
    (8, "Bestek schrijven", 15, 3),
    (9, "Inschrijvingen afwachten", 20, 3),
    (10, "Inschrijvingen beoordelen", 10, 3),
    (11, "Gunning", 0, 3),
    (12, "Realisatie", None, 2),
    (13, "Inrichten basis", 25, 3),
    (14, "Koppeling met het burgerregister bouwen", 30, 3),
    (15, "Koppeling met de betaalomgeving bouwen", 22, 3),
    (16, "Gegevens opschonen", 35, 3),
    (17, "Proefconversie", 10, 3),
    (18, "Beveiligingsonderzoek", 60, 3),
    (19, "Testen", None, 2),
    (20, "Ketentest", 15, 3),
    (21, "Acceptatietest", 15, 3),
    (22, "Herstelronde", 8, 3),
    (23, "Invoering", None, 2),
    (24, "Opleiden medewerkers", 20, 3),
    (25, "Handleidingen schrijven", 12, 3),
    (26, "Bevriezing van wijzigingen", 1, 3),
    (27, "Definitieve conversie", 5, 3),
    (28, "Livegang", 0, 3),
    (29, "Nazorg", 20, 3),
    (30, "Decharge", 0, 3),
)
FINISHED = {3: 0.0, 4: 12.0}  # id to working days it really took
STARTED = {5}
LINKS = (
    "3 4,3 5,4 6,5 6,5 8,6 8,8 9,9 10,10 11,11 13,13 14,13 15,6 16,16 17,13 17,14 20,15 20,17 20,13 18,20 21,21 22,"
    "18 22,13 25,25 24,24 28,22 27,26 27,27 28,28 29,29 30"
)


def programme(*, names: tuple[str, ...] = PEOPLE) -> Plan:
    """The plan; ``names`` are the people's."""
    first = names[0]
    activities = tuple(_activities(first))
    resources = tuple(
        Resource(id=place, name=name, role=role) for place, (name, role) in enumerate(zip(names, ROLES, strict=True), 1)
    )
    assigned = {6: 1, 14: 2, 15: 2, 20: 3, 21: 3, 16: 4}
    return Plan(
        name="Zaaksysteem vernieuwen",
        key="zaaksysteem",
        source=Source("zaaksysteem.xml", "MSPDI", "0" * 64),
        activities=activities,
        links=tuple(_links()),
        calendars=(Calendar(id=1, name="Standaard"),),
        default_calendar_id=1,
        resources=resources,
        assignments=tuple(
            Assignment(id=place, activity_id=activity, resource_id=resource)
            for place, (activity, resource) in enumerate(assigned.items(), 1)
        ),
        options=ScheduleOptions(),
        start=MONDAY,
        status_date=STATUS,
    )


def hostile() -> Plan:
    """The plan with names that would do harm in a page, a workbook or a terminal."""
    plan = programme()
    texts = {
        13: '=HYPERLINK("http://example.invalid","klik")',
        14: "<script>alert(1)</script>",
        15: "@SUM(A1:A9)",
        16: "+" + "onafbreekbaar" * 12,
        20: '-2+3\x1b[31m rood #link("http://example.invalid") $x$ *vet* `code`',
        21: '"><img src=x onerror=alert(1)>',
    }
    rows = tuple(replace(one, name=texts.get(one.id, one.name)) for one in plan.activities)
    return replace(plan, activities=rows, name='</title><script>alert("x")</script>')


def _activities(person: str) -> Iterator[Activity]:
    above: list[tuple[int, int]] = []
    for row, (key, name, days, level) in enumerate(ROWS, 1):
        while above and above[-1][1] >= level:
            above.pop()
        parent = above[-1][0] if above else None
        above.append((key, level))
        one = Activity(
            id=key,
            name=f"{name} ({person})" if key == 16 else name,
            row=row,
            outline_level=level,
            parent_id=parent,
            type=_type(days),
            duration_minutes=None if days is None else round(days * DAY),
        )
        yield one if days is None else _told(one, days)


def _type(days: float | None) -> ActivityType:
    if days is None:
        return ActivityType.SUMMARY
    return ActivityType.MILESTONE if days == 0 else ActivityType.TASK


def _told(one: Activity, days: float) -> Activity:
    """Baseline, progress, ranges and dates of an activity."""
    start = MONDAY + timedelta(days=_BASELINE[one.id])
    baseline = Baseline(0, start, _worked(start, days), round(days * DAY))
    one = replace(one, baselines=(baseline,), remaining_duration_minutes=round(days * DAY))
    if one.id in FINISHED:
        took = FINISHED[one.id]
        return replace(
            one,
            actual_start=MONDAY,
            actual_finish=_worked(MONDAY, took),
            duration_minutes=round(took * DAY),
            remaining_duration_minutes=0,
            percent_complete=100.0,
        )
    if one.id in STARTED:
        return replace(
            one,
            actual_start=MONDAY,
            remaining_duration_minutes=8 * DAY,
            percent_complete=46.0,
            duration_minutes=28 * DAY,
        )
    if one.id == 26:
        return replace(one, constraint=ConstraintType.MUST_START_ON, constraint_date=datetime(2027, 6, 14, 8))
    if one.id == 21:
        return replace(one, three_point=ThreePoint(12 * DAY, 15 * DAY, 40 * DAY))
    if one.id == 28:
        return replace(one, deadline=datetime(2027, 6, 25, 17))
    return one


_BASELINE = {
    3: 0, 4: 0, 5: 0, 6: 21, 8: 37, 9: 58, 10: 86, 11: 100, 13: 100, 14: 135, 15: 135, 16: 37, 17: 135, 18: 135,
    20: 177, 21: 198, 22: 219, 24: 191, 25: 135, 26: 231, 27: 233, 28: 240, 29: 240, 30: 268,
}  # fmt: skip


def _worked(start: datetime, days: float) -> datetime:
    """The end of so many working days from the start of a working day."""
    moment = start
    if moment.weekday() > 4:
        moment += timedelta(days=7 - moment.weekday())
    left = days
    while left > 1:
        moment += timedelta(days=3 if moment.weekday() == 4 else 1)
        left -= 1
    return moment.replace(hour=17) if days > 0 else moment


def _links() -> Iterator[Link]:
    for place, text in enumerate(LINKS.split(","), 1):
        before, after = map(int, text.split())
        lag = 10 * DAY if (before, after) == (10, 11) else -3 * DAY if (before, after) == (25, 24) else 0
        yield Link(before, after, LinkType.FS, lag, id=place)


def mspdi(plan: Plan) -> str:
    """The plan as Microsoft Project writes it, with what this case uses."""
    resources = "".join(
        f"<Resource><UID>{one.id}</UID><ID>{one.id}</ID><Name>{escape(one.name)}</Name><Type>1</Type>"
        f"<Group>{escape(one.role or '')}</Group></Resource>"
        for one in plan.resources
    )
    assignments = "".join(
        f"<Assignment><UID>{one.id}</UID><TaskUID>{one.activity_id}</TaskUID><ResourceUID>{one.resource_id}</ResourceUID>"
        "<Units>1</Units></Assignment>"
        for one in plan.assignments
    )
    days = "".join(_weekday(day) for day in range(1, 8))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project">'
        f"<SaveVersion>14</SaveVersion><Name>{escape(plan.name)}</Name><Title>{escape(plan.name)}</Title>"
        f"<ScheduleFromStart>1</ScheduleFromStart><StartDate>{_iso(plan.start)}</StartDate>"
        f"<StatusDate>{_iso(plan.status_date)}</StatusDate><CalendarUID>1</CalendarUID><MinutesPerDay>480</MinutesPerDay>"
        "<MinutesPerWeek>2400</MinutesPerWeek><DaysPerMonth>20</DaysPerMonth>"
        f"<Calendars><Calendar><UID>1</UID><Name>Standaard</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>{days}"
        f"</WeekDays></Calendar></Calendars><Tasks>{''.join(_task(one, plan) for one in plan.activities)}</Tasks>"
        f"<Resources>{resources}</Resources><Assignments>{assignments}</Assignments></Project>"
    )


def _weekday(day: int) -> str:
    if day in {1, 7}:
        return f"<WeekDay><DayType>{day}</DayType><DayWorking>0</DayWorking></WeekDay>"
    times = "".join(
        f"<WorkingTime><FromTime>{low}</FromTime><ToTime>{high}</ToTime></WorkingTime>"
        for low, high in (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))
    )
    return f"<WeekDay><DayType>{day}</DayType><DayWorking>1</DayWorking><WorkingTimes>{times}</WorkingTimes></WeekDay>"


def _task(one: Activity, plan: Plan) -> str:
    constraint = {ConstraintType.MUST_START_ON: 2}.get(one.constraint, 0)
    optional = {
        "ConstraintDate": one.constraint_date,
        "Deadline": one.deadline,
        "ActualStart": one.actual_start,
        "ActualFinish": one.actual_finish,
    }
    links = "".join(
        f"<PredecessorLink><PredecessorUID>{link.predecessor_id}</PredecessorUID><Type>1</Type>"
        f"<LinkLag>{link.lag_minutes * 10}</LinkLag><LagFormat>7</LagFormat></PredecessorLink>"
        for link in plan.links
        if link.successor_id == one.id
    )
    baselines = "".join(
        f"<Baseline><Number>0</Number><Start>{_iso(base.start)}</Start><Finish>{_iso(base.finish)}</Finish>"
        f"<Duration>{_hours(base.duration_minutes)}</Duration><DurationFormat>7</DurationFormat></Baseline>"
        for base in one.baselines
    )
    start = one.actual_start or (one.baselines[0].start if one.baselines else plan.start)
    finish = one.actual_finish or (one.baselines[0].finish if one.baselines else plan.start)
    return (
        f"<Task><UID>{one.id}</UID><ID>{one.row}</ID><Name>{escape(one.name)}</Name><Type>1</Type><IsNull>0</IsNull>"
        f"<OutlineLevel>{one.outline_level}</OutlineLevel><Start>{_iso(start)}</Start><Finish>{_iso(finish)}</Finish>"
        f"<Duration>{_hours(one.duration_minutes)}</Duration><DurationFormat>7</DurationFormat>"
        f"<Milestone>{int(one.type.is_milestone)}</Milestone><Summary>{int(one.type.is_summary)}</Summary>"
        f"<PercentComplete>{round(one.percent_complete or 0)}</PercentComplete>"
        + "".join(f"<{name}>{_iso(value)}</{name}>" for name, value in optional.items() if value is not None)
        + f"<RemainingDuration>{_hours(one.remaining_duration_minutes)}</RemainingDuration>"
        f"<ConstraintType>{constraint}</ConstraintType>{links}{baselines}<Active>1</Active><Manual>0</Manual></Task>"
    )


def _iso(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat(timespec="seconds")


def _hours(minutes: int | None) -> str:
    return f"PT{(minutes or 0) // 60}H{(minutes or 0) % 60}M0S"
