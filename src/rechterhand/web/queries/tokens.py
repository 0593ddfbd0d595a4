"""The access tokens of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from rechterhand.web.data.models import AccessToken, Person


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token that wasn't withdrawn; nothing of its secret."""

    pk: int
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    has_expired: bool
    last_used_at: datetime | None


def tokens(person: Person) -> tuple[TokenLine, ...]:
    """Newest first. One statement."""
    now = timezone.now()
    return tuple(
        TokenLine(
            one.pk,
            one.name,
            tuple(one.scopes),
            one.created_at,
            one.expires_at,
            one.expires_at is not None and one.expires_at <= now,
            one.last_used_at,
        )
        for one in AccessToken.objects.filter(person=person, withdrawn_at=None)
    )
