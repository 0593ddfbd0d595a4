"""The plan itself as an Excel workbook: its activities in columns that the reader of tables knows, and what is behind.

The first sheet is read back as a plan; the others hold what such a table has no columns for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from rechterhand.intake.tables.columns import kinds
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.calendar import Calendar, Hours
from rechterhand.record.link import LagUnit, Link
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Assignment, Resource
from rechterhand.reports.document import Cell, Column, Form, Sheet
from rechterhand.reports.saying import Sayer
from rechterhand.reports.writers.xlsx import write
from rechterhand.text import Language

ELAPSED_DAY = 1_440
_MADE = datetime(2000, 1, 1)
"""Of a plan without any date."""
_ACTIVITIES: tuple[tuple[str, int, Form], ...] = (
    ("id", 8, Form.TEXT),
    ("wbs", 10, Form.TEXT),
    ("level", 8, Form.TEXT),
    ("name", 50, Form.TEXT),
    ("milestone", 9, Form.TEXT),
    ("summary", 9, Form.TEXT),
    ("duration", 9, Form.TEXT),
    ("start", 18, Form.TEXT),
    ("finish", 18, Form.TEXT),
    ("predecessors", 16, Form.TEXT),
    ("percent_complete", 9, Form.SHARE),
    ("actual_start", 18, Form.TEXT),
    ("actual_finish", 18, Form.TEXT),
    ("low", 9, Form.TEXT),
    ("likely", 9, Form.TEXT),
    ("high", 9, Form.TEXT),
    ("deadline", 18, Form.TEXT),
    ("constraint", 22, Form.TEXT),
    ("constraint_date", 18, Form.TEXT),
    ("calendar", 16, Form.TEXT),
    ("resources", 30, Form.TEXT),
    ("responsible", 20, Form.TEXT),
    ("baseline_start", 18, Form.TEXT),
    ("baseline_finish", 18, Form.TEXT),
    ("active", 8, Form.TEXT),
    ("notes", 40, Form.TEXT),
)
_CONSTRAINTS: Mapping[ConstraintType, str] = {
    ConstraintType.AS_LATE_AS_POSSIBLE: "alap",
    ConstraintType.START_NO_EARLIER_THAN: "snet",
    ConstraintType.START_NO_LATER_THAN: "snlt",
    ConstraintType.FINISH_NO_EARLIER_THAN: "fnet",
    ConstraintType.FINISH_NO_LATER_THAN: "fnlt",
    ConstraintType.MUST_START_ON: "mso",
    ConstraintType.MUST_FINISH_ON: "mfo",
}
"""Rules on dates as the template words them; where there is none nothing stands there."""
_OF_PRIMAVERA: Mapping[ConstraintType, str] = {
    ConstraintType.START_ON: "Start on",
    ConstraintType.FINISH_ON: "Finish on",
    ConstraintType.MANDATORY_START: "Mandatory start",
    ConstraintType.MANDATORY_FINISH: "Mandatory finish",
}
"""Those that only Primavera has, by its own names."""
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def plan_workbook(plan: Plan, language: Language) -> bytes:
    """The bytes of the workbook; equal plans give equal bytes."""
    say = Sayer(language)
    sheets = [_activities(plan, say), _links(plan, say), _people(plan, say), _assignments(plan, say)]
    sheets += [_calendars(plan, say), _exceptions(plan, say)]
    made = plan.status_date or plan.start or _MADE
    return write([one for one in sheets if one.rows], language, title=plan.name, made=made.replace(microsecond=0))


def _sheet(say: Sayer, name: str, columns: Sequence[tuple[str, int, Form]], rows: Sequence[tuple[Cell, ...]]) -> Sheet:
    heads = tuple(Column(say(f"workbook.plan_column.{key}"), width, form) for key, width, form in columns)
    return Sheet(say(f"workbook.plan_sheet.{name}"), heads, rows)


def _activities(plan: Plan, say: Sayer) -> Sheet:
    titles = {key: one.titles[say.language] for key, one in kinds().items()}
    heads = tuple(Column(titles[key], width, form, inset=key == "name") for key, width, form in _ACTIVITIES)
    row = _Row(plan, say)
    top = min((one.outline_level for one in plan.activities), default=0)
    levels = tuple(max(0, one.outline_level - top) for one in plan.activities)
    rows = [tuple(row.cells(one, level + 1)) for one, level in zip(plan.activities, levels, strict=True)]
    return Sheet(say("workbook.plan_sheet.activities"), heads, rows, levels)


class _Row:
    """What the cells of an activity are made from."""

    def __init__(self, plan: Plan, say: Sayer) -> None:
        self._say, self._day = say, plan.options.minutes_per_day
        self._calendars = {one.id: one.name for one in plan.calendars}
        self._resources = {one.id: one.name for one in plan.resources}
        self._before: defaultdict[int, list[Link]] = defaultdict(list)
        self._work: defaultdict[int, list[Assignment]] = defaultdict(list)
        for link in plan.links:
            self._before[link.successor_id].append(link)
        for each in plan.assignments:
            self._work[each.activity_id].append(each)

    def cells(self, one: Activity, level: int) -> Iterator[Cell]:
        """In the order of the columns."""
        summary, base, points = one.type.is_summary, one.baseline(), one.three_point
        yield from (one.id, one.wbs, level, one.name, self._mark(one.type.is_milestone), self._mark(summary))
        yield None if summary else span(one.duration_minutes, self._day, elapsed=one.elapsed)
        yield from (one.start, one.finish)
        yield "; ".join(f"{each.predecessor_id}{tied(each, self._day)}" for each in self._before[one.id]) or None
        yield None if summary or one.percent_complete is None else one.percent_complete / 100
        yield from (one.actual_start, one.actual_finish)
        for minutes in (points.low_minutes, points.likely_minutes, points.high_minutes) if points else (None,) * 3:
            yield span(minutes, self._day, elapsed=one.elapsed)
        yield one.deadline
        rule = _CONSTRAINTS.get(one.constraint)
        yield _OF_PRIMAVERA.get(one.constraint) if rule is None else self._say(f"template.constraint_{rule}")
        yield one.constraint_date
        yield None if one.calendar_id is None else self._calendars.get(one.calendar_id)
        yield "; ".join(self._named(each) for each in self._work[one.id] if each.resource_id in self._resources) or None
        yield one.responsible
        yield from (None, None) if base is None else (base.start, base.finish)
        yield None if one.active else self._say("template.no")
        yield one.notes

    def _mark(self, told: bool) -> str | None:
        return self._say("template.yes") if told else None

    def _named(self, one: Assignment) -> str:
        name = self._resources[one.resource_id or 0].replace(";", ",")
        return name if one.units == 1 else f"{name}[{_plainly(100 * one.units)}%]"


def span(minutes: int | None, day: int, *, elapsed: bool) -> str | None:
    """A duration in days as tables write it: '2.5d', or '3ed' by the clock."""
    if minutes is None:
        return None
    return f"{_plainly(minutes / (ELAPSED_DAY if elapsed else day))}{'ed' if elapsed else 'd'}"


def tied(link: Link, day: int) -> str:
    """How a link holds, as it stands behind the number of its predecessor: '', 'SS', 'FS+2d', 'FF-50%'."""
    wait = lag(link, day)
    return f"{link.type.value}{wait}" if wait or link.type.value != "FS" else ""


def lag(link: Link, day: int) -> str:
    """The lag of a link; nothing where there is none."""
    if link.lag_unit in (LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT):
        share, unit = link.lag_percent or 0.0, "%" if link.lag_unit is LagUnit.PERCENT else "e%"
        return f"{'-' if share < 0 else '+'}{_plainly(abs(share))}{unit}" if share else ""
    told = span(abs(link.lag_minutes), day, elapsed=link.lag_unit is LagUnit.ELAPSED)
    return f"{'-' if link.lag_minutes < 0 else '+'}{told}" if link.lag_minutes else ""


def _links(plan: Plan, say: Sayer) -> Sheet:
    names = {one.id: one.name for one in plan.activities}
    rows: list[tuple[Cell, ...]] = [
        (
            one.predecessor_id,
            names.get(one.predecessor_id),
            one.successor_id,
            names.get(one.successor_id),
            one.type.value,
            lag(one, plan.options.minutes_per_day) or None,
            say("template.yes") if one.discretionary else None,
        )
        for one in plan.links
    ]
    columns = (("before", 9), ("before_name", 44), ("after", 9), ("after_name", 44), ("tie", 7), ("lag", 9))
    heads = [(key, width, Form.TEXT) for key, width in (*columns, ("discretionary", 11))]
    return _sheet(say, "links", heads, rows)


def _people(plan: Plan, say: Sayer) -> Sheet:
    calendars = {one.id: one.name for one in plan.calendars}
    rows = [tuple(_resource(one, calendars, say)) for one in plan.resources]
    columns = (
        ("resource", 9, Form.TEXT),
        ("resource_name", 32, Form.TEXT),
        ("kind", 14, Form.TEXT),
        ("role", 20, Form.TEXT),
        ("group", 20, Form.TEXT),
        ("units", 9, Form.SHARE),
        ("rate", 11, Form.FIGURE),
        ("calendar", 18, Form.TEXT),
    )
    return _sheet(say, "people", columns, rows)


def _resource(one: Resource, calendars: Mapping[int, str], say: Sayer) -> Iterator[Cell]:
    yield from (one.id, one.name, say(f"workbook.resource.{one.kind.value}"), one.role, one.group, one.max_units)
    yield one.rates[-1].per_hour if one.rates else None
    yield None if one.calendar_id is None else calendars.get(one.calendar_id)


def _assignments(plan: Plan, say: Sayer) -> Sheet:
    names = {one.id: one.name for one in plan.activities}
    people = {one.id: one.name for one in plan.resources}
    rows: list[tuple[Cell, ...]] = [
        (
            one.activity_id,
            names.get(one.activity_id),
            one.resource_id,
            people.get(one.resource_id or 0, one.role),
            one.units,
            *(minutes / 60 for minutes in (one.work_minutes, one.actual_work_minutes, one.remaining_work_minutes)),
        )
        for one in plan.assignments
    ]
    columns = (
        ("activity", 9, Form.TEXT),
        ("activity_name", 44, Form.TEXT),
        ("resource", 9, Form.TEXT),
        ("resource_name", 32, Form.TEXT),
        ("units", 9, Form.SHARE),
        ("work", 10, Form.DAYS),
        ("actual_work", 10, Form.DAYS),
        ("remaining_work", 10, Form.DAYS),
    )
    return _sheet(say, "assignments", columns, rows)


def _calendars(plan: Plan, say: Sayer) -> Sheet:
    names = {one.id: one.name for one in plan.calendars}
    rows = [tuple(_week(one, names, say)) for one in plan.calendars]
    columns = [("calendar", 26, Form.TEXT), *((day, 14, Form.TEXT) for day in _DAYS), ("parent", 20, Form.TEXT)]
    return _sheet(say, "calendars", columns, rows)


def _week(one: Calendar, names: Mapping[int, str], say: Sayer) -> Iterator[Cell]:
    yield one.name
    for hours in one.week:
        yield None if hours is None else _hours(hours, say)
    yield None if one.parent_id is None else names.get(one.parent_id)


def _exceptions(plan: Plan, say: Sayer) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (one.name, each.first, each.last, _hours(each.hours, say), each.name)
        for one in plan.calendars
        for each in one.exceptions
    ]
    columns = (("calendar", 26), ("first", 12), ("last", 12), ("hours", 22), ("reason", 30))
    return _sheet(say, "exceptions", [(key, width, Form.TEXT) for key, width in columns], rows)


def _hours(hours: Hours, say: Sayer) -> str:
    """'08:00–12:00, 13:00–17:00'."""
    told = ", ".join("–".join(f"{at // 60:02}:{at % 60:02}" for at in each) for each in hours)
    return told or say("workbook.no_work")


def _plainly(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
