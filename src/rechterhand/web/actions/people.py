"""What people choose for themselves."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from rechterhand.text import Language, Message
from rechterhand.web.actions.acting import acting, changed, found, held
from rechterhand.web.actions.errors import NotThere, Unfit
from rechterhand.web.actions.mailing import Letter, send, sends_mail
from rechterhand.web.data.models import Person

SALT = "rechterhand.address"
HOURS = 24
"""How long the letter to a new address holds."""


@dataclass(frozen=True, slots=True)
class Self:
    """How somebody is called, where mail goes, and which language they read; '' for that of the browser."""

    name: str
    email: str
    language: str


def choose_language(person: Person, language: Language, revision: int | None = None) -> Person:
    """The language in which the workbench speaks to somebody. Raises NotThere, Conflict where a revision was seen."""
    values = {"language": language}
    with acting(person, "person.language"):
        row = found(Person, pk=person.pk) if revision is None else held(Person, person.pk, revision, values)
        return changed(row, values)


def change_self(person: Person, revision: int, told: Self) -> bool:
    """Keep what somebody says of themselves; whether a letter went to a new address, which holds once confirmed.

    No letter goes where nothing is kept. Raises Unfit, also for an address that somebody has or that can't be reached;
    Conflict; NotThere, also for who has no account of their own.
    """
    if person.is_guest or person.is_demonstration:
        raise NotThere
    address = told.email.strip()
    values = {"name": told.name, "language": told.language, "email": address}
    with acting(person, "person.change"):
        row = held(Person, person.pk, revision, values)
        other = address.lower() != row.email.lower()
        if other and address and Person.objects.filter(email__iexact=address).exclude(pk=person.pk).exists():
            raise Unfit({"email": [Message.of("records.taken")]})
        asks = other and bool(address) and sends_mail()
        changed(row, values | {"email": row.email} if asks else values)
        if asks and not _asked(person, address, told.language):
            raise Unfit({"email": [Message.of("account.address.unreachable")]})
    return asks


def may_change_address() -> bool:
    """A new address is confirmed by mail; without mail, one that single sign-on goes by isn't one's own to say."""
    return sends_mail() or not settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS")


def confirm_address(person: Person, token: str) -> bool:
    """Take the address to which a letter went; False when it is too old, was used, or went to somebody else."""
    try:
        number, address, before = signing.loads(token, salt=SALT, max_age=HOURS * 3600)
    except (signing.BadSignature, ValueError):
        return False
    if number != person.pk or before != person.email:
        return False
    if Person.objects.filter(email__iexact=address).exclude(pk=person.pk).exists():
        return False
    with acting(person, "person.change"):
        changed(found(Person, pk=person.pk), {"email": address})
    return True


def _asked(person: Person, address: str, language: str) -> bool:
    """Ask by mail whether the address is theirs."""
    spoken: Language = "en" if (language or person.language) == "en" else "nl"
    token = signing.dumps([person.pk, address, person.email], salt=SALT)
    path = reverse("account:address", kwargs={"token": token})
    letter = Letter(
        Message.of("account.mail.address.subject"),
        (Message.of("account.mail.hello", name=str(person)), Message.of("account.mail.address")),
        f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}",
        Message.of("account.mail.address.link"),
        (Message.of("account.mail.address.until"),),
    )
    return send(letter, address, spoken)
