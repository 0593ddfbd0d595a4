"""Where people are signed in: kept when they sign in or fail to, ended when they say so."""

from __future__ import annotations

import time
from ipaddress import ip_address
from typing import Any

import pghistory
import structlog
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rechterhand.web.actions.acting import acting, noted
from rechterhand.web.actions.errors import NotThere
from rechterhand.web.data.models import Person

log = structlog.get_logger("rechterhand.account")
SEEN = "seen"
"""Where a session keeps when it was last told to be in use."""
TOLD_EVERY = 300.0
"""Seconds."""


def note_sign_in(person: Person, session: SessionBase, address: str, agent: str) -> None:
    """Keep that somebody signed in, in which browser; what ended long ago is forgotten."""
    if not session.session_key:
        session.save()
    session[SEEN] = time.time()
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    UserSession.objects.filter(user=person).exclude(session_key__in=alive).delete()
    log.info("signed in", person=person.pk, address=address)
    told: dict[str, Any] = {"user": person, "ip": _known(address), "user_agent": agent[:200]}
    UserSession.objects.update_or_create(session_key=session.session_key, defaults=told)


def note_refusal(login: str, address: str, way: str) -> None:
    """Keep that somebody tried to sign in and couldn't: in the log, and in history where there is such an account.

    What was typed isn't kept: it may be a password.
    """
    person = account_of(login)
    log.warning("sign-in failed", person=None if person is None else person.pk, address=address, way=way)
    if person is not None:
        with acting(None, "person.sign_in_failed"), pghistory.context(address=_known(address)):
            noted(person)


def account_of(login: str) -> Person | None:
    """Whose account it is, by the name to sign in with or the address."""
    told = login.replace("\0", "").strip()
    if not told:
        return None
    return Person.objects.filter(Q(username__iexact=told) | Q(email__iexact=told)).order_by("pk").first()


def has_idled(session: SessionBase) -> bool:
    """Whether nobody has used a session for as long as the installation allows."""
    seen = session.get(SEEN)
    return seen is not None and time.time() - seen > settings.SESSION_COOKIE_AGE + TOLD_EVERY


def note_use(session: SessionBase) -> None:
    """Keep that a session is in use, every few minutes."""
    seen = session.get(SEEN)
    if seen is None or time.time() - seen < TOLD_EVERY:
        return
    session[SEEN] = time.time()
    UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=timezone.now())


def end_session(person: Person, pk: int) -> None:
    """Sign out in one browser. Raises NotThere, also for somebody else's."""
    if not _end(person, pk=pk):
        raise NotThere


def end_other_sessions(person: Person, here: str | None) -> int:
    """Sign out everywhere but here; in how many browsers that was."""
    with transaction.atomic():
        keys = UserSession.objects.filter(user=person).exclude(session_key=here or "")
        return _end(person, pk__in=list(keys.values_list("pk", flat=True)))


def _end(person: Person, **which: Any) -> int:
    with transaction.atomic():
        rows = UserSession.objects.filter(user=person, **which)
        keys = list(rows.values_list("session_key", flat=True))
        Session.objects.filter(session_key__in=keys).delete()
        rows.delete()
    return len(keys)


def _known(address: str) -> str:
    """An address that can be kept."""
    try:
        return str(ip_address(address))
    except ValueError:
        return "0.0.0.0"  # noqa: S104 - no address to listen at
