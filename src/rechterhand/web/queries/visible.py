"""What a person may see, as conditions of queries: what isn't visible doesn't exist."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from rechterhand.web.data.models import Membership, Person, Programme, Project, Role

CONTENT = tuple(one.value for one in Role if one is not Role.PMO_LEAD)
"""Roles that see a project's content; a PMO lead sees totals only. An administrator sees nothing by being one."""


def projects_of(person: Person, *, roles: tuple[str, ...] = CONTENT) -> QuerySet[Project]:
    """Projects in which the person has one of these roles, by themselves or through their programme."""
    own = Membership.objects.filter(person=person, role__in=roles)
    return Project.objects.filter(
        Q(pk__in=own.filter(project__isnull=False).values("project"))
        | Q(programme__in=own.filter(programme__isnull=False).values("programme"))
    )


def programmes_of(person: Person) -> QuerySet[Programme]:
    """Programmes in which the person has a role, or one of whose projects the person may see."""
    own = Membership.objects.filter(person=person, programme__isnull=False).values("programme")
    return Programme.objects.filter(Q(pk__in=own) | Q(pk__in=projects_of(person).values("programme")))
