"""Tokens: by what programs come in, and which scope an action asks of them."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from rechterhand.web.access.matrix import SCOPES, Scope
from rechterhand.web.data.models import AccessToken, TokenScope

READING = frozenset({"GET", "HEAD", "OPTIONS"})
USED_EVERY = timedelta(minutes=1)
"""How precisely it is kept when a token was last used."""


def digest_of(token: str) -> str:
    """What is kept of a token. It is long and random, so a plain digest can't be turned back."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def scope_of(action: str, method: str) -> TokenScope:
    """The scope that a token needs for an action."""
    if SCOPES[action] is Scope.INSTALLATION:
        return TokenScope.ADMINISTER
    return TokenScope.READ if method in READING else TokenScope.WRITE


def token_that_holds(token: str) -> AccessToken | None:
    """The token with its person; None when it isn't ours, was withdrawn or has expired, or its person left.

    One statement, and one more a minute that keeps when it was used.
    """
    now = timezone.now()
    in_time = Q(expires_at=None) | Q(expires_at__gt=now)
    rows = AccessToken.objects.filter(in_time, digest=digest_of(token), withdrawn_at=None, person__is_active=True)
    found = rows.select_related("person").first()
    if found is not None and (found.last_used_at is None or now - found.last_used_at > USED_EVERY):
        AccessToken.objects.filter(pk=found.pk).update(last_used_at=now)
    return found
