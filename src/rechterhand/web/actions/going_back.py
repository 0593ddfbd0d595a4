"""Back to an older state of a project, a promised date, a role or its uncertainty: who may change it, may."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models

from rechterhand.web.access.permissions import allowed
from rechterhand.web.actions.acting import acting
from rechterhand.web.actions.errors import NotThere
from rechterhand.web.actions.memberships import refuse_beyond, refuse_giving, stays_kept
from rechterhand.web.actions.moving import refuse_move, told_move
from rechterhand.web.actions.restoring import events_of, restore, state_fields
from rechterhand.web.actions.working import judge_again
from rechterhand.web.data.models import CommittedDate, Membership, Person, Programme, Project, Role, UncertaintyTable

NEEDED = {
    "archived_at": "project.archive",
    "time_tolerance_days": "project.tolerances",
    "cost_tolerance": "project.tolerances",
    "health": "project.health",
    "health_reason": "project.health",
    "health_by_id": "project.health",
    "health_at": "project.health",
}
"""What one must be allowed to do to set a column of a project back; the others ask for ``project.change``."""
KINDS: dict[str, type[models.Model]] = {
    "project": Project,
    "committed_date": CommittedDate,
    "membership": Membership,
    "uncertainty": UncertaintyTable,
}
NEEDED_OF_PARTS = {
    "committed_date": "project.tolerances",
    "membership": "project.members",
    "uncertainty": "plan.uncertainty",
}
WITH_REVISION = ("project", "uncertainty")
"""Kinds of which the revision seen counts."""
JUDGED_BY = ("committed_date", "uncertainty")
"""Kinds by which the plan is judged: it is reviewed again."""


def go_back(person: Person, project: Project, kind: str, event_id: int, revision: int | None = None) -> None:
    """Give the project, or a part of it, the state after an event of its history.

    ``revision`` is the one seen, of the project or of its table of uncertainty.

    Raises
    ------
    NotThere
        The project has no such event.
    PermissionDenied
        The person may not change what would be set back.
    BeyondRights
        A role has rights that the person hasn't got, or the project would go into or out of a programme in which they
        may begin none.
    Conflict, Unfit, Taken, InUse
        Changed meanwhile; what it refers to is gone; its name went to another; nobody would look after it.
    """
    if kind not in KINDS:
        raise NotThere
    own = {"pgh_obj_id": project.pk} if kind == "project" else {"project_id": project.pk}
    event = events_of(kind).filter(pgh_id=event_id, **own).first()
    if event is None:
        raise NotThere
    if not all(allowed(person, one, project) for one in _needed(kind, event, project)):
        raise PermissionDenied
    before = project.programme
    if kind == "project":
        after = Programme.objects.filter(pk=event.programme_id).first()
        refuse_move(person, before, after)
    if kind == "membership":
        refuse_beyond(person, project, event.person_id, *_roles(event))
        refuse_giving(person, event.person_id, Role(event.role))
    with acting(person, f"{kind}.restore"), stays_kept(project):
        restore(person, kind, event_id, revision if kind in WITH_REVISION else None)
        if kind == "project":
            told_move(project, before, after)
    if kind in JUDGED_BY:
        judge_again(person, project)


def _roles(event: Any) -> set[Role]:
    """The role that comes back, and the one that goes for it."""
    now = Membership.objects.filter(pk=event.pgh_obj_id).first()
    return {Role(event.role)} | ({Role(now.role)} if now else set())


def _needed(kind: str, event: object, project: Project) -> set[str]:
    if kind in NEEDED_OF_PARTS:
        return {NEEDED_OF_PARTS[kind]}
    differing = [name for name in state_fields(Project) if getattr(event, name) != getattr(project, name)]
    return {NEEDED.get(name, "project.change") for name in differing}
