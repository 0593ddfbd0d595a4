"""Activities of the latest version."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from rechterhand.engine.schedule.result import to_moment
from rechterhand.web.api.shapes.base import TEXT, Answer, Body, moment, words
from rechterhand.web.data.models import LatestActivity
from rechterhand.web.look.gantt import Gantt, GanttRow
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


class BarAnswer(Answer):
    """A row of the plan as a bar, in the order of the outline; ``level`` is its depth from 0."""

    activity_id: int
    wbs: str
    name: str
    level: int
    start: str
    finish: str
    summary: bool
    milestone: bool
    critical: bool
    done: float
    baseline_start: str | None
    baseline_finish: str | None
    p50: str | None
    p80: str | None
    price_days: float | None
    standard_error_days: float | None
    findings: list[str]


class BarLink(Answer):
    """A link between two of the rows."""

    predecessor_id: int
    successor_id: int
    type: str
    critical: bool


class BarsAnswer(Answer):
    """A version, or the part of it that its finish hangs on, as bars. Moments are local wall clock."""

    version: int
    status_date: str | None
    committed: str | None
    rows: list[BarAnswer]
    links: list[BarLink]


def bars(version: int, found: Gantt | None) -> BarsAnswer:
    """All rows at once; none before there is a plan, and of a version that isn't the latest."""
    rows, links = ((), ()) if found is None else (found.rows, found.links)
    return BarsAnswer(
        version=version,
        status_date=None if found is None else _minute(found.status),
        committed=None if found is None else _minute(found.committed),
        rows=[_bar(one) for one in rows],
        links=[
            BarLink(predecessor_id=one.before, successor_id=one.after, type=one.kind, critical=one.critical)
            for one in links
        ],
    )


def _bar(one: GanttRow) -> BarAnswer:
    baseline, spread = one.baseline or (None, None), one.spread or (None, None)
    return BarAnswer(
        activity_id=one.id,
        wbs=one.wbs,
        name=one.name,
        level=one.level,
        start=_minute(one.start) or "",
        finish=_minute(one.finish) or "",
        summary=one.summary,
        milestone=one.milestone,
        critical=one.critical,
        done=one.done,
        baseline_start=_minute(baseline[0]),
        baseline_finish=_minute(baseline[1]),
        p50=_minute(spread[0]),
        p80=_minute(spread[1]),
        price_days=one.price,
        standard_error_days=one.error,
        findings=words(one.findings),
    )


def _minute(one: int | None) -> str | None:
    return None if one is None else moment(to_moment(one))


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
