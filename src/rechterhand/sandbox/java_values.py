"""Plain values become Java's, by the data type that MPXJ itself gives a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

_ENUMERATIONS = {
    "ACCRUE": "AccrueType",
    "ACTIVITY_TYPE": "ActivityType",
    "CONSTRAINT": "ConstraintType",
    "CRITICAL_ACTIVITY_TYPE": "CriticalActivityType",
    "PERCENT_COMPLETE_TYPE": "PercentCompleteType",
    "RELATIONSHIP_LAG_CALENDAR": "RelationshipLagCalendar",
    "RESOURCE_TYPE": "ResourceType",
    "SCHEDULE_FROM": "ScheduleFrom",
    "SCHEDULING_PROGRESSED_ACTIVITIES": "SchedulingProgressedActivities",
    "TASK_MODE": "TaskMode",
    "TASK_TYPE": "TaskType",
    "TIME_UNITS": "TimeUnit",
    "TOTAL_SLACK_TYPE": "TotalSlackCalculationType",
}


def set_fields(row: Any, owner: str, fields: Mapping[str, Any]) -> None:
    """Set fields of a Java row by MPXJ's names for them.

    Parameters
    ----------
    row
        A task, resource, assignment or the project's properties.
    owner
        The enumeration of its fields: 'TaskField', 'ResourceField', 'AssignmentField', 'ProjectField'.
    fields
        Plain values: moments as ISO texts, durations as ``[amount, unit]``, choices by MPXJ's name.
    """
    for name, value in fields.items():
        field, make = _field(owner, name)
        row.set(field, make(value))


@cache
def _field(owner: str, name: str) -> tuple[Any, Callable[[Any], Any]]:
    field = mpxj(owner).valueOf(name)
    kind = str(field.getDataType().toString())
    if kind in _ENUMERATIONS:
        return field, mpxj(_ENUMERATIONS[kind]).valueOf
    return field, _MAKERS[kind]


@cache
def mpxj(name: str) -> Any:
    """A class of MPXJ by its name within ``org.mpxj``."""
    from jpype import JClass  # noqa: PLC0415 - exists once Java runs

    return JClass(f"org.mpxj.{name}")


@cache
def _lang(name: str) -> Any:
    from jpype import JClass  # noqa: PLC0415 - exists once Java runs

    return JClass(f"java.{name}")


def moment(text: str | None) -> Any:
    """A ``LocalDateTime`` of an ISO text; None stays None."""
    return None if text is None else _lang("time.LocalDateTime").parse(text)


def day(text: str) -> Any:
    """A ``LocalDate`` of an ISO text."""
    return _lang("time.LocalDate").parse(text)


def clock(minute: int) -> Any:
    """A ``LocalTime``; the end of the day is its begin, as MPXJ has it."""
    return _lang("time.LocalTime").ofSecondOfDay(minute % 1440 * 60)


def duration(value: tuple[float, str]) -> Any:
    """A ``Duration`` of an amount and MPXJ's name of a unit."""
    amount, unit = value
    return mpxj("Duration").getInstance(float(amount), mpxj("TimeUnit").valueOf(unit))


def real(value: float) -> Any:
    """A boxed number."""
    return _lang("lang.Double").valueOf(float(value))


def whole(value: int) -> Any:
    """A boxed whole number."""
    return _lang("lang.Integer").valueOf(int(value))


def _text(value: str) -> Any:
    return _lang("lang.String")(value)


def _notes(value: str) -> Any:
    return mpxj("Notes")(value)


def _flag(value: bool) -> Any:
    return _lang("lang.Boolean").valueOf(bool(value))


def _priority(value: int) -> Any:
    return mpxj("Priority").getInstance(int(value))


_MAKERS: dict[str, Callable[[Any], Any]] = {
    "BOOLEAN": _flag,
    "CURRENCY": real,
    "DATE": moment,
    "DELAY": duration,
    "DURATION": duration,
    "INTEGER": whole,
    "NOTES": _notes,
    "NUMERIC": real,
    "PERCENTAGE": real,
    "PRIORITY": _priority,
    "SHORT": whole,
    "STRING": _text,
    "UNITS": real,
    "WORK": duration,
}
