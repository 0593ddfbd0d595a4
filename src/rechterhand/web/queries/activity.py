"""One activity of a project's latest version, with what it hangs on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from rechterhand.text import Message
from rechterhand.web.data.models import LatestActivity, LatestLink, Person
from rechterhand.web.look.explained import Explained
from rechterhand.web.queries.figures import Basis, last_day, nothing
from rechterhand.web.queries.grid import minutes_per_day
from rechterhand.web.queries.visible import projects_of


@dataclass(frozen=True, slots=True)
class Tie:
    """A link with another activity of the project."""

    activity_id: int
    name: str
    type: str
    lag_minutes: int
    lag_unit: str
    lag_percent: float | None
    is_critical: bool


@dataclass(frozen=True, slots=True)
class ActivityDetail:
    """All of it. ``findings`` are keys of checks, ``bottleneck`` the key of the dearest that it is part of."""

    project_slug: str
    project_name: str
    version: int
    activity_id: int
    code: str
    wbs: str
    name: str
    type: str
    parent: str
    start: datetime | None
    finish: datetime | None
    actual_start: datetime | None
    actual_finish: datetime | None
    baseline_start: datetime | None
    baseline_finish: datetime | None
    deadline: datetime | None
    duration: Explained
    progress: Explained
    total_float: Explained
    criticality: Explained
    p50: Explained
    p80: Explained
    price: Explained
    is_critical: bool
    bottleneck: str
    findings: tuple[str, ...]
    notes: str
    predecessors: tuple[Tie, ...]
    successors: tuple[Tie, ...]


def activity(person: Person, slug: str, activity_id: int) -> ActivityDetail | None:
    """None when there is no such activity for this person. Three statements."""
    rows = LatestActivity.objects.filter(project__in=projects_of(person), project__slug=slug, activity_id=activity_id)
    one = rows.select_related("project", "version").defer("search", "version__curve").first()
    if one is None:
        return None
    either = Q(predecessor_id=activity_id) | Q(successor_id=activity_id)
    links = list(LatestLink.objects.filter(either, project=one.project_id))
    ids = {key for link in links for key in (link.predecessor_id, link.successor_id)}
    if one.parent_id is not None:
        ids.add(one.parent_id)
    rows = LatestActivity.objects.filter(project=one.project_id, activity_id__in=ids).defer("search")
    near = {each.activity_id: each for each in rows}
    parent = near.get(one.parent_id or 0)
    ties = [
        tuple(_tie(link, near[key]) for link in links if (key := getattr(link, end)) in near and key != activity_id)
        for end in ("predecessor_id", "successor_id")
    ]
    return _detail(one, "" if parent is None else parent.name, ties[0], ties[1])


def _detail(
    one: LatestActivity, parent: str, predecessors: tuple[Tie, ...], successors: tuple[Tie, ...]
) -> ActivityDetail:
    basis, day = Basis.of(one.version), minutes_per_day(one.version)

    def minutes(value: int | None, key: str) -> Explained:
        formula = Message.of(f"records.formula.{key}")
        return nothing("not_said") if value is None else basis.figure(value / day, "working_days", formula, digits=1)

    def share(value: float | None, key: str) -> Explained:
        formula = Message.of(f"records.formula.{key}")
        return nothing("not_said") if value is None else basis.figure(value, "percent", formula)

    return ActivityDetail(
        one.project.slug,
        one.project.name,
        one.version.number,
        one.activity_id,
        one.code,
        one.wbs,
        one.name,
        one.type,
        parent,
        one.start,
        one.finish,
        one.actual_start,
        one.actual_finish,
        one.baseline_start,
        one.baseline_finish,
        one.deadline,
        minutes(one.duration_minutes, "duration"),
        share(None if one.percent_complete is None else one.percent_complete / 100, "progress"),
        minutes(one.total_float_minutes, "total_float"),
        share(one.criticality, "criticality"),
        basis.day(last_day(one.finish_p50, is_milestone=one.is_milestone), "activity_p50"),
        basis.day(last_day(one.finish_p80, is_milestone=one.is_milestone), "activity_p80"),
        nothing("no_price") if one.price_days is None else basis.price(one.price_days, one.price_error_days),
        one.is_critical,
        one.bottleneck,
        tuple(one.findings),
        one.notes,
        predecessors,
        successors,
    )


def _tie(link: LatestLink, other: LatestActivity) -> Tie:
    return Tie(
        other.activity_id,
        other.name,
        link.type,
        link.lag_minutes,
        link.lag_unit,
        link.lag_percent,
        other.is_critical,
    )
