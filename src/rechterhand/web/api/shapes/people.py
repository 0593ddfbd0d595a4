"""People: their roles in projects and programmes, and their accounts."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import AfterValidator, Field

from rechterhand.text import Message
from rechterhand.web.actions.errors import Unfit
from rechterhand.web.actions.inviting_here import OpenHere
from rechterhand.web.api.shapes.base import ABSENT, NAMED, TEXT, Answer, Body, known, name_field
from rechterhand.web.queries.accounts import AccountLine, State
from rechterhand.web.queries.happened import Happened, What
from rechterhand.web.queries.keepers import Kind, PlaceLine
from rechterhand.web.queries.people import Member
from rechterhand.web.queries.sign_in_ways import SessionLine
from rechterhand.web.queries.tokens import TokenLine

RoleName = Literal[
    "pmo", "pmo_lead", "project_leader", "programme_manager", "team_member", "steering", "chair", "reader"
]
LanguageName = Literal["nl", "en"]


def _address(told: str) -> str:
    """An address is one by the same rule as on pages, of which its pattern tells but a part. Raises Unfit."""
    if told:
        try:
            validate_email(told)
        except ValidationError as error:
            raise Unfit({"email": [Message.of("records.field.invalid")]}) from error
    return told


Address = Annotated[str, Field(max_length=254, pattern=r"^$|^[^\x00]+@[^\x00]+$"), AfterValidator(_address)]
"""Where mail goes; empty for nowhere."""


class Me(Answer):
    """Who asks."""

    id: int
    name: str
    username: str
    email: str
    language: LanguageName | None
    is_administrator: bool


class MyChoices(Body):
    """What people choose for themselves; what isn't given stays."""

    name: str = Field(ABSENT, min_length=1, max_length=200, pattern=NAMED)
    language: LanguageName = ABSENT


class MyAddress(Body):
    """Another address; empty for none."""

    email: Address


class AddressAnswer(Answer):
    """The address that holds; ``asked`` when a letter went to the new one, which holds once its link is opened."""

    email: str
    asked: bool


class Ended(Answer):
    """In how many browsers you were signed out."""

    ended: int


class TokenAnswer(Answer):
    """A token of yours; nothing of its secret."""

    id: int
    name: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    has_expired: bool
    last_used_at: datetime | None


class SessionAnswer(Answer):
    """A browser in which somebody is signed in, as far as it tells of itself."""

    id: int
    browser: str
    system: str
    address: str
    since: datetime
    last_seen_at: datetime
    is_here: bool


class MemberAnswer(Answer):
    """A role of a person; ``by_programme`` when it comes from the programme."""

    id: int
    person_id: int
    name: str
    role: RoleName
    since: datetime
    by_programme: bool


class PersonName(Answer):
    """Somebody who can be given a role; ``invited`` says that they were invited and haven't come yet."""

    id: int
    name: str
    invited: bool


class NewMember(Body):
    """Who gets which role."""

    person_id: int = Field(ge=1, le=2**63 - 1)
    role: RoleName


class ChangedMember(Body):
    """Another role in place of the one that was seen."""

    role: RoleName
    seen: RoleName


class AccountAnswer(Answer):
    """Somebody with an account, for who looks after the installation; ``roles`` counts places."""

    id: int
    name: str
    username: str
    email: str
    state: State
    is_administrator: bool
    roles: int
    joined_at: datetime
    last_login: datetime | None
    revision: int


class PlaceName(Answer):
    """A project or programme by its name, and no more of it."""

    kind: Kind
    slug: str
    name: str


class HandedOver(Body):
    """Who becomes PMO'er of which project or programme."""

    kind: Kind
    slug: str = Field(min_length=1, max_length=60, pattern=r"^[-a-zA-Z0-9_]+$")
    person_id: int = Field(ge=1, le=2**63 - 1)


class HappenedAnswer(Answer):
    """What was done to whom, by whom (nobody: the installation). A role is in some ``place``; which one isn't told."""

    at: datetime
    what: What
    whom: str
    by: str
    role: RoleName | None
    place: Kind | None
    token: str
    address: str


class Invited(Answer):
    """The link that whoever was invited takes; whoever holds it may. ``sent`` when it was mailed to them."""

    id: int
    link: str
    days: int
    sent: bool


class LetInAgain(Answer):
    """The link with which somebody chooses a new password, within ``hours``; empty when it was mailed (``sent``)."""

    id: int
    link: str
    hours: int
    sent: bool


class Invitation(Body):
    """Whom to invite."""

    name: str = name_field(200)
    email: Address = ""
    language: LanguageName | None = None


class InvitationHere(Invitation):
    """Whom to invite, and to which role."""

    role: RoleName


class OpenInvitation(Answer):
    """Somebody who was invited here and hasn't come yet; the ``link`` is for who sent it, and only they renew it."""

    id: int
    name: str
    email: str
    invited_at: datetime
    until: datetime
    invited_by: str
    expired: bool
    mine: bool
    link: str | None


class Active(Body):
    """Let in, or kept out."""

    active: bool


class Administrator(Body):
    """Looks after the installation, or doesn't."""

    administrator: bool


class Erasure(Body):
    """The name, given again, confirms it."""

    confirmation: str = Field(max_length=200, pattern=TEXT)


def member(one: Member) -> MemberAnswer:
    """A role."""
    return MemberAnswer(
        id=one.membership,
        person_id=one.person_id,
        name=one.name,
        role=known(one.role),
        since=one.since,
        by_programme=one.by_programme,
    )


def token(one: TokenLine) -> TokenAnswer:
    """A token."""
    return TokenAnswer(
        id=one.pk,
        name=one.name,
        scopes=list(one.scopes),
        created_at=one.created_at,
        expires_at=one.expires_at,
        has_expired=one.has_expired,
        last_used_at=one.last_used_at,
    )


def invitation_here(one: OpenHere) -> OpenInvitation:
    """An open invitation of a place."""
    return OpenInvitation(
        id=one.line.pk,
        name=one.line.name,
        email=one.line.email,
        invited_at=one.line.invited_at,
        until=one.line.until,
        invited_by=one.line.invited_by,
        expired=one.line.has_expired,
        mine=one.is_mine,
        link=one.link or None,
    )


def session(one: SessionLine) -> SessionAnswer:
    """A browser."""
    return SessionAnswer(
        id=one.pk,
        browser=one.browser,
        system=one.system,
        address=one.address,
        since=one.since,
        last_seen_at=one.last_seen_at,
        is_here=one.is_here,
    )


def account(one: AccountLine) -> AccountAnswer:
    """An account."""
    return AccountAnswer(
        id=one.pk,
        name=one.name,
        username=one.username,
        email=one.email,
        state=one.state,
        is_administrator=one.is_administrator,
        roles=one.roles,
        joined_at=one.joined_at,
        last_login=one.last_login,
        revision=one.revision,
    )


def place_name(one: PlaceLine) -> PlaceName:
    """A place."""
    return PlaceName(kind=one.kind, slug=one.slug, name=one.name)


def happened(one: Happened) -> HappenedAnswer:
    """Something that was done."""
    return HappenedAnswer(
        at=one.at,
        what=one.what,
        whom=one.whom,
        by=one.by,
        role=known(one.role) or None,
        place=one.place or None,
        token=one.token,
        address=one.address,
    )
