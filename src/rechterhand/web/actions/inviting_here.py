"""Invitations to a role in a place: which are open, and who sent them may send them again or withdraw them."""

from __future__ import annotations

from dataclasses import dataclass

from rechterhand.text import Message
from rechterhand.web.actions.accounts import Invited, renew_invitation, withdraw_invitation
from rechterhand.web.actions.errors import InUse, NotThere
from rechterhand.web.actions.inviting import link_of
from rechterhand.web.data.models import Membership, Person, Programme, Project
from rechterhand.web.queries.accounts import InvitationLine, invitations
from rechterhand.web.queries.people import invited_in


@dataclass(frozen=True, slots=True)
class OpenHere:
    """An open invitation of a place; its link is shown to who sent it, and only they renew or withdraw it there."""

    line: InvitationLine
    link: str
    is_mine: bool


def open_here(viewer: Person, where: Project | Programme) -> list[OpenHere]:
    """The open invitations of a place."""
    lines = invitations(invited_in(where))
    own = set(invited_in(where).filter(invited_by=viewer).values_list("pk", flat=True)) if lines else set()
    return [OpenHere(one, shown_link(one) if one.pk in own else "", one.pk in own) for one in lines]


def shown_link(line: InvitationLine) -> str:
    """The link to hand over; none once it is too old."""
    return "" if line.has_expired else link_of(line.pk)


def renew_here(person: Person, where: Project | Programme, pk: int) -> Invited:
    """A new link for somebody whom this person invited here. Raises NotThere, ForAdministrators."""
    _mine(person, where, pk)
    return renew_invitation(person, pk)


def withdraw_here(person: Person, where: Project | Programme, pk: int) -> None:
    """End the link of somebody whom this person invited here. Raises NotThere; InUse for a role elsewhere."""
    _mine(person, where, pk)
    here = {"project": where} if isinstance(where, Project) else {"programme": where}
    if Membership.objects.filter(person=pk).exclude(**here).exists():
        raise InUse(Message.of("account.invited.elsewhere"))
    withdraw_invitation(person, pk)


def _mine(person: Person, where: Project | Programme, pk: int) -> None:
    if not invited_in(where).filter(pk=pk, invited_by=person).exists():
        raise NotThere
