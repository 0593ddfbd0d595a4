"""Activities of the latest version."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from rechterhand.web.api.shapes.base import TEXT, Answer, Body, moment
from rechterhand.web.data.models import LatestActivity
from rechterhand.web.queries.activity import Tie


class AskedActivities(Body):
    """Which activities."""

    q: str = Field("", max_length=200, pattern=TEXT)
    critical: bool | None = Field(None)
    milestones: bool | None = Field(None)
    finding: str = Field("", max_length=60, pattern=TEXT)


class ActivityInList(Answer):
    """An activity; moments are local wall clock, as the plan has them. ``findings`` are the checks that name it."""

    id: int
    code: str
    wbs: str
    name: str
    type: str
    outline_level: int
    parent_id: int | None
    summary: bool
    milestone: bool
    start: str | None
    finish: str | None
    actual_start: str | None
    actual_finish: str | None
    baseline_start: str | None
    baseline_finish: str | None
    deadline: str | None
    duration_minutes: int | None
    percent_complete: float | None
    total_float_minutes: int | None
    critical: bool
    criticality: float | None
    p50: str | None
    p80: str | None
    price_days: float | None
    standard_error_days: float | None
    bottleneck: str | None
    findings: list[str]


class LinkAnswer(Answer):
    """A link with another activity of the project."""

    activity_id: int
    name: str
    type: str
    lag_minutes: int
    lag_percent: float | None
    critical: bool


class ActivityAnswer(ActivityInList):
    """An activity on its own."""

    version: int
    notes: str
    predecessors: list[LinkAnswer]
    successors: list[LinkAnswer]


def in_activities(one: LatestActivity) -> ActivityInList:
    """An activity in a list."""
    return ActivityInList(**row(one))


def tie(one: Tie) -> LinkAnswer:
    """A link."""
    return LinkAnswer(
        activity_id=one.activity_id,
        name=one.name,
        type=one.type,
        lag_minutes=one.lag_minutes,
        lag_percent=one.lag_percent,
        critical=one.is_critical,
    )


def row(one: LatestActivity) -> dict[str, Any]:
    """What lists and the activity on its own both have."""
    return {
        "id": one.activity_id,
        "code": one.code,
        "wbs": one.wbs,
        "name": one.name,
        "type": one.type,
        "outline_level": one.outline_level,
        "parent_id": one.parent_id,
        "summary": one.is_summary,
        "milestone": one.is_milestone,
        **{name: moment(getattr(one, name)) for name in MOMENTS},
        "p50": moment(one.finish_p50),
        "p80": moment(one.finish_p80),
        "duration_minutes": one.duration_minutes,
        "percent_complete": one.percent_complete,
        "total_float_minutes": one.total_float_minutes,
        "critical": one.is_critical,
        "criticality": one.criticality,
        "price_days": one.price_days,
        "standard_error_days": one.price_error_days,
        "bottleneck": one.bottleneck or None,
        "findings": list(one.findings),
    }


MOMENTS = (
    "start",
    "finish",
    "actual_start",
    "actual_finish",
    "baseline_start",
    "baseline_finish",
    "deadline",
)
