"""Who is what in a project or programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from rechterhand.web.data.models import Membership, Person, Programme, Project

LEAST = 2
"""Letters by which people are looked for at least."""


@dataclass(frozen=True, slots=True)
class Member:
    """A role of a person; ``by_programme`` when it comes from the programme."""

    membership: int
    person_id: int
    name: str
    role: str
    since: datetime
    by_programme: bool


def members(where: Project | Programme) -> tuple[Member, ...]:
    """Everybody with a role, those of the programme too. One statement."""
    if isinstance(where, Project):
        here = Q(project=where) | Q(programme=where.programme_id, programme__isnull=False)
    else:
        here = Q(programme=where)
    rows = Membership.objects.filter(here).select_related("person").order_by("person__name", "person__username", "role")
    return tuple(_member(one, where) for one in rows)


def member_in(where: Project | Programme, pk: int) -> Member | None:
    """Somebody with a role in this very place. One statement."""
    held = Membership.objects.filter(pk=pk).select_related("person")
    found = (held.filter(project=where) if isinstance(where, Project) else held.filter(programme=where)).first()
    return None if found is None else _member(found, where)


def _member(one: Membership, where: Project | Programme) -> Member:
    by_programme = isinstance(where, Project) and one.programme_id is not None
    return Member(one.pk, one.person_id, str(one.person), one.role, one.since, by_programme)


def invited_in(where: Project | Programme) -> QuerySet[Person]:
    """Who has a role in this very place; to ask which of them were invited and haven't come yet."""
    held = Membership.objects.filter(project=where) if isinstance(where, Project) else where.memberships.all()
    return Person.objects.filter(pk__in=held.values("person"))


def people_to_choose(viewer: Person, where: Project | Programme | None = None) -> QuerySet[Person]:
    """Who can be given a role, by name: never a guest, and the demonstration's people only within it."""
    rows = Person.objects.filter(is_active=True, erased_at=None, is_guest=False).order_by("name", "username")
    within = viewer.is_demonstration or _is_demonstration(where)
    return rows if within else rows.filter(is_demonstration=False)


def held_by_others(viewer: Person) -> QuerySet[Person]:
    """Who was invited by another and hasn't come yet: that other has a link which opens every role they are given.

    Administrators of the installation let anybody in anyway: whom they invited isn't among these.
    """
    waiting = Person.objects.filter(is_invited=True, invited_by__is_administrator=False)
    return waiting.exclude(invited_by=viewer)


def _is_demonstration(where: Project | Programme | None) -> bool:
    if isinstance(where, Project) and where.programme is not None:
        return where.is_demonstration or where.programme.is_demonstration
    return where is not None and where.is_demonstration


def candidates(viewer: Person, text: str, where: Project | Programme) -> QuerySet[Person]:
    """Who can be given a role in a place and is called something with this in it.

    The names by which people sign in are for administrators: others find people by what they are called, and see no
    more of somebody. Without ``LEAST`` letters nobody is found: this is no list of everybody.
    """
    told = text.replace("\0", "").strip()
    if len(told) < LEAST:
        return Person.objects.none()
    rows = people_to_choose(viewer, where).exclude(pk__in=held_by_others(viewer).values("pk"))
    if viewer.is_administrator:
        return rows.filter(Q(name__icontains=told) | Q(username__icontains=told))
    return rows.filter(name__icontains=told)


def membership_in(where: Project | Programme, pk: int) -> Membership | None:
    """A role that somebody has in this very place; one of another place doesn't exist here. One statement."""
    rows = Membership.objects.filter(pk=pk)
    return (rows.filter(project=where) if isinstance(where, Project) else rows.filter(programme=where)).first()
