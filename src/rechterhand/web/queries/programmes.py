"""Programmes that somebody may see, and one of them on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from rechterhand.text import Language
from rechterhand.web.access.permissions import allowed
from rechterhand.web.access.roles import programmes_where, projects_where
from rechterhand.web.data.models import Person, Programme, Project
from rechterhand.web.look.health import State
from rechterhand.web.queries.people import Member, members
from rechterhand.web.queries.portfolio import Filters, Known, Portfolio, ProjectLine, portfolio, with_standing
from rechterhand.web.queries.visible import is_enough, programmes_of, projects_of

MOST = 100
"""Projects that the page of a programme lists, those that stand worst; the portfolio has all."""
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
    """A programme. ``states`` counts every project that may be counted, but for those that may not be seen where these
    are too few to be told of; of the ``total`` that may be seen ``lines`` are the first.
    """

    name: str
    slug: str
    number: str
    unit: str
    revision: int
    is_archived: bool
    states: Mapping[State, int]
    lines: tuple[ProjectLine, ...]
    total: int
    dearest: tuple[ProjectLine, ...]
    members: tuple[Member, ...]


def programme_lines(person: Person, *, archived: bool = False) -> tuple[ProgrammeLine, ...]:
    """By name. One statement."""
    seen = Q(projects__in=projects_of(person).filter(archived_at=None))
    rows = programmes_of(person).filter(archived_at__isnull=not archived).defer("search")
    rows = rows.annotate(seen=Count("projects", filter=seen)).order_by("name", "pk")
    return tuple(ProgrammeLine(one.slug, one.name, one.number, one.unit, one.seen) for one in rows)


def programme_page(person: Person, programme: Programme, language: Language) -> ProgrammePage:
    """Nine statements, six more where there are more projects than the page lists."""
    found = portfolio(person, Filters(programme=programme.slug, size=MOST), language)
    lines = dearest = found.lines
    if found.total > MOST:
        dearest = portfolio(person, Filters(programme=programme.slug, sort="price", size=DEAREST), language).lines
    dear = sorted((one for one in dearest if one.dearest), key=_price, reverse=True)
    return ProgrammePage(
        programme.name,
        programme.slug,
        programme.number,
        programme.unit,
        programme.revision,
        programme.archived_at is not None,
        Counter(one.standing.state for one in _counted(person, programme, found)),
        lines,
        found.total,
        tuple(dear[:DEAREST]),
        members(programme),
    )


def _counted(person: Person, programme: Programme, found: Portfolio) -> list[Known]:
    """Its projects that are counted for the person; ``found`` are those of them that may be seen."""
    within = projects_where(person, "project.aggregate").filter(programme=programme, archived_at=None)
    seen = {one.pk for one in found.lines}
    if found.total > len(found.lines):
        seen = set(projects_of(person).filter(programme=programme).values_list("pk", flat=True))
    known = with_standing(within, light=True)
    hidden = [one for one in known if one.project.pk not in seen]
    return [*(one for one in known if one.project.pk in seen), *(hidden if is_enough(len(hidden)) else ())]


def programmes_to_begin_in(person: Person) -> QuerySet[Programme]:
    """Programmes in which the person may begin a project."""
    return programmes_where(person, "project.create").filter(archived_at=None)


def programmes_to_be_in(person: Person, project: Project) -> QuerySet[Programme]:
    """Programmes that the person may put a project in: where it is, and where the person may begin one.

    Out of a programme it goes only by who may begin one there.
    """
    if not may_leave(person, project):
        return Programme.objects.filter(projects=project)
    within = programmes_to_begin_in(person).values("pk")
    return Programme.objects.filter(Q(pk__in=within) | Q(pk=project.programme_id))


def may_leave(person: Person, project: Project) -> bool:
    """Whether the person may take a project out of its programme."""
    return project.programme is None or allowed(person, "project.create", project.programme)


def _price(one: ProjectLine) -> float:
    value = one.dearest.price.value if one.dearest else 0.0
    return float(value) if isinstance(value, (int, float)) else 0.0
