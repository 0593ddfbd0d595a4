"""Everybody with an account, for who looks after the installation: no word of any project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from django.db.models import Count, Q

from rechterhand.web.data.models import Person

MADE = "invited-"
"""How the names of people begin who were invited and haven't come yet."""
State: TypeAlias = Literal["active", "invited", "closed", "erased"]


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


def accounts(text: str = "") -> tuple[AccountLine, ...]:
    """By name. One statement."""
    rows = Person.objects.annotate(roles=Count("memberships")).order_by("name", "username")
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(username__icontains=text) | Q(email__icontains=text))
    return tuple(
        AccountLine(
            one.pk,
            str(one),
            "" if one.username.startswith(MADE) else one.username,
            one.email,
            _state(one),
            one.is_administrator,
            one.roles,
            one.joined_at,
            one.last_login,
            one.revision,
        )
        for one in rows
    )


def _state(one: Person) -> State:
    if one.erased_at is not None:
        return "erased"
    if not one.is_active:
        return "closed"
    return "invited" if one.username.startswith(MADE) else "active"
