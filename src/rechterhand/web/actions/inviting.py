"""Invitations: a person is made ready, and a link lets whoever holds it take the account, once and in time.

The link carries no state of its own: it is signed together with when the account was last invited and its unset
password, so taking the account, or inviting again, ends it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Literal, TypeAlias

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from rechterhand.web.actions.acting import acting, kept
from rechterhand.web.actions.errors import Taken, Unfit
from rechterhand.web.data.models import Membership, Person
from rechterhand.web.queries.accounts import DAYS, last_moment

SALT = "rechterhand.invitation"
LONGEST_NAME, LONGEST_USERNAME = 200, 150
__all__ = [
    "DAYS",
    "End",
    "accept",
    "arrive",
    "ended",
    "invite",
    "invited_by",
    "link_of",
    "renew",
    "token_of",
    "withdraw",
]
End: TypeAlias = Literal["", "used", "expired", "withdrawn", "renewed", "unknown"]
"""Why a link leads nowhere; nothing while it leads somewhere."""


def invite(*, name: str = "", email: str = "", language: str = "", by: Person | None = None) -> Person:
    """Make somebody ready who can't sign in yet; give roles as to anybody else."""
    return Person.objects.create_user(
        f"invited-{secrets.token_hex(12)}",
        name=name,
        email=email,
        language=language,
        invited_at=timezone.now(),
        invited_by=by,
        is_invited=True,
    )


def token_of(person: Person) -> str:
    """What stands in the link of an invitation."""
    return signing.dumps([person.pk, _state(person)], salt=SALT)


def link_of(pk: int) -> str:
    """The link that an invited person takes; whoever holds it may. Nothing for somebody who came already."""
    person = Person.objects.filter(pk=pk, is_active=True, is_invited=True).first()
    return "" if person is None else link_to(person)


def link_to(person: Person) -> str:
    """The link of somebody who was invited."""
    address = reverse("account:invited", kwargs={"token": token_of(person)})
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{address}"


def renew(person: Person) -> str:
    """End earlier links of somebody who hasn't come yet, and make a new one that holds from now on."""
    person.invited_at = timezone.now()
    person.set_unusable_password()
    person.save(update_fields=["invited_at", "invited_by", "password"])
    return token_of(person)


def withdraw(person: Person) -> None:
    """End the links of somebody who hasn't come yet, and take away the roles; the account stays, closed."""
    Membership.objects.filter(person=person).delete()
    person.is_active = False
    person.set_unusable_password()
    person.revision += 1
    person.save(update_fields=["is_active", "password", "revision"])


def ended(token: str) -> End:
    """Why a link leads nowhere, if it does."""
    found = _signed(token)
    if found is None:
        return "unknown"
    number, state = found
    person = Person.objects.filter(pk=number).first()
    if person is None or not (person.is_active or person.erased_at):
        return "withdrawn"
    if not person.is_invited:
        return "used"
    if not constant_time_compare(state, _state(person)):
        return "renewed"
    return "expired" if _until(person) <= timezone.now() else ""


def invited_by(token: str) -> Person | None:
    """Whom a link is for; None when it leads nowhere."""
    found = None if ended(token) else _signed(token)
    return Person.objects.filter(pk=found[0]).first() if found else None


def accept(token: str, username: str, password: str, *, name: str) -> Person:
    """Take the account. Of two who hold the same link the first gets it.

    Raises Person.DoesNotExist for the other, Taken when somebody has that name to sign in with.
    """
    found = invited_by(token)
    if found is None:
        raise Person.DoesNotExist
    with acting(found, "person.arrive"):
        person = Person.objects.select_for_update().get(pk=found.pk, is_invited=True)
        person.username, person.name, person.is_invited = username, name, False
        person.set_password(password)
        return kept(person)


def arrive(pk: int, names: Sequence[str], name: str) -> None:
    """Somebody who was invited comes by the identity provider: the account is theirs, the link ends.

    They get the first of the names to sign in with that fits and nobody has, and else a number; nothing is done for who
    came already.
    """
    person = Person.objects.filter(pk=pk).first()
    with acting(person, "person.arrive"):
        row = Person.objects.select_for_update().filter(pk=pk, is_active=True, is_invited=True).first()
        if row is None:
            return
        row.name, row.is_invited = (row.name or name)[:LONGEST_NAME], False
        for one in names:
            row.username = one[:LONGEST_USERNAME]
            with suppress(Taken, Unfit):
                kept(row)
                return
        row.username = f"person-{pk}"
        kept(row)


def _signed(token: str) -> tuple[int, str] | None:
    try:
        number, state = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return int(number), str(state)


def _until(person: Person) -> datetime:
    return last_moment(person.invited_at or person.joined_at)


def _state(person: Person) -> str:
    since = person.invited_at.isoformat() if person.invited_at else ""
    return salted_hmac(SALT, f"{person.password}{since}").hexdigest()[:32]
