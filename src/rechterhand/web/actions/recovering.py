"""Letting somebody in again who lost every way in: a link with which to choose a new password, once and in time.

The link is signed together with the password that holds, so it ends when a password is chosen.
"""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language

from rechterhand.text import Language, Message
from rechterhand.web.actions.acting import acting, found, noted
from rechterhand.web.actions.mailing import Letter, send
from rechterhand.web.actions.sessions import end_other_sessions
from rechterhand.web.actions.tokens import withdraw_all
from rechterhand.web.data.models import Person

SALT = "rechterhand.recovery"
HOURS = 24


def let_in_again(person: Person, pk: int) -> tuple[str, bool]:
    """A link for somebody with an account, to mail or hand over; whether it was mailed.

    Raises NotThere, also for who hasn't come yet: their invitation is sent again.
    """
    with acting(person, "person.recover"):
        row = found(Person, pk=pk, is_active=True, is_invited=False, is_guest=False, is_demonstration=False)
        noted(row)
    path = reverse("account:recover", kwargs={"token": signing.dumps([row.pk, _state(row)], salt=SALT)})
    link = f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"
    language: Language = "en" if (row.language or get_language() or "").startswith("en") else "nl"
    letter = Letter(
        Message.of("account.mail.recover.subject"),
        (Message.of("account.mail.hello", name=str(row)), Message.of("account.mail.recover", by=str(person))),
        link,
        Message.of("account.recover"),
        (Message.of("account.mail.address.until"),),
    )
    return link, send(letter, row.email, language)


def recovered_by(token: str) -> Person | None:
    """Whom a link lets in; None when it was used, is too old, or isn't ours."""
    try:
        number, state = signing.loads(token, salt=SALT, max_age=HOURS * 3600)
    except (signing.BadSignature, ValueError):
        return None
    person = Person.objects.filter(pk=number, is_active=True, is_invited=False).first()
    return person if person is not None and constant_time_compare(state, _state(person)) else None


def recover(token: str, password: str) -> Person | None:
    """Choose a new password: passkeys, an app's codes, access tokens and sessions end. None for a link that is over."""
    person = recovered_by(token)
    if person is None:
        return None
    with acting(person, "person.recovered"):
        row = found(Person, pk=person.pk)
        if recovered_by(token) is None:
            return None
        row.set_password(password)
        row.save(update_fields=["password"])
        _end_ways_in(row)
        noted(row)
        return row


def claim(person: Person) -> None:
    """Who an identity provider says owns the account's address takes it over for the first time.

    Nobody knows who had it before them, so no earlier way in is left: password, passkeys, codes, access tokens,
    sessions, and accounts of the provider that were connected to it.
    """
    with acting(None, "person.claim"):
        row = found(Person, pk=person.pk)
        row.set_unusable_password()
        row.save(update_fields=["password"])
        SocialAccount.objects.filter(user=row).delete()
        _end_ways_in(row)
        noted(row)
    person.password = row.password


def _end_ways_in(person: Person) -> None:
    """Passkeys, an app's codes, access tokens and sessions end."""
    Authenticator.objects.filter(user=person).delete()
    withdraw_all(person)
    end_other_sessions(person, None)


def _state(person: Person) -> str:
    return salted_hmac(SALT, person.password).hexdigest()[:32]
