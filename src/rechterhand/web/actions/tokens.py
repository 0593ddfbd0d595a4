"""Access tokens: made, shown once, withdrawn."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from rechterhand.text import Message
from rechterhand.web.access.tokens import digest_of
from rechterhand.web.actions.acting import acting, changed, found, kept
from rechterhand.web.actions.errors import Unfit
from rechterhand.web.data.models import AccessToken, Person, TokenScope

BEGINS = "rh_"
"""How every token begins, so that one that leaked is recognised."""


@dataclass(frozen=True, slots=True)
class TokenForm:
    """What a person fills in; without ``days`` the token doesn't expire."""

    name: str
    scopes: Sequence[TokenScope]
    days: int | None


def make_token(person: Person, form: TokenForm) -> str:
    """Make a token and give it; it can't be shown again.

    Raises Unfit for no scope, or for one that the person can't give; Taken for a name that another one has.
    """
    if not form.scopes:
        raise Unfit({"scopes": [Message.of("records.field.blank")]})
    if TokenScope.ADMINISTER in form.scopes and not person.is_administrator:
        raise Unfit({"scopes": [Message.of("records.field.invalid_choice")]})
    token = BEGINS + secrets.token_urlsafe(32)
    until = None if form.days is None else timezone.now() + timedelta(days=form.days)
    scopes = [one.value for one in TokenScope if one in form.scopes]
    with acting(person, "token.make"):
        kept(
            AccessToken(person=person, name=form.name.strip(), digest=digest_of(token), scopes=scopes, expires_at=until)
        )
    return token


def withdraw_all(person: Person) -> None:
    """None of a person's tokens opens anything from now on; call it in the transaction of what asks for it."""
    for row in AccessToken.objects.select_for_update().filter(person=person, withdrawn_at=None):
        changed(row, {"withdrawn_at": timezone.now()})


def withdraw_token(person: Person, pk: int) -> AccessToken:
    """From now on it opens nothing. Raises NotThere, also for somebody else's and for one withdrawn before."""
    with acting(person, "token.withdraw"):
        row = found(AccessToken, pk=pk, person=person, withdrawn_at=None)
        return changed(row, {"withdrawn_at": timezone.now()})
