"""Everybody with an account, for who looks after the installation: no word of any project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from rechterhand.web.data.models import Person

DAYS = 7
"""How long a link of an invitation holds."""
State: TypeAlias = Literal["active", "invited", "withdrawn", "closed", "erased"]


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account; ``roles`` counts in how many places somebody is something."""

    pk: int
    name: str
    username: str
    email: str
    state: State
    is_administrator: bool
    roles: int
    joined_at: datetime
    last_login: datetime | None
    revision: int
    invited_at: datetime | None
    invited_by: str


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """Somebody who was invited and hasn't come yet."""

    pk: int
    name: str
    email: str
    invited_at: datetime
    until: datetime
    invited_by: str
    has_expired: bool


def last_moment(invited_at: datetime) -> datetime:
    """Until when a link of an invitation holds."""
    return invited_at + timedelta(days=DAYS)


def accounts(text: str = "") -> tuple[AccountLine, ...]:
    """By name. One statement."""
    rows = _rows().order_by("name", "username")
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(username__icontains=text) | Q(email__icontains=text))
    return tuple(_line(one) for one in rows)


def account_line(pk: int) -> AccountLine | None:
    """One of them. One statement."""
    found = _rows().filter(pk=pk).first()
    return None if found is None else _line(found)


def _rows() -> QuerySet[Any]:
    return Person.objects.annotate(roles=Count("memberships")).select_related("invited_by")


def _line(one: Any) -> AccountLine:
    return AccountLine(
        one.pk,
        str(one),
        "" if one.is_invited else one.username,
        one.email,
        _state(one),
        one.is_administrator,
        one.roles,
        one.joined_at,
        one.last_login,
        one.revision,
        one.invited_at,
        str(one.invited_by or ""),
    )


def invitations(among: QuerySet[Person] | None = None) -> tuple[InvitationLine, ...]:
    """Those that are open, the oldest first; of everybody, or among some people. One statement."""
    now = timezone.now()
    rows = Person.objects.all() if among is None else among
    rows = rows.filter(is_active=True, is_invited=True).select_related("invited_by")
    return tuple(
        InvitationLine(
            one.pk,
            str(one),
            one.email,
            since,
            last_moment(since),
            str(one.invited_by or ""),
            last_moment(since) <= now,
        )
        for one in sorted(rows, key=_since)
        for since in (_since(one),)
    )


def _since(one: Person) -> datetime:
    return one.invited_at or one.joined_at


def _state(one: Person) -> State:
    if one.erased_at is not None:
        return "erased"
    if not one.is_active:
        return "withdrawn" if one.is_invited else "closed"
    return "invited" if one.is_invited else "active"
