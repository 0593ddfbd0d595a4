"""What a person may see, as conditions of queries: what isn't visible doesn't exist. The matrix says who that is."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from rechterhand.web.access.roles import programmes_where, projects_where
from rechterhand.web.data.models import Person, Programme, Project

SMALLEST = 3
"""Projects of which a total is told at least to who may count them and not see them: of fewer, each would be known."""


def is_enough(count: int) -> bool:
    """Whether so many projects may be told of together."""
    return count >= SMALLEST


def projects_of(person: Person) -> QuerySet[Project]:
    """Projects whose content the person may see, by a role of their own or through the programme."""
    return projects_where(person, "project.see")


def programmes_of(person: Person) -> QuerySet[Programme]:
    """Programmes that the person may see, and those that have a project which the person may see."""
    own = programmes_where(person, "programme.see").values("pk")
    return Programme.objects.filter(Q(pk__in=own) | Q(pk__in=projects_of(person).values("programme")))
