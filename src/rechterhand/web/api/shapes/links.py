"""Links between projects, and projects looked at together."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.urls import reverse
from pydantic import Field

from rechterhand.web.api.shapes.base import ABSENT, Answer, Body, day, error, figure, known
from rechterhand.web.api.shapes.plans import ProblemOfJob
from rechterhand.web.api.shapes.uncertainty import ActivityId
from rechterhand.web.data.models.project_link import LONGEST_LAG
from rechterhand.web.look.explained import Explained
from rechterhand.web.queries.project_links import LinkEnd, LinkLine
from rechterhand.web.queries.together import Both, Held, Together
from rechterhand.web.queries.versions import JobLine

LinkType = Literal["FS", "SS", "FF", "SF"]


class EndOfLink(Answer):
    """An activity of a project; all is null where one may not see the project. ``gone``: its newest plan lacks it."""

    project: str | None
    activity_id: int | None
    code: str | None
    name: str | None
    gone: bool


class ProjectLinkAnswer(Answer):
    """A link; ``lag_days`` are working days of the successor's calendar."""

    id: int
    predecessor: EndOfLink
    successor: EndOfLink
    type: LinkType
    lag_days: float
    may_change: bool
    revision: int


class NewEnd(Body):
    """An activity of the newest version of a project's plan."""

    project: str = Field(pattern=r"^[-a-zA-Z0-9_]+$", max_length=60)
    activity_id: ActivityId


class NewLink(Body):
    """A link between activities of two projects of the programme."""

    predecessor: NewEnd
    successor: NewEnd
    type: LinkType = "FS"
    lag_days: float = Field(0.0, ge=-LONGEST_LAG, le=LONGEST_LAG)


class ChangedLink(Body):
    """What is to be changed; what isn't named stays as it is."""

    type: LinkType = ABSENT
    lag_days: float = Field(ABSENT, ge=-LONGEST_LAG, le=LONGEST_LAG)


class PriceAnswer(Answer):
    """Working days that P80 gains, with their standard error."""

    days: float
    standard_error_days: float | None


class ProjectTogether(Answer):
    """A project by itself and together; ``hidden`` counts the projects that it waits for and one may not see."""

    project: str
    name: str
    p80_alone: date | None
    p80: date | None
    later: PriceAnswer | None
    committed: date | None
    chance: float | None
    waits_for: list[str]
    hidden: int


class LinkTogether(Answer):
    """What a link costs the project that waits; null where nothing is known. ``note`` says why it can't count."""

    id: int
    waiting: PriceAnswer | None
    late: PriceAnswer | None
    note: str


class BottleneckTogether(Answer):
    """A bottleneck with its price for each project by slug; without title where one may not see its project."""

    project: str | None
    title: str
    relief: str
    prices: dict[str, PriceAnswer]
    programme: PriceAnswer | None


class TogetherAnswer(Answer):
    """Projects of a programme looked at together; null dates as long as nothing was seen, or where one may not know.

    ``outdated`` when a project has a newer verdict.
    """

    made_at: datetime | None
    outdated: bool
    p80: date | None
    p80_alone: date | None
    projects: list[ProjectTogether]
    links: list[LinkTogether]
    bottlenecks: list[BottleneckTogether]
    job: JointJob | None


class JointJob(Answer):
    """The work on it that runs or came to nothing; its problem is only told to who sees all projects."""

    id: UUID
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    share: float
    step: str
    problem: ProblemOfJob | None
    cancel: str
    retry: str


TogetherAnswer.model_rebuild()


def link(one: LinkLine) -> ProjectLinkAnswer:
    """A link."""
    return ProjectLinkAnswer(
        id=one.pk,
        predecessor=_end(one.before),
        successor=_end(one.after),
        type=known(one.type),
        lag_days=one.lag_days,
        may_change=one.may_change,
        revision=one.revision,
    )


def together(found: Together, programme: str) -> TogetherAnswer:
    """Projects looked at together."""
    keys = [one.slug for one in found.lines]
    return TogetherAnswer(
        made_at=found.made_at,
        outdated=found.is_old,
        p80=day(found.end),
        p80_alone=day(found.end_alone),
        projects=[_both(one) for one in found.lines],
        links=[
            LinkTogether(id=one.link.pk, waiting=_price(one.costs), late=_price(one.late), note=one.note)
            for one in found.links
        ],
        bottlenecks=[_held(one, keys) for one in found.held],
        job=None if found.job is None else job(found.job, programme, tells=found.tells),
    )


def job(one: JobLine, programme: str, *, tells: bool) -> JointJob:
    """The work on it."""
    problem = one.problem if tells else None
    named = {"programme": programme, "job": one.pk}
    return JointJob(
        id=one.pk,
        state=known(one.state),
        share=one.share,
        step=one.step,
        problem=None
        if problem is None
        else ProblemOfJob(
            code=problem.code,
            detail=problem.message,
            hint=problem.hint,
            where=problem.where,
            problems=list(problem.further),
        ),
        cancel=reverse("api:cancel_joint", kwargs=named),
        retry=reverse("api:retry_joint", kwargs=named),
    )


def _end(one: LinkEnd) -> EndOfLink:
    if not one.is_visible:
        return EndOfLink(project=None, activity_id=None, code=None, name=None, gone=False)
    return EndOfLink(project=one.slug, activity_id=one.number, code=one.code, name=one.name, gone=one.is_gone)


def _price(one: Explained | None) -> PriceAnswer | None:
    value = figure(one)
    return None if value is None else PriceAnswer(days=value, standard_error_days=error(one))


def _both(one: Both) -> ProjectTogether:
    return ProjectTogether(
        project=one.slug,
        name=one.name,
        p80_alone=day(one.alone),
        p80=day(one.together),
        later=_price(one.later),
        committed=day(one.committed),
        chance=figure(one.chance),
        waits_for=list(one.waits_for),
        hidden=one.hidden,
    )


def _held(one: Held, keys: list[str]) -> BottleneckTogether:
    prices = {key: _price(each) for key, each in zip(keys, one.prices, strict=True)}
    return BottleneckTogether(
        project=one.slug or None,
        title=one.title,
        relief=one.relief,
        prices={key: each for key, each in prices.items() if each is not None},
        programme=_price(one.end),
    )
