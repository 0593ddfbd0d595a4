"""The matrix as ``rules`` permissions: ``person.has_perm("plan.see", project)`` asks the same table."""

from __future__ import annotations

from typing import Any

import rules
from django.conf import settings

from rechterhand.web.access.matrix import SCOPES, Scope, may
from rechterhand.web.access.roles import Place, roles_in
from rechterhand.web.data.models import Person, ProjectLink


def allowed(person: Any, action: str, place: Place | ProjectLink | None = None) -> bool:
    """Whether a person may do something in a place; to a link between two projects, in both of them."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    within = SCOPES[action] in {Scope.PROJECT, Scope.PROGRAMME, Scope.LINK}
    if within and place is None:
        return False
    if isinstance(place, ProjectLink):
        return all(may(action, roles_in(person, one)) for one in (place.predecessor, place.successor))
    roles = roles_in(person, place) if within and place is not None else frozenset()
    return may(action, roles, administrator=person.is_administrator)


def may_invite(person: Person) -> bool:
    """Whether somebody may make accounts for others, where they may say who is what."""
    return person.is_administrator or settings.INVITATIONS == "members"


def _predicate(action: str) -> Any:
    return rules.predicate(lambda person, place=None: allowed(person, action, place), name=action)


def declare() -> None:
    """Give every action of the matrix to ``rules``, once."""
    for action in SCOPES:
        if not rules.perm_exists(action):
            rules.add_perm(action, _predicate(action))
