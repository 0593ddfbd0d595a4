"""Who is what, in which project or programme."""

from __future__ import annotations

from rechterhand.web.actions.acting import acting, changed, found, kept
from rechterhand.web.actions.errors import Conflict
from rechterhand.web.data.models import Membership, Person, Programme, Project, Role


def add_membership(person: Person | None, where: Project | Programme, member: Person, role: Role) -> Membership:
    """Give somebody a role. Raises Taken when it is so already."""
    place = {"project": where} if isinstance(where, Project) else {"programme": where}
    with acting(person, "membership.add"):
        return kept(Membership(person=member, role=role, **place))


def change_membership(person: Person, pk: int, seen: Role, role: Role) -> Membership:
    """Give another role in place of the one seen. Raises NotThere, Conflict, Taken."""
    with acting(person, "membership.change"):
        row = found(Membership, pk=pk)
        if row.role != seen:
            raise Conflict({"role": role.value}, {"role": row.role}, 0)
        return changed(row, {"role": role.value})


def remove_membership(person: Person, pk: int) -> None:
    """Raises NotThere."""
    with acting(person, "membership.remove"):
        found(Membership, pk=pk).delete()
