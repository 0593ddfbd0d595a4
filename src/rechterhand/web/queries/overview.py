"""A project on one page: how it stands and why, where it goes, what holds it up, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from rechterhand.text import Language, Message
from rechterhand.web.data.models import CommittedDate, LatestActivity, Person, PlanVersion
from rechterhand.web.look.explained import Explained
from rechterhand.web.queries.figures import BY_CALENDAR, Basis, last_day
from rechterhand.web.queries.people import Member, members
from rechterhand.web.queries.portfolio import Dear, Known, ProjectLine, dear, line_of, with_standing
from rechterhand.web.queries.standing import working_days
from rechterhand.web.queries.together import Tied, tied
from rechterhand.web.queries.versions import JobLine, VersionLine, jobs, version_line
from rechterhand.web.queries.visible import projects_of

NEXT, LAST = 8, 8
"""Milestones and versions that the page shows."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A date that was promised in the project."""

    what: str
    date: date
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone that is still to come."""

    activity_id: int
    name: str
    planned: datetime | None
    p80: Explained


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page shows. ``revision`` is what its forms send back."""

    line: ProjectLine
    revision: int
    health_at: datetime | None
    tolerance_days: int | None
    tolerance_cost: Decimal | None
    promises: tuple[Promise, ...]
    dearest: tuple[Dear, ...]
    milestones: tuple[Milestone, ...]
    versions: tuple[VersionLine, ...]
    members: tuple[Member, ...]
    jobs: tuple[JobLine, ...]
    tied: Tied | None
    planned_late: Explained | None
    """Working days from the promised date to the end that the plan itself has."""


def overview(person: Person, slug: str, language: Language) -> Overview | None:
    """None when there is no such project for this person. Nine statements, and seven for one in a programme."""
    found = with_standing(projects_of(person).filter(slug=slug))
    if not found:
        return None
    known = found[0]
    project, version = known.project, known.version
    rows = PlanVersion.objects.counting().filter(project=project).select_related("created_by")
    promises = CommittedDate.objects.filter(project=project)
    return Overview(
        line_of(known, language),
        project.revision,
        project.health_at,
        project.time_tolerance_days,
        project.cost_tolerance,
        tuple(Promise(one.what, one.date, one.is_whole) for one in promises),
        () if version is None else tuple(dear(one, Basis.of(version), language) for one in version.dearest),
        () if version is None else _milestones(version),
        tuple(version_line(one) for one in rows.defer("curve", "dearest")[:LAST]),
        members(project),
        jobs(project, language, most=5),
        None if project.programme_id is None else tied(person, project, language),
        _planned_late(known),
    )


def _planned_late(known: Known) -> Explained | None:
    version, committed = known.version, known.standing.committed
    if version is None or committed is None or version.planned_finish is None:
        return None
    days = working_days(version, committed, version.planned_finish)
    formula = Message.of("records.formula.planned_late")
    return Basis.of(version).figure(days, "working_days", formula, signed=True, assumed=(BY_CALENDAR,))


def _milestones(version: PlanVersion) -> tuple[Milestone, ...]:
    """The next ones that aren't reached."""
    basis = Basis.of(version)
    rows = LatestActivity.objects.filter(project=version.project_id, is_milestone=True, actual_finish=None)
    rows = rows.filter(Q(finish__isnull=False) | Q(finish_p80__isnull=False)).order_by(
        "finish_p80", "finish", "position"
    )
    return tuple(
        Milestone(
            one.activity_id,
            one.name,
            one.finish,
            basis.day(last_day(one.finish_p80, is_milestone=True), "activity_p80"),
        )
        for one in rows.defer("search")[:NEXT]
    )
