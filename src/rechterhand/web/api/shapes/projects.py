"""Projects: in lists, on their own, and what is sent to change them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from rechterhand.web.api.shapes.base import (
    ABSENT,
    NAMED,
    TEXT,
    Answer,
    Body,
    day,
    error,
    figure,
    integers,
    moment,
    name_field,
    text_field,
    words,
)
from rechterhand.web.look.say import told
from rechterhand.web.queries.overview import Overview
from rechterhand.web.queries.portfolio import EPOCH, Dear, ProjectLine
from rechterhand.web.queries.standing import STATES

Health = Literal["late", "at_risk", "fine", "unknown"]
MethodName = Literal["prince2", "ipma", "scrum", "hybrid", "waterfall", "other"]
PhaseName = Literal["starting_up", "initiation", "delivery", "closing"]
Sort = Literal["health", "name", "number", "programme", "p80", "committed", "late", "chance", "price"]
Tag = Annotated[str, Field(max_length=40, pattern=TEXT)]
OURS: dict[str, Any] = {state: str(name) for name, state in STATES.items()}
"""Colours as they are kept, by the names that pages have for them."""


class Asked(Body):
    """Which projects, in which order."""

    q: str = Field("", max_length=200, pattern=TEXT)
    health: list[Health] = Field(default_factory=list)
    programme: str = Field("", max_length=60, pattern=TEXT)
    method: MethodName | None = Field(None)
    phase: PhaseName | None = Field(None)
    unit: str = Field("", max_length=120, pattern=TEXT)
    tag: str = Field("", max_length=40, pattern=TEXT)
    archived: bool = Field(False)
    sort: Sort = Field("name")
    descending: bool = Field(False)


class HealthAnswer(Answer):
    """How it stands: computed with the reasons, and what a person declares of it."""

    computed: Health
    reasons: list[str]
    declared: Health | None
    declared_reason: str
    declared_by: str


class DearAnswer(Answer):
    """A bottleneck with its price, and the way out that brings most."""

    kind: str
    key: str
    title: str
    price_days: float | None
    standard_error_days: float | None
    activity_ids: list[int]
    way_out: str | None
    way_out_days: float | None
    way_out_standard_error_days: float | None


class ProjectInList(Answer):
    """A project as the portfolio has it; figures are those of its latest version with a verdict.

    ``p80_together`` is P80 with all that it waits for in other projects, where that differs.
    """

    slug: str
    number: str
    name: str
    programme: str | None
    programme_name: str | None
    method: str | None
    phase: str | None
    unit: str
    tags: list[str]
    archived: bool
    health: HealthAnswer
    version: int | None
    p50: date | None
    p80: date | None
    committed: date | None
    late_days: float | None
    chance: float | None
    p80_trend: list[date]
    p80_together: date | None
    dearest: DearAnswer | None


class CommittedAnswer(Answer):
    """A date that was promised."""

    what: str
    date: date
    whole: bool


class MilestoneAnswer(Answer):
    """A milestone that is still to come."""

    activity_id: int
    name: str
    planned: str | None
    p80: date | None


class ProjectAnswer(ProjectInList):
    """A project on its own; ``revision`` is what changes name in ``If-Match``."""

    revision: int
    declared_at: datetime | None
    time_tolerance_days: int | None
    cost_tolerance: float | None
    committed_dates: list[CommittedAnswer]
    bottlenecks: list[DearAnswer]
    milestones: list[MilestoneAnswer]


class NewProject(Body):
    """A project to begin."""

    name: str = name_field(200)
    number: str = text_field(40)
    programme: str | None = text_field(60, None)
    method: MethodName | None = None
    phase: PhaseName | None = None
    unit: str = text_field(120)
    tags: list[Tag] = Field(default_factory=list, max_length=40)


class ChangedProject(Body):
    """What is to be changed; what isn't named stays as it is."""

    name: str = Field(ABSENT, min_length=1, max_length=200, pattern=NAMED)
    number: str = text_field(40, ABSENT)
    programme: str | None = text_field(60, None)
    method: MethodName | None = None
    phase: PhaseName | None = None
    unit: str = text_field(120, ABSENT)
    tags: list[Tag] = Field(ABSENT, max_length=40)


class Archived(Body):
    """Put away, or taken back."""

    archived: bool


class Removal(Body):
    """The name, given again, confirms it."""

    confirmation: str = Field(max_length=200, pattern=TEXT)


class Tolerances(Body):
    """What the project's leader may use without asking: working days, money."""

    time_tolerance_days: int | None = Field(ge=0, le=10_000)
    cost_tolerance: float | None = Field(ge=0, le=10**11)

    @property
    def money(self) -> Decimal | None:
        """As it is kept, to the cent."""
        return None if self.cost_tolerance is None else Decimal(str(self.cost_tolerance)).quantize(Decimal("0.01"))


class Committed(Body):
    """A date that is promised; ``whole`` marks the one for the end of the project."""

    what: str = name_field(200)
    date: date
    whole: bool = False


class CommittedDates(Body):
    """All of them: what isn't named goes."""

    committed_dates: list[Committed] = Field(max_length=60)


class Declared(Body):
    """The colour that a person gives, with the reason; null leaves it to what is computed."""

    health: Literal["late", "at_risk", "fine"] | None
    reason: str = text_field(2000)


def dear(one: Dear) -> DearAnswer:
    """A bottleneck."""
    return DearAnswer(
        kind=one.kind,
        key=one.key,
        title=one.title,
        price_days=figure(one.price),
        standard_error_days=error(one.price),
        activity_ids=integers(one.activity_ids),
        way_out=one.way or None,
        way_out_days=figure(one.way_price),
        way_out_standard_error_days=error(one.way_price),
    )


def in_list(one: ProjectLine) -> ProjectInList:
    """A row of the portfolio."""
    return ProjectInList(**_line(one))


def project(one: Overview) -> ProjectAnswer:
    """A project on its own."""
    return ProjectAnswer(
        **_line(one.line),
        revision=one.revision,
        declared_at=one.health_at,
        time_tolerance_days=one.tolerance_days,
        cost_tolerance=None if one.tolerance_cost is None else float(one.tolerance_cost),
        committed_dates=[CommittedAnswer(what=each.what, date=each.date, whole=each.is_whole) for each in one.promises],
        bottlenecks=[dear(each) for each in one.dearest],
        milestones=[
            MilestoneAnswer(
                activity_id=each.activity_id, name=each.name, planned=moment(each.planned), p80=day(each.p80)
            )
            for each in one.milestones
        ],
    )


def _line(one: ProjectLine) -> dict[str, Any]:
    health = one.health
    return {
        "slug": one.slug,
        "number": one.number,
        "name": one.name,
        "programme": one.programme_slug or None,
        "programme_name": one.programme or None,
        "method": one.method or None,
        "phase": one.phase or None,
        "unit": one.unit,
        "tags": list(one.tags),
        "archived": one.is_archived,
        "health": HealthAnswer(
            computed=OURS[health.computed],
            reasons=words(one.reasons),
            declared=OURS[health.declared] if health.declared else None,
            declared_reason=told(health.reason),
            declared_by=health.by,
        ),
        "version": one.version,
        "p50": day(one.p50),
        "p80": day(one.p80),
        "committed": day(one.committed),
        "late_days": figure(one.late),
        "chance": figure(one.chance),
        "p80_trend": [EPOCH + timedelta(days=each) for each in one.trend.values],
        "p80_together": None if one.apart is None else day(one.apart.together),
        "dearest": None if one.dearest is None else dear(one.dearest),
    }
