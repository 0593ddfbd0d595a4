"""A link between activities of two projects: told to who sees both."""

from __future__ import annotations

from django.db.models import Q

from rechterhand.web.access.record import Follow, Record, Rule, Told
from rechterhand.web.access.roles import projects_where
from rechterhand.web.data.models import Person, Programme, Project, ProjectLink


def _of_project(person: Person, project: Project) -> Q:
    seen = projects_where(person, "project.see").values("pk")
    return Q(predecessor=project, successor__in=seen) | Q(successor=project, predecessor__in=seen)


def _of_programme(person: Person, programme: Programme) -> Q:
    seen = projects_where(person, "project.see").filter(programme=programme).values("pk")
    return Q(predecessor__in=seen, successor__in=seen)


ENDS = frozenset(f"{end}{part}" for end in ("predecessor", "successor") for part in ("", "_number", "_code", "_name"))
"""What it runs between, which is told beside every change of it."""

record = Record(
    ProjectLink,
    told={
        Project: Told(_of_project, "project.see", "link.change"),
        Programme: Told(_of_programme, "programme.see", "link.change"),
    },
    untold=ENDS | {"created_by"},
    rules=frozenset({Rule.ENDS}),
    follows=lambda *_: frozenset({Follow.TOGETHER}),
)
