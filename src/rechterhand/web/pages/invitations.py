"""What pages say of invitations."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from rechterhand.web.actions.accounts import Invited
from rechterhand.web.look.say import say


def told_of(request: HttpRequest, done: Invited) -> None:
    """Say what became of an invitation."""
    name = str(done.person)
    if done.known:
        messages.success(request, say("account.invited.known", name=name))
    elif done.sent:
        messages.success(request, say("account.invited.sent", name=name, address=done.person.email))
    else:
        messages.info(request, say("account.invited.hand_over", name=name))
