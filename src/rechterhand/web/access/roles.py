"""Which roles somebody has in a place, and which places somebody may see: one query each."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from rechterhand.web.access.matrix import MATRIX
from rechterhand.web.data.models import Membership, Person, Programme, Project, Role

Place = Project | Programme


def roles_in(person: Person | AnonymousUser, place: Place) -> frozenset[Role]:
    """The roles of a person in a project (those in its programme included) or in a programme.

    Who has a role in a project sees the programme that it is in, as a reader of it.
    """
    if not isinstance(person, Person) or not person.is_active:
        return frozenset()
    if isinstance(place, Project):
        within = Q(project=place) | Q(programme__isnull=False, programme_id=place.programme_id)
        return frozenset(Role(each) for each in person.memberships.filter(within).values_list("role", flat=True))
    own = {Role(each) for each in person.memberships.filter(programme=place).values_list("role", flat=True)}
    if not own and person.memberships.filter(project__programme=place).exists():
        own = {Role.READER}
    return frozenset(own)


def projects_where(person: Person | AnonymousUser, action: str) -> QuerySet[Project]:
    """The projects in which a person may do something, as a condition within the query."""
    if not isinstance(person, Person) or not person.is_active:
        return Project.objects.none()
    held = Membership.objects.filter(person=person, role__in=sorted(MATRIX[action]))
    return Project.objects.filter(
        Q(pk__in=held.filter(project__isnull=False).values("project"))
        | Q(programme__in=held.filter(programme__isnull=False).values("programme"))
    )


def programmes_where(person: Person | AnonymousUser, action: str) -> QuerySet[Programme]:
    """The programmes in which a person may do something, as a condition within the query."""
    if not isinstance(person, Person) or not person.is_active:
        return Programme.objects.none()
    held = Membership.objects.filter(person=person)
    allowed = Q(pk__in=held.filter(programme__isnull=False, role__in=sorted(MATRIX[action])).values("programme"))
    if Role.READER in MATRIX[action]:
        allowed |= Q(pk__in=held.filter(project__programme__isnull=False).values("project__programme"))
    return Programme.objects.filter(allowed)
