"""People's accounts and the installation, for its administrators."""

from __future__ import annotations

from importlib.metadata import version

from django.http import HttpResponse
from ninja import Router
from ninja.responses import Status

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.accounts import Invitation as Invite
from rechterhand.web.actions.accounts import Invited as Done
from rechterhand.web.actions.accounts import (
    erase_account,
    invite_person,
    renew_invitation,
    set_active,
    set_administrator,
    withdraw_invitation,
)
from rechterhand.web.actions.errors import NotThere, Unfit
from rechterhand.web.actions.inviting import DAYS, link_of
from rechterhand.web.actions.memberships import name_pmo
from rechterhand.web.actions.recovering import HOURS, let_in_again
from rechterhand.web.actions.removing import remove_demonstration
from rechterhand.web.api.declaring import does
from rechterhand.web.api.entity_tags import has_revision, seen
from rechterhand.web.api.entrance import asks_fresh
from rechterhand.web.api.paging import page
from rechterhand.web.api.shapes.base import Key, Limit, Looked, Offset, Page
from rechterhand.web.api.shapes.people import (
    AccountAnswer,
    Active,
    Administrator,
    Erasure,
    HandedOver,
    HappenedAnswer,
    Invitation,
    Invited,
    LetInAgain,
    PlaceName,
    account,
    happened,
    place_name,
)
from rechterhand.web.api.shapes.records import InstallationAnswer, installation
from rechterhand.web.queries.accounts import account_line, accounts
from rechterhand.web.queries.happened import Happenings
from rechterhand.web.queries.installation import installation as installation_now
from rechterhand.web.queries.keepers import last_of, unattended
from rechterhand.web.queries.paging import USUAL, Part, part
from rechterhand.web.queries.people import people_to_choose

router = Router(tags=["administration"])


@router.get("people", response=Page[AccountAnswer])
@does("people.manage")
def list_people(request: Guarded, q: Looked = "", limit: Limit = USUAL, offset: Offset = 0) -> Page[AccountAnswer]:
    """Everybody with an account."""
    return page(request, part(accounts(q.strip()), offset, limit), account, limit=limit, offset=offset)


@router.post("people", response={201: Invited})
@does("people.manage")
def invite(request: Guarded, told: Invitation, response: HttpResponse) -> Status[Invited]:
    """Invite somebody."""
    done = invite_person(request.user, Invite(told.name, told.email, told.language or ""))
    response["Location"] = f"{request.path}/{done.person.pk}"
    return Status(201, _invited(done))


@router.get("people/{int:person}", response=AccountAnswer)
@does("people.manage")
def read_person(request: Guarded, person: Key, response: HttpResponse) -> AccountAnswer:
    """One account."""
    return _account(person, response)


@router.post("people/{int:person}/invitation", response=Invited)
@does("people.manage")
def renew(request: Guarded, person: Key) -> Invited:
    """Renew an invitation; the earlier link ends."""
    return _invited(renew_invitation(request.user, person))


@router.delete("people/{int:person}/invitation", response={204: None})
@does("people.manage")
def withdraw(request: Guarded, person: Key) -> Status[None]:
    """Withdraw an invitation: its link ends, and the roles go."""
    withdraw_invitation(request.user, person)
    return Status(204, None)


@router.put("people/{int:person}/active", response=AccountAnswer)
@does("people.manage", by_revision=True)
def let_in_or_keep_out(request: Guarded, person: Key, told: Active, response: HttpResponse) -> AccountAnswer:
    """Let somebody in, or keep them out."""
    with seen(request) as revision:
        set_active(request.user, person, revision, active=told.active)
    return _account(person, response)


@router.put("people/{int:person}/administrator", response=AccountAnswer)
@does("people.manage", by_revision=True)
def make_administrator_or_not(
    request: Guarded, person: Key, told: Administrator, response: HttpResponse
) -> AccountAnswer:
    """Make somebody an administrator, or no longer one; the last one stays."""
    with seen(request) as revision:
        asks_fresh(request)
        set_administrator(request.user, person, revision, administrator=told.administrator)
    return _account(person, response)


@router.post("people/{int:person}/let-in", response=LetInAgain)
@does("people.manage")
def let_somebody_in_again(request: Guarded, person: Key) -> LetInAgain:
    """Let somebody in again who lost every way in, by a link with which to choose a new password."""
    asks_fresh(request)
    link, sent = let_in_again(request.user, person)
    return LetInAgain(id=person, link="" if sent else link, hours=HOURS, sent=sent)


@router.post("people/{int:person}/erasure", response={204: None})
@does("people.manage")
def erase(request: Guarded, person: Key, told: Erasure) -> Status[None]:
    """Replace somebody's name by a pseudonym, for good."""
    asks_fresh(request)
    erase_account(request.user, person, told.confirmation)
    return Status(204, None)


@router.get("people/{int:person}/last-of", response=Page[PlaceName])
@does("people.manage")
def list_last_of(request: Guarded, person: Key, limit: Limit = USUAL, offset: Offset = 0) -> Page[PlaceName]:
    """Projects and programmes whose members this person is the last to manage."""
    _account(person, HttpResponse())
    return page(request, part(last_of(person), offset, limit), place_name, limit=limit, offset=offset)


@router.get("unattended", response=Page[PlaceName])
@does("place.hand_over")
def list_unattended(request: Guarded, limit: Limit = USUAL, offset: Offset = 0) -> Page[PlaceName]:
    """Projects and programmes whose members nobody manages any more."""
    return page(request, part(unattended(), offset, limit), place_name, limit=limit, offset=offset)


@router.post("unattended", response={204: None})
@does("place.hand_over")
def hand_over(request: Guarded, told: HandedOver) -> Status[None]:
    """Name a PMO'er for one of them."""
    person = people_to_choose(request.user).filter(pk=told.person_id).first()
    if person is None:
        raise Unfit({"person_id": [Message.of("records.field.invalid_choice")]})
    name_pmo(request.user, told.kind, told.slug, person)
    return Status(204, None)


@router.get("happened", response=Page[HappenedAnswer])
@does("audit.see")
def list_happened(request: Guarded, limit: Limit = USUAL, offset: Offset = 0) -> Page[HappenedAnswer]:
    """What happened to accounts, tokens and roles, newest first."""
    rows = Happenings()
    found = Part(rows[offset : offset + limit], len(rows))
    return page(request, found, happened, limit=limit, offset=offset)


@router.get("installation", response=InstallationAnswer)
@does("installation.run")
def read_installation(request: Guarded) -> InstallationAnswer:
    """The installation, and what is wrong with it."""
    return installation(installation_now(version("rechterhand")))


@router.delete("demonstration", response={204: None})
@does("installation.run")
def remove_the_demonstration(request: Guarded) -> Status[None]:
    """Remove the demonstration."""
    remove_demonstration(request.user)
    return Status(204, None)


def _invited(done: Done) -> Invited:
    return Invited(id=done.person.pk, link=link_of(done.person.pk), days=DAYS, sent=done.sent)


def _account(pk: int, response: HttpResponse) -> AccountAnswer:
    """Raises NotThere."""
    found = account_line(pk)
    if found is None:
        raise NotThere
    has_revision(response, found.revision)
    return account(found)
