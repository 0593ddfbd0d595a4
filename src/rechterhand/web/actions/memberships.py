"""Who is what, in which project or programme: within what one may give, and never so that nobody looks after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rechterhand.text import Message
from rechterhand.web.access.giving import roles_to_give
from rechterhand.web.actions.acting import acting, changed, conflict, found, kept, there
from rechterhand.web.actions.errors import BeyondRights, InUse, Unfit
from rechterhand.web.data.models import Membership, Person, Programme, Project, Role
from rechterhand.web.queries.keepers import Kind, has_keeper
from rechterhand.web.queries.people import held_by_others

Place = Project | Programme
OVERSEES = frozenset({Role.STEERING, Role.CHAIR})
"""Roles that oversee who manages the members."""


def add_membership(person: Person | None, where: Place, member: Person, role: Role) -> Membership:
    """Give somebody a role. Nobody means the installation itself.

    Raises Taken when it is so already; BeyondRights; Unfit for whom another invited and who hasn't come yet.
    """
    place = {"project": where} if isinstance(where, Project) else {"programme": where}
    with acting(person, "membership.add"):
        refuse_beyond(person, where, member.pk, role)
        refuse_giving(person, member.pk, role)
        return kept(Membership(person=member, role=role, **place))


def change_membership(person: Person, pk: int, seen: Role, role: Role) -> Membership:
    """Give another role in place of the one seen.

    Raises NotThere, Conflict, Taken, BeyondRights, InUse; Unfit for whom another invited and who hasn't come yet.
    """
    with acting(person, "membership.change"):
        where = _place(there(Membership, pk=pk))
        with stays_kept(where):
            row = found(Membership, pk=pk)
            if row.role != seen:
                raise conflict(row, {"role": role.value}, 0)
            refuse_beyond(person, where, row.person_id, seen, role)
            refuse_giving(person, row.person_id, role)
            return changed(row, {"role": role.value})


def remove_membership(person: Person, pk: int) -> None:
    """Take a role away. Raises NotThere, BeyondRights, InUse."""
    with acting(person, "membership.remove"):
        where = _place(there(Membership, pk=pk))
        with stays_kept(where):
            row = found(Membership, pk=pk)
            refuse_beyond(person, where, row.person_id, Role(row.role))
            row.delete()


def name_pmo(person: Person, kind: Kind, slug: str, member: Person) -> Membership:
    """Name a PMO'er where nobody looks after things any more: what an administrator may do without seeing the place.

    Raises NotThere, InUse where somebody does look after it, Taken, and Unfit for oneself: being an administrator gives
    no sight of content.
    """
    with acting(person, "membership.hand_over"):
        where = found(Project, slug=slug) if kind == "project" else found(Programme, slug=slug)
        place = {kind: where}
        if has_keeper(where):
            raise InUse(Message.of("records.kept"), hint=Message.of("records.kept.hint"))
        if member.pk == person.pk:
            raise Unfit({"person": [Message.of("records.not_oneself")]})
        refuse_giving(person, member.pk, Role.PMO)
        return kept(Membership(person=member, role=Role.PMO, **place))


@contextmanager
def stays_kept(where: Place) -> Iterator[None]:
    """What is done within leaves somebody who looks after the place, if there was one. Raises InUse."""
    _hold(where)
    before = has_keeper(where)
    yield
    if isinstance(where, Project):
        where.refresh_from_db(fields=["programme"])
    if before and not has_keeper(where):
        raise InUse(Message.of("records.last_keeper"), hint=Message.of("records.last_keeper.hint"))


def _hold(where: Place) -> None:
    """Two who take each other's role away at once do so one after the other."""
    if isinstance(where, Project):
        if where.programme_id is not None:
            found(Programme, pk=where.programme_id)
        found(Project, pk=where.pk)
    else:
        found(Programme, pk=where.pk)


def _place(row: Membership) -> Place:
    where = row.project or row.programme
    if where is None:
        raise LookupError("a membership is in one place")
    return where


def refuse_beyond(person: Person | None, where: Place, to: int, *roles: Role) -> None:
    """Raises BeyondRights for a role that the person may not give to somebody there, or take from them."""
    if person is None:
        return
    own = roles_to_give(person, where, to)
    beyond = [one for one in roles if one not in own]
    if beyond:
        role = Message.of(f"access.role.{beyond[0].value}")
        raise BeyondRights(Message.of("records.beyond", role=role), hint=Message.of("records.beyond.hint"))


def refuse_giving(person: Person | None, to: int, role: Role) -> None:
    """What nobody gives, whatever their rights.

    Raises BeyondRights for a seat in the steering committee for oneself, which oversees what one does; Unfit for
    somebody who hasn't come yet by the link that another has, since it would open this role as well.
    """
    if person is None:
        return
    if to == person.pk and role in OVERSEES:
        raise BeyondRights(Message.of("records.oversees", role=Message.of(f"access.role.{role.value}")))
    if held_by_others(person).filter(pk=to).exists():
        raise Unfit({"person": [Message.of("records.not_come")]})
