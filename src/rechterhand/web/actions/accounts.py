"""Accounts: who may come in, and who looks after the installation."""

from __future__ import annotations

from rechterhand.text import Message
from rechterhand.web.actions.acting import acting, changed, found, held
from rechterhand.web.actions.erasing import erase_person
from rechterhand.web.actions.errors import InUse, NotThere, Unfit
from rechterhand.web.actions.inviting import invite, renew
from rechterhand.web.data.models import Person


def invite_person(person: Person, *, name: str, email: str = "", language: str = "") -> Person:
    """Make somebody ready to take a link. Raises Unfit for an address that somebody has."""
    if email and Person.objects.filter(email__iexact=email).exists():
        raise Unfit({"email": [Message.of("records.taken")]})
    with acting(person, "person.invite"):
        return invite(name=name, email=email, language=language)


def renew_invitation(person: Person, pk: int) -> str:
    """End the earlier links of somebody who hasn't come yet. Raises NotThere."""
    with acting(person, "person.invite"):
        return renew(found(Person, pk=pk, is_active=True))


def set_active(person: Person, pk: int, revision: int, *, active: bool) -> Person:
    """Let somebody in or keep them out; what they did stays. Raises NotThere, Conflict, InUse."""
    with acting(person, "person.activate" if active else "person.deactivate"):
        row = held(Person, pk, revision, {"is_active": active})
        if not active:
            _others_remain(person, row)
        return changed(row, {"is_active": active})


def erase_account(person: Person, pk: int, confirmation: str) -> Person:
    """Replace somebody's name by a pseudonym, for good; the name given again is the confirmation.

    Raises NotThere, also for who was erased before; Unfit for another name; InUse for oneself or the last one.
    """
    row = Person.objects.filter(pk=pk, erased_at=None).first()
    if row is None:
        raise NotThere
    if confirmation.strip() != str(row):
        raise Unfit({"confirmation": [Message.of("administration.erase.other_name")]})
    refuse_last(person, pk)
    return erase_person(person, pk)


def refuse_last(person: Person, pk: int) -> None:
    """Before an erasure: neither oneself nor the last administrator. Raises NotThere, InUse."""
    with acting(person, "person.erase"):
        _others_remain(person, found(Person, pk=pk))


def _others_remain(person: Person, row: Person) -> None:
    others = Person.objects.filter(is_administrator=True, is_active=True).exclude(pk=row.pk)
    if row.pk == person.pk or (row.is_administrator and not others.exists()):
        raise InUse(Message.of("records.last_administrator"))
