"""Which roles somebody may give and take away: those whose every right they hold themselves in that place.

So nobody comes to more by giving a role than they had: not for another, and not for themselves. A role in a programme
holds in its projects as well, so its rights are those in both. Who leads a programme appoints others by that office.
"""

from __future__ import annotations

from rechterhand.web.access.matrix import LINK, MATRIX, PROGRAMME, PROJECT
from rechterhand.web.access.roles import Place, roles_in
from rechterhand.web.data.models import Person, Project, Role

APPOINTS = {Role.PROGRAMME_MANAGER: frozenset({Role.PROJECT_LEADER, Role.PMO})}
"""Roles that somebody gives to others by their own, and takes from them."""
KEEPERS = MATRIX["programme.change"]
"""Roles by which one looks after a place: of those at least one stays filled."""


def rights_of(roles: frozenset[Role], where: Place) -> frozenset[str]:
    """The actions that roles allow in a place."""
    actions = PROJECT | LINK if isinstance(where, Project) else PROJECT | LINK | PROGRAMME
    return frozenset(one for one in actions if MATRIX[one] & roles)


def roles_to_give(person: Person, where: Place, to: int | None = None) -> frozenset[Role]:
    """The roles that a person may give to somebody (by number; others in general without one) and take from them in a
    place, if they may manage its members at all.
    """
    return given_by(roles_in(person, where), where, oneself=to == person.pk)


def given_by(held: frozenset[Role], where: Place, *, oneself: bool) -> frozenset[Role]:
    """The roles that somebody who holds these may give there, to themselves or to others."""
    own = rights_of(held, where)
    found = frozenset(one for one in Role if rights_of(frozenset({one}), where) <= own)
    return found if oneself else found.union(*(APPOINTS.get(one, frozenset()) for one in held))
