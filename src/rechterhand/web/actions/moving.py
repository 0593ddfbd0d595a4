"""Projects that come into a programme or go out of it: who may begin projects there, may; its history tells of both."""

from __future__ import annotations

import pghistory

from rechterhand.text import Message
from rechterhand.web.access.permissions import allowed
from rechterhand.web.actions.errors import BeyondRights
from rechterhand.web.data.history import CAME, GONE, LEFT
from rechterhand.web.data.models import Person, Programme, Project

BEGINS = "project.create"
"""What one must be allowed to do in a programme to bring a project in or take it out."""


def refuse_move(person: Person | None, before: Programme | None, after: Programme | None) -> None:
    """Nobody hides a project from who looks after its programme. Raises BeyondRights; nobody is the installation."""
    if person is None or before == after:
        return
    for one in (before, after):
        if one is not None and not allowed(person, BEGINS, one):
            raise BeyondRights(Message.of("records.beyond_programme", name=one.name))


def told_move(project: Project, before: Programme | None, after: Programme | None) -> None:
    """Tell it in the history of both programmes; call it in the action's transaction."""
    if before != after:
        _told(before, LEFT, project)
        _told(after, CAME, project)


def told_removal(project: Project) -> None:
    """Tell it in the history of the programme that the project was in."""
    _told(project.programme, GONE, project)


def _told(programme: Programme | None, label: str, project: Project) -> None:
    if programme is None:
        return
    with pghistory.context(about=project.name) as told:
        pghistory.create_event(programme, label=label)
        told.metadata.pop("about")
