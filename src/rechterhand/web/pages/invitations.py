"""What pages say of invitations, and which of them somebody may hand over."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest

from rechterhand.web.actions.accounts import Invited
from rechterhand.web.actions.inviting import link_of
from rechterhand.web.data.models import Person, Programme, Project
from rechterhand.web.look.say import say
from rechterhand.web.queries.accounts import InvitationLine, invitations
from rechterhand.web.queries.people import invited_in


@dataclass(frozen=True, slots=True)
class OpenHere:
    """An open invitation of a place; its link is shown to who sent it, and only they renew it there."""

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


def told_of(request: HttpRequest, done: Invited) -> None:
    """Say what became of an invitation."""
    name = str(done.person)
    if done.known:
        messages.success(request, say("account.invited.known", name=name))
    elif done.sent:
        messages.success(request, say("account.invited.sent", name=name, address=done.person.email))
    else:
        messages.info(request, say("account.invited.hand_over", name=name))
