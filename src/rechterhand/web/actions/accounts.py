"""Accounts: who may come in, and who looks after the installation."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import get_language

from rechterhand.text import Language, Message
from rechterhand.web.access.permissions import may_invite
from rechterhand.web.actions.acting import acting, changed, found, held, noted
from rechterhand.web.actions.erasing import pseudonymised
from rechterhand.web.actions.errors import ForAdministrators, InUse, Unfit
from rechterhand.web.actions.inviting import invite, link_to, renew, withdraw
from rechterhand.web.actions.mailing import Letter, send
from rechterhand.web.actions.memberships import add_membership
from rechterhand.web.data.erasure_role import make_role
from rechterhand.web.data.models import Person, Programme, Project, Role
from rechterhand.web.data.turns import Turn, wait_for
from rechterhand.web.queries.accounts import last_moment
from rechterhand.web.queries.people import held_by_others


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom to invite, and to what role where, if any."""

    name: str
    email: str = ""
    language: str = ""
    where: Project | Programme | None = None
    role: Role = Role.READER


@dataclass(frozen=True, slots=True)
class Invited:
    """Who was invited, whether a mail went, and whether they had an account already."""

    person: Person
    sent: bool
    known: bool = False


def invite_person(person: Person, told: Invitation) -> Invited:
    """Make somebody ready to take a link, and mail it where mail is sent.

    Who has that address already isn't invited anew: they get the role, if there is one. Raises Unfit for an address
    that somebody has when no role is given, or whom another invited and who hasn't come yet; Taken for a role that they
    have; ForAdministrators where only these invite.
    """
    _refuse_others(person)
    known = Person.objects.filter(email__iexact=told.email).first() if told.email else None
    if known is not None and told.where is None:
        raise Unfit({"email": [Message.of("records.taken")]})
    if known is not None and not known.is_active:
        raise Unfit({"email": [Message.of("administration.invite.closed")]})
    if known is not None and held_by_others(person).filter(pk=known.pk).exists():
        raise Unfit({"email": [Message.of("records.not_come")]})
    with acting(person, "person.invite"):
        row = known or invite(name=told.name, email=told.email, language=told.language, by=person)
        if told.where is not None:
            add_membership(person, told.where, row, told.role)
    return Invited(row, known is None and _sent(person, row, told.where), known is not None)


def renew_invitation(person: Person, pk: int) -> Invited:
    """End the earlier links of somebody who hasn't come yet, and mail a new one.

    What an administrator sends again is theirs from then on: who invited first sees the new link no more. Raises
    NotThere, ForAdministrators.
    """
    _refuse_others(person)
    with acting(person, "person.renew"):
        row = found(Person, pk=pk, is_active=True, is_invited=True)
        if person.is_administrator:
            row.invited_by = person
        renew(row)
        noted(row)
    return Invited(row, _sent(person, row))


def withdraw_invitation(person: Person, pk: int) -> Person:
    """End the links of somebody who hasn't come yet. Raises NotThere."""
    with acting(person, "person.withdraw"):
        row = found(Person, pk=pk, is_active=True, is_invited=True)
        withdraw(row)
        return row


def _refuse_others(person: Person) -> None:
    if not may_invite(person):
        raise ForAdministrators(Message.of("account.invited.refused"), hint=Message.of("account.invited.refused.hint"))


def _sent(by: Person, row: Person, where: Project | Programme | None = None) -> bool:
    """Mail the link, in the language of who is invited."""
    language: Language = "en" if (row.language or get_language() or "").startswith("en") else "nl"
    until = last_moment(row.invited_at or row.joined_at).date()
    begins = "account.mail.invited" if where is None else "account.mail.invited.to"
    place = {} if where is None else {"place": where.name}
    letter = Letter(
        Message.of("account.mail.invited.subject", by=str(by)),
        (Message.of("account.mail.hello", name=str(row)), Message.of(begins, by=str(by), **place)),
        link_to(row),
        Message.of("account.mail.invited.link"),
        (Message.of("account.mail.invited.until", day=until),),
    )
    return send(letter, row.email, language)


def set_active(person: Person, pk: int, revision: int, *, active: bool) -> Person:
    """Let somebody in or keep them out; what they did stays.

    Raises NotThere, also for who was erased; Conflict; InUse.
    """
    with acting(person, "person.activate" if active else "person.deactivate"):
        wait_for(Turn.PEOPLE)
        found(Person, pk=pk, erased_at=None)
        row = held(Person, pk, revision, {"is_active": active})
        if not active:
            _others_remain(person, row)
        return changed(row, {"is_active": active})


def set_administrator(person: Person, pk: int, revision: int, *, administrator: bool) -> Person:
    """Make somebody an administrator of the installation, or no longer one; the last one stays.

    Raises NotThere, also for who hasn't come yet or has no account of their own; Conflict; InUse.
    """
    with acting(person, "person.appoint" if administrator else "person.dismiss"):
        wait_for(Turn.PEOPLE)
        found(Person, pk=pk, is_active=True, is_invited=False, is_guest=False, is_demonstration=False)
        row = held(Person, pk, revision, {"is_administrator": administrator})
        if not administrator and row.is_administrator and not _others(row).exists():
            raise InUse(Message.of("records.only_administrator"))
        return changed(row, {"is_administrator": administrator})


def erase_account(person: Person, pk: int, confirmation: str) -> Person:
    """Replace somebody's name by a pseudonym, for good; the name given again is the confirmation.

    Raises NotThere, also for who was erased before; Unfit for another name; InUse for oneself or the last one.
    """
    make_role(connection)
    with acting(person, "person.erase"):
        wait_for(Turn.PEOPLE)
        row = found(Person, pk=pk, erased_at=None)
        if confirmation.strip() != str(row):
            raise Unfit({"confirmation": [Message.of("administration.erase.other_name")]})
        _others_remain(person, row)
        return pseudonymised(row)


def _others_remain(person: Person, row: Person) -> None:
    if row.pk == person.pk or (row.is_administrator and not _others(row).exists()):
        raise InUse(Message.of("records.last_administrator"))


def _others(row: Person) -> QuerySet[Person]:
    """The administrators besides somebody."""
    return Person.objects.filter(is_administrator=True, is_active=True).exclude(pk=row.pk)
