"""By which ways somebody signs in, and where they are signed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from rechterhand.web.data.models import Person

BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """A passkey."""

    pk: int
    name: str
    added_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to sign in that somebody has; ``codes`` counts recovery codes that weren't used."""

    has_password: bool
    passkeys: tuple[PasskeyLine, ...]
    has_app: bool
    has_codes: bool
    codes: int
    is_connected: bool


@dataclass(frozen=True, slots=True)
class SessionLine:
    """Where somebody is signed in: in which browser, from which address."""

    pk: int
    browser: str
    system: str
    address: str
    since: datetime
    last_seen_at: datetime
    is_here: bool


def ways_of(person: Person) -> Ways:
    """Two statements."""
    found: dict[str, list[Authenticator]] = {}
    for one in Authenticator.objects.filter(user=person).order_by("created_at", "pk"):
        found.setdefault(one.type, []).append(one)
    codes = found.get(Authenticator.Type.RECOVERY_CODES, [])
    return Ways(
        person.has_usable_password(),
        tuple(
            PasskeyLine(one.pk, one.wrap().name, one.created_at, one.last_used_at)
            for one in found.get(Authenticator.Type.WEBAUTHN, ())
        ),
        bool(found.get(Authenticator.Type.TOTP)),
        bool(codes),
        len(codes[0].wrap().get_unused_codes()) if codes else 0,
        SocialAccount.objects.filter(user=person).exists(),
    )


def sessions_of(person: Person, here: str | None) -> tuple[SessionLine, ...]:
    """This one first, then who was last seen. One statement."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows = UserSession.objects.filter(user=person, session_key__in=alive)
    lines = (
        SessionLine(
            one.pk,
            _first(BROWSERS, one.user_agent),
            _first(SYSTEMS, one.user_agent),
            one.ip,
            one.created_at,
            one.last_seen_at,
            one.session_key == here,
        )
        for one in rows
    )
    return tuple(sorted(lines, key=lambda one: (one.is_here, one.last_seen_at), reverse=True))


def _first(known: tuple[tuple[str, str], ...], told: str) -> str:
    """The first name that stands in what a browser says of itself."""
    return next((name for mark, name in known if re.search(re.escape(mark), told)), "")
