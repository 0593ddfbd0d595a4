"""Who looks after a place, and which places nobody looks after any more.

Whoever was invited and hasn't come yet, or whose account is closed, looks after nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from django.db.models import Exists, OuterRef, Q, QuerySet

from rechterhand.web.access.giving import KEEPERS
from rechterhand.web.data.models import Membership, Programme, Project

Kind: TypeAlias = Literal["programme", "project"]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A project or programme by its name, and no more of it."""

    kind: Kind
    slug: str
    name: str


def has_keeper(where: Project | Programme) -> bool:
    """Whether somebody looks after a place, by a role in it or in its programme. One statement."""
    here = Q(programme=where)
    if isinstance(where, Project):
        here = Q(project=where) | Q(programme=where.programme_id, programme__isnull=False)
    return _held().filter(here).exists()


def unattended() -> tuple[PlaceLine, ...]:
    """Places that nobody looks after, by name. Two statements."""
    return _lines(*_without(_held()))


def last_of(person: int) -> tuple[PlaceLine, ...]:
    """Places that nobody looks after once this person doesn't, by name. Two statements."""
    programmes, projects = _without(_held().exclude(person=person))
    own = Membership.objects.filter(person=person, role__in=sorted(KEEPERS))
    by_programme = Q(programme__in=own.filter(programme__isnull=False).values("programme"))
    return _lines(
        programmes.filter(pk__in=own.filter(programme__isnull=False).values("programme")),
        projects.filter(Q(pk__in=own.filter(project__isnull=False).values("project")) | by_programme),
    )


def _held() -> QuerySet[Membership]:
    found = Membership.objects.filter(role__in=sorted(KEEPERS), person__is_active=True)
    return found.exclude(person__is_invited=True)


def _without(held: QuerySet[Membership]) -> tuple[QuerySet[Programme], QuerySet[Project]]:
    """Places in which none of these roles is held."""
    in_programme = Exists(held.filter(programme=OuterRef("programme_id")))
    return (
        Programme.objects.exclude(Exists(held.filter(programme=OuterRef("pk")))),
        Project.objects.exclude(Exists(held.filter(project=OuterRef("pk")))).exclude(in_programme),
    )


def _lines(programmes: QuerySet[Programme], projects: QuerySet[Project]) -> tuple[PlaceLine, ...]:
    found = [PlaceLine("programme", slug, name) for slug, name in programmes.values_list("slug", "name")]
    found += [PlaceLine("project", slug, name) for slug, name in projects.values_list("slug", "name")]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.slug)))
