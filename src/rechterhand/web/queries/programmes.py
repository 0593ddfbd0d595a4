"""Programmes that somebody may see, and one of them on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from rechterhand.text import Language
from rechterhand.web.access.roles import programmes_where, projects_where
from rechterhand.web.data.models import Person, Programme, Project
from rechterhand.web.look.health import State
from rechterhand.web.queries.people import Member, members
from rechterhand.web.queries.portfolio import Filters, ProjectLine, portfolio, with_standing
from rechterhand.web.queries.visible import programmes_of, projects_of

MOST = 500
DEAREST = 3


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A programme in a list; ``projects`` are those that the person may see."""

    slug: str
    name: str
    number: str
    unit: str
    projects: int


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """A programme. ``states`` counts every project that may be counted, ``lines`` are those that may be seen."""

    name: str
    slug: str
    number: str
    unit: str
    revision: int
    is_archived: bool
    states: Mapping[State, int]
    lines: tuple[ProjectLine, ...]
    dearest: tuple[ProjectLine, ...]
    members: tuple[Member, ...]


def programme_lines(person: Person, *, archived: bool = False) -> tuple[ProgrammeLine, ...]:
    """By name. One statement."""
    seen = Q(projects__in=projects_of(person).filter(archived_at=None))
    rows = programmes_of(person).filter(archived_at__isnull=not archived).defer("search")
    rows = rows.annotate(seen=Count("projects", filter=seen)).order_by("name", "pk")
    return tuple(ProgrammeLine(one.slug, one.name, one.number, one.unit, one.seen) for one in rows)


def programme_page(person: Person, programme: Programme, language: Language) -> ProgrammePage:
    """Nine statements."""
    lines = portfolio(person, Filters(programme=programme.slug, size=MOST), language).lines
    counted = projects_where(person, "project.aggregate").filter(programme=programme, archived_at=None)
    dear = sorted((one for one in lines if one.dearest), key=_price, reverse=True)
    return ProgrammePage(
        programme.name,
        programme.slug,
        programme.number,
        programme.unit,
        programme.revision,
        programme.archived_at is not None,
        Counter(one.standing.state for one in with_standing(counted, light=True)),
        lines,
        tuple(dear[:DEAREST]),
        members(programme),
    )


def programmes_to_begin_in(person: Person) -> QuerySet[Programme]:
    """Programmes in which the person may begin a project."""
    return programmes_where(person, "project.create").filter(archived_at=None)


def programmes_to_be_in(person: Person, project: Project) -> QuerySet[Programme]:
    """Programmes that the person may put a project in: where it is, and where the person may begin one."""
    within = programmes_to_begin_in(person).values("pk")
    return Programme.objects.filter(Q(pk__in=within) | Q(pk=project.programme_id))


def _price(one: ProjectLine) -> float:
    value = one.dearest.price.value if one.dearest else 0.0
    return float(value) if isinstance(value, (int, float)) else 0.0
