"""A plan as the plain document from which the worker makes MPXJ's project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from babel.numbers import get_currency_name, get_currency_symbol, list_currencies

from rechterhand.export.mpxj.activities import activity, link, three_point_fields
from rechterhand.export.mpxj.calendars import calendar
from rechterhand.export.mpxj.marks import code_values, text_fields
from rechterhand.export.mpxj.primavera_work import budget, sums
from rechterhand.export.mpxj.resources import assignment, resource, role
from rechterhand.export.mpxj.values import length, text, told
from rechterhand.record.plan import CriticalRule, Dialect, FloatType, LagCalendar, Plan, ProgressMode

_NONE: Mapping[str, str] = MappingProxyType({})
_LAG = {
    LagCalendar.PREDECESSOR: "PREDECESSOR",
    LagCalendar.SUCCESSOR: "SUCCESSOR",
    LagCalendar.PROJECT: "PROJECT_DEFAULT",
    LagCalendar.TWENTY_FOUR_HOURS: "TWENTY_FOUR_HOUR",
}
_FLOAT = {
    FloatType.FINISH: "FINISH_SLACK",
    FloatType.START: "START_SLACK",
    FloatType.SMALLEST: "SMALLEST_SLACK",
}
_PROGRESS = {
    ProgressMode.RETAINED_LOGIC: "RETAINED_LOGIC",
    ProgressMode.PROGRESS_OVERRIDE: "PROGRESS_OVERRIDE",
    ProgressMode.ACTUAL_DATES: "ACTUAL_DATES",
}


def document(plan: Plan) -> dict[str, Any]:
    """Everything that the worker needs of a plan that fits the format, as numbers, texts, lists and mappings."""
    primavera = plan.dialect is Dialect.PRIMAVERA
    day = plan.options.minutes_per_day
    points = any(one.three_point is not None for one in plan.activities)
    known = {one.id: one for one in plan.activities}
    work = sums(plan) if primavera else {}
    texts = text_fields(plan)
    place_of = {name: place for place, name in texts.items()}
    return {
        "project": _project(plan, primavera=primavera),
        "currency": _currency(plan.currency),
        "default_calendar": plan.default_calendar_id,
        "calendars": [calendar(one) for one in plan.calendars],
        "field_names": (three_point_fields(primavera=primavera) if points else {}) | texts,
        "codes": code_values(plan),
        "tasks": [
            _with(
                activity(one, place if one.row is None else one.row, primavera=primavera, minutes_per_day=day),
                work.get(one.id, {}) | {place_of[name]: value for name, value in one.fields.items()},
                one.codes,
            )
            for place, one in enumerate(plan.activities, 1)
        ],
        "links": [link(one, place, day) for place, one in enumerate(plan.links, 1)],
        "resources": list(_resources(plan, primavera=primavera)),
        "assignments": [
            _with(assignment(one, day), budget(one, known[one.activity_id]) if primavera else {})
            for one in plan.assignments
            if one.activity_id in known
        ],
    }


def _with(row: dict[str, Any], more: dict[str, Any], codes: Mapping[str, str] = _NONE) -> dict[str, Any]:
    """A row with more fields, and with codes where it has any."""
    made = {**row, "fields": {**row["fields"], **more}}
    return made | {"codes": dict(codes)} if codes else made


def _resources(plan: Plan, *, primavera: bool) -> Iterator[dict[str, Any]]:
    """Resources; for Primavera preceded by the roles that they fill, numbered after them."""
    if not primavera:
        yield from (resource(one, row, primavera=False) for row, one in enumerate(plan.resources, 1))
        return
    names = dict.fromkeys(name for one in plan.resources if (name := one.role or (one.name if one.generic else None)))
    first = max((one.id for one in plan.resources), default=0) + 1
    keys = {name: first + place for place, name in enumerate(names)}
    yield from (role(key, name, key) for name, key in keys.items())
    for row, one in enumerate(plan.resources, 1):
        filled = keys.get(one.role or (one.name if one.generic else ""))
        yield resource(one, row, primavera=True, role=filled)


def _currency(code: str | None) -> dict[str, str] | None:
    """Code, name and symbol; None for what is no code of a currency."""
    if code is None or code not in list_currencies():
        return None
    return {"code": code, "name": get_currency_name(code, locale="en"), "symbol": get_currency_symbol(code, "en")}


def _money(code: str | None) -> dict[str, str]:
    known = _currency(code)
    return {} if known is None else {"CURRENCY_CODE": known["code"], "CURRENCY_SYMBOL": known["symbol"]}


def _project(plan: Plan, *, primavera: bool) -> dict[str, Any]:
    options = plan.options
    fields: dict[str, Any] = {
        "NAME": plan.name,
        "PROJECT_TITLE": plan.name,
        "PROJECT_ID": plan.key,
        "UNIQUE_ID": 1,
        "START_DATE": text(plan.start),
        "FINISH_DATE": text(plan.finish),
        "STATUS_DATE": text(plan.status_date),
        "CURRENT_DATE": text(plan.status_date or plan.start),
        "CREATION_DATE": text(plan.start),
        **_money(plan.currency),
        "MINUTES_PER_DAY": options.minutes_per_day,
        "MINUTES_PER_WEEK": options.minutes_per_week,
        "DAYS_PER_MONTH": options.days_per_month,
        "CRITICAL_SLACK_LIMIT": length(options.critical_float_minutes, options.minutes_per_day),
        "SCHEDULE_FROM": "FINISH" if options.from_finish else "START",
        "HONOR_CONSTRAINTS": options.honour_constraints,
        "SPLIT_IN_PROGRESS_TASKS": options.split_in_progress,
        "MULTIPLE_CRITICAL_PATHS": options.open_ends_critical,
        "WBS_CODE_SEPARATOR": ".",
    }
    if primavera:
        fields |= {
            "PLANNED_START": text(plan.start),
            "SCHEDULED_FINISH": text(plan.finish),
            "MUST_FINISH_BY": text(options.must_finish_by),
            "EXPORT_FLAG": True,
            "CRITICAL_ACTIVITY_TYPE": "LONGEST_PATH"
            if options.critical_rule is CriticalRule.LONGEST_PATH
            else "TOTAL_FLOAT",
            "RELATIONSHIP_LAG_CALENDAR": _LAG[options.lag_calendar],
            "TOTAL_SLACK_CALCULATION_TYPE": _FLOAT[options.float_type],
            "SCHEDULING_PROGRESSED_ACTIVITIES": _PROGRESS[options.progress],
            "USE_EXPECTED_FINISH_DATES": options.use_expected_finish,
            "MAKE_OPEN_ENDED_ACTIVITIES_CRITICAL": options.open_ends_critical,
            "IGNORE_RELATIONSHIPS_TO_AND_FROM_OTHER_PROJECTS": options.ignore_external_links,
            "COMPUTE_START_TO_START_LAG_FROM_EARLY_START": options.start_lag_from_early_start,
            "CALCULATE_FLOAT_BASED_ON_FINISH_DATE_OF_EACH_PROJECT": options.float_to_own_project,
        }
    return told(fields)
