"""Who is what in a project or programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from rechterhand.web.data.models import Membership, Programme, Project


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
    by_programme = isinstance(where, Project)
    return tuple(
        Member(
            one.pk,
            one.person_id,
            str(one.person),
            one.role,
            one.since,
            by_programme and one.programme_id is not None,
        )
        for one in rows
    )
