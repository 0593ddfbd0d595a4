"""Invitations: a person is made ready, and a link lets whoever holds it take the account, once and in time.

The link carries no state of its own: it is signed together with the account's unset password, so taking the account, or
inviting again, ends it.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from rechterhand.web.data.models import Person
from rechterhand.web.queries.accounts import MADE

SALT = "rechterhand.invitation"
DAYS = 7


def invite(*, name: str = "", email: str = "", language: str = "") -> Person:
    """Make somebody ready who can't sign in yet; give roles as to anybody else."""
    person = Person.objects.create_user(MADE + signing.dumps(name)[-8:], name=name, email=email, language=language)
    person.username = f"{MADE}{person.pk}"
    person.save(update_fields=["username"])
    return person


def token_of(person: Person) -> str:
    """What stands in the link of an invitation."""
    return signing.dumps([person.pk, _state(person)], salt=SALT)


def link_of(pk: int) -> str:
    """The link that an invited person takes; whoever holds it may. Nothing for somebody who came already."""
    person = Person.objects.filter(pk=pk, username__startswith=MADE).first()
    if person is None:
        return ""
    address = reverse("account:invited", kwargs={"token": token_of(person)})
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{address}"


def renew(person: Person) -> str:
    """End earlier links of somebody who hasn't come yet, and make a new one."""
    person.set_unusable_password()
    person.save(update_fields=["password"])
    return token_of(person)


def invited_by(token: str) -> Person | None:
    """Whom a link is for; None when it was used, is too old, or isn't ours."""
    try:
        number, state = signing.loads(token, salt=SALT, max_age=DAYS * 86_400)
    except (signing.BadSignature, ValueError):
        return None
    person = Person.objects.filter(pk=number, is_active=True, username__startswith=MADE).first()
    return person if person is not None and constant_time_compare(state, _state(person)) else None


@transaction.atomic
def accept(token: str, username: str, password: str, *, name: str) -> Person:
    """Take the account. Of two who hold the same link the first gets it; raises Person.DoesNotExist for the other."""
    found = invited_by(token)
    if found is None:
        raise Person.DoesNotExist
    person = Person.objects.select_for_update().get(pk=found.pk, username__startswith=MADE)
    person.username, person.name = username, name
    person.set_password(password)
    person.save()
    return person


def _state(person: Person) -> str:
    return salted_hmac(SALT, person.password).hexdigest()[:32]
