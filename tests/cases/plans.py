"""Mini plans as data: builds a Plan, and its computed dates when they are given, from a small TOML form.

A plan is a table with

- ``tasks``: a list of tables; ``id`` and any field of ``Activity`` under its own name (enumerations by their value),
and for short
  ``days`` (duration in working days), ``baseline = [start, finish]`` (empty text leaves one out), ``float_days``
  (total float as computed) and ``stored_float_days`` (as the file's tool stored it). The name is 'Task <id>' unless
  given; ``remaining_days``, ``planned_days``, ``actual_days`` and ``baseline_days``; ``stored`` (a table of stored
  dates), ``splits`` (a list of pairs of moments);
  ``ids = "1..40"`` instead of ``id`` makes as many equal tasks;
- ``links``: texts such as ``"1 FS 2"``, ``"1 SS+2d 3"``, ``"1 FS-50% 2"``, ``"1 FF+5ed 2"`` (elapsed days),
predecessor first; ``"1..9 FS"`` is a chain;
- ``assignments``: tables with ``task`` and any field of ``Assignment``, ``days`` for short being its work,
  ``hours`` work that remains, ``parts`` (remaining work by time: ``[start, finish, hours]``) and ``no_resource``;
- ``calendars``: tables with ``id`` and, for short, ``days`` (worked days of the week, "12345"), ``hours`` (minutes
  after midnight, 8 to 12 and 13 to 17) and ``off`` (dates), and any other field of ``Calendar``; the first is the
  default;
- ``outside_links``: tables with fields of ``OutsideLink``;
- ``unread``: ``[task, column, place, text]`` of cells that should be dates;
- ``resources``: tables with fields of ``Resource``, and ``rate`` (money per hour);
- ``status_date``, ``start``, ``currency``, ``must_finish_by``, ``options``, ``properties``, ``date_only``, ``dialect``
  (microsoft), ``format`` (MSPDI) and ``columns`` (those of a table; none).

Computed dates exist when a task has ``float_days``, or with ``scheduled = true``; they are the file's own dates then.
With ``engine = true`` they are what the engine computes, on a calendar of five days (1) and one round the clock (2)
unless ``calendars`` are given. ``driving = true`` makes every link drive, ``link_floats``
lists the floats of the links in days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, ScheduleResult, to_minute
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.result import Percentile, SimulationResult
from rechterhand.record.activity import Activity, ActivityType, Baseline, ConstraintType, PercentType, StoredDates
from rechterhand.record.calendar import STANDARD_DAY, Calendar, CalendarException
from rechterhand.record.link import LagUnit, Link, LinkType, OutsideLink
from rechterhand.record.plan import Dialect, LagCalendar, Plan, ProgressMode, ScheduleOptions, Source, UnreadDate
from rechterhand.record.resource import Assignment, Rate, Resource, ResourceKind, WorkPart

DAY = 480
CALENDARS = (
    Calendar(1, "five days", minutes_per_day=DAY),
    Calendar(2, "round the clock", (((0, 1440),),) * 7, minutes_per_day=1440),
)
_LINK = re.compile(r"(\d+) (FS|SS|FF|SF)(?:([+-][\d.]+)(d|ed|%|e%))? (\d+)")
_UNITS = {"d": LagUnit.WORKING, "ed": LagUnit.ELAPSED, "%": LagUnit.PERCENT, "e%": LagUnit.ELAPSED_PERCENT}
_CHAIN = re.compile(r"(\d+)\.\.(\d+) (FS|SS|FF|SF)")
_DURATIONS = {
    "days": "duration_minutes",
    "remaining_days": "remaining_duration_minutes",
    "planned_days": "planned_duration_minutes",
    "actual_days": "actual_duration_minutes",
}
_SHORT = {"baseline", "baseline_days", "float_days", "stored_float_days", *_DURATIONS}


def build(form: Mapping[str, Any]) -> Plan:
    """The plan that the form describes."""
    calendars = tuple(_calendar(one) for one in form.get("calendars", ())) or (CALENDARS if form.get("engine") else ())
    return Plan(
        name="Mini",
        key="mini",
        source=Source(
            "mini.toml",
            form.get("format", "MSPDI"),
            "0" * 64,
            date_only=form.get("date_only", False),
            columns=_columns(form),
        ),
        activities=tuple(_activity(one) for one in _tasks(form)),
        links=tuple(link for one in form.get("links", ()) for link in _links(one)),
        assignments=tuple(_assignment(number, one) for number, one in enumerate(form.get("assignments", ()), 1)),
        outside_links=tuple(_outside(one) for one in form.get("outside_links", ())),
        calendars=calendars,
        default_calendar_id=calendars[0].id if calendars else None,
        unread_dates=tuple(UnreadDate(*one) for one in form.get("unread", ())),
        resources=tuple(_resource(one) for one in form.get("resources", ())),
        dialect=Dialect(form.get("dialect", "microsoft")),
        options=_options(form),
        start=form.get("start"),
        currency=form.get("currency"),
        status_date=form.get("status_date"),
        properties=form.get("properties", {}),
    )


def computed(plan: Plan, form: Mapping[str, Any]) -> ScheduleResult | None:
    """The computed dates of the form; None when it has none."""
    if form.get("engine"):
        return schedule(plan)
    tasks = list(_tasks(form))
    floats = [one.get("float_days") for one in tasks]
    if not form.get("scheduled") and all(one is None for one in floats):
        return None
    total = np.array([0 if one is None else round(one * DAY) for one in floats], np.int64)
    starts, finishes = (_minutes(plan, field) for field in ("start", "finish"))
    zero, no = np.zeros(len(tasks), np.int64), np.zeros(len(tasks), np.bool_)
    links = len(plan.links)
    return ScheduleResult(
        plan=plan,
        early_start=starts,
        early_finish=finishes,
        late_start=starts,
        late_finish=finishes,
        remaining_start=starts,
        total_float=total,
        free_float=zero,
        start_float=total,
        finish_float=total,
        critical=total <= 0 if any(one is not None for one in floats) else no,
        on_longest_path=no,
        driving=np.full(links, form.get("driving", False), np.bool_),
        relationship_float=np.array([one * DAY for one in form.get("link_floats", [0] * links)], np.int64),
        minutes_per_day=np.full(len(tasks), DAY, np.int32),
        drag=None,
        project_start=datetime(2026, 1, 5, 8),
        project_finish=datetime(2026, 1, 5, 8),
    )


def futures(plan: Plan, finishes: Sequence[datetime]) -> SimulationResult:
    """A simulation of the plan of which the futures end at these moments."""
    ordered = sorted(finishes)
    shares = {"p10": 0.1, "p50": 0.5, "p80": 0.8, "p90": 0.9}
    at = {key: ordered[min(len(ordered) - 1, int(share * len(ordered)))] for key, share in shares.items()}
    none, zero = np.zeros(len(plan.activities)), np.zeros(len(plan.activities), np.int64)
    return SimulationResult(
        plan=plan,
        iterations=len(ordered),
        seed=1,
        finishes=np.array([to_minute(one) for one in finishes], np.int64),
        mean=at["p50"],
        percentiles={key: Percentile(shares[key], one, one, one) for key, one in at.items()},
        committed=(),
        criticality=none,
        near_p80=none,
        cruciality=none,
        ssi=none,
        finish_p10=zero,
        finish_p50=zero,
        finish_p80=zero,
        finish_p90=zero,
        deterministic_finish=ordered[0],
        planned_finish=ordered[0],
    )


def _minutes(plan: Plan, field: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    found = [getattr(one, field) for one in plan.activities]
    return np.array([NO_DATE if one is None else to_minute(one) for one in found], np.int64)


def _tasks(form: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for one in form.get("tasks", ()):
        if "ids" not in one:
            yield one
            continue
        first, last = map(int, one["ids"].split(".."))
        common = {key: value for key, value in one.items() if key != "ids"}
        yield from ({"id": number, **common} for number in range(first, last + 1))


def _assignment(number: int, form: Mapping[str, Any]) -> Assignment:
    fields = {key: value for key, value in form.items() if key not in {"task", "days", "hours", "parts", "no_resource"}}
    if "days" in form:
        fields["work_minutes"] = form["days"] * DAY
    if "hours" in form:
        fields["work_minutes"] = fields["remaining_work_minutes"] = form["hours"] * 60
    if "parts" in form:
        fields["remaining_parts"] = tuple(WorkPart(start, end, hours * 60) for start, end, hours in form["parts"])
    resource = None if form.get("no_resource") else 1
    return Assignment(**{"id": number, "activity_id": form["task"], "resource_id": resource, **fields})


def _outside(form: Mapping[str, Any]) -> OutsideLink:
    return OutsideLink(**{**form, "type": LinkType(form.get("type", "FS"))})


def _options(form: Mapping[str, Any]) -> ScheduleOptions:
    fields = dict(form.get("options", {}))
    if "lag_calendar" in fields:
        fields["lag_calendar"] = LagCalendar(fields["lag_calendar"])
    if "progress" in fields:
        fields["progress"] = ProgressMode(fields["progress"])
    return replace(ScheduleOptions(must_finish_by=form.get("must_finish_by")), **fields)


def _columns(form: Mapping[str, Any]) -> frozenset[str] | None:
    """Those of a table: what is listed, none where nothing is; None for what is no table."""
    listed = form.get("columns", () if form.get("format") in {"XLSX", "ODS", "CSV"} else None)
    return None if listed is None else frozenset(listed)


def _resource(form: Mapping[str, Any]) -> Resource:
    fields = {key: value for key, value in form.items() if key != "rate"}
    kind = ResourceKind(form.get("kind", "work"))
    rates = (Rate(None, form["rate"]),) if "rate" in form else ()
    return Resource(**{"name": f"Resource {form['id']}", "rates": rates, **fields, "kind": kind})


def _calendar(form: Mapping[str, Any]) -> Calendar:
    fields = {key: value for key, value in form.items() if key not in {"days", "hours", "off"}}
    hours = tuple((first, last) for first, last in form.get("hours", STANDARD_DAY))
    worked = form.get("days", "12345")
    week = tuple(hours if str(day) in worked else () for day in range(1, 8))
    off = tuple(CalendarException(day, day) for day in form.get("off", ()))
    return Calendar(**{"name": f"Calendar {form['id']}", "week": week, "exceptions": off, **fields})


def _links(text: str) -> Iterator[Link]:
    chain = _CHAIN.fullmatch(text)
    if chain is None:
        yield _link(text)
        return
    first, last, kind = int(chain[1]), int(chain[2]), LinkType(chain[3])
    yield from (Link(number, number + 1, kind) for number in range(first, last))


def _activity(form: Mapping[str, Any]) -> Activity:
    fields = {key: value for key, value in form.items() if key not in _SHORT}
    fields.setdefault("name", f"Task {form['id']}")
    if "type" in fields:
        fields["type"] = ActivityType(fields["type"])
    for key in ("constraint", "second_constraint"):
        if key in fields:
            fields[key] = ConstraintType(fields[key])
    if "percent_type" in fields:
        fields["percent_type"] = PercentType(fields["percent_type"])
    for short, field in _DURATIONS.items():
        if short in form:
            fields[field] = round(form[short] * DAY)
    if "baseline" in form or "baseline_days" in form:
        start, finish = (one or None for one in form.get("baseline", ("", "")))
        length = round(form["baseline_days"] * DAY) if "baseline_days" in form else None
        fields["baselines"] = (Baseline(0, start, finish, length),)
    if "stored_float_days" in form:
        fields["stored"] = StoredDates(total_float_minutes=round(form["stored_float_days"] * DAY))
    if "stored" in form:
        fields["stored"] = StoredDates(**form["stored"])
    if "splits" in form:
        fields["splits"] = tuple((start, finish) for start, finish in form["splits"])
    return Activity(**fields)


def _link(text: str) -> Link:
    match = _LINK.fullmatch(text)
    if match is None:
        raise ValueError(f"not a link: {text!r}")
    before, kind, amount, unit, after = match.groups()
    minutes, percent = 0, None
    if unit in {"%", "e%"}:
        percent = float(amount)
    elif unit is not None:
        minutes = round(float(amount) * (1440 if unit == "ed" else DAY))
    lag_unit = _UNITS[unit] if unit else LagUnit.WORKING
    return Link(int(before), int(after), LinkType(kind), minutes, lag_unit, percent)
