"""What happens besides when somebody signs in or fails to, or changes their password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from rechterhand.web.actions.sessions import end_other_sessions, note_refusal, note_sign_in
from rechterhand.web.data.models import Person
from rechterhand.web.look.say import say


def signed_in(sender: Any, request: HttpRequest, user: Person, **_: Any) -> None:
    """Keep in which browser; what has no address didn't come from one."""
    address = request.META.get("REMOTE_ADDR", "")
    if address:
        note_sign_in(user, request.session, address, request.headers.get("User-Agent", ""))


def refused(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """A password that isn't right, or of nobody."""
    login = credentials.get("email") or credentials.get("username") or ""
    note_refusal(str(login), _address(request), "password")


def refused_code(sender: Any, request: HttpRequest, user: Person, **_: Any) -> None:
    """A code or passkey that isn't right."""
    note_refusal(user.username, _address(request), "second factor")


def _address(request: HttpRequest | None) -> str:
    return "" if request is None else request.META.get("REMOTE_ADDR", "")


def has_new_password(sender: Any, request: HttpRequest, user: Person, **_: Any) -> None:
    """Whoever had the old password is signed out."""
    note_sign_in(user, request.session, request.META.get("REMOTE_ADDR", ""), request.headers.get("User-Agent", ""))
    end_other_sessions(user, request.session.session_key)
    if user.tokens.filter(withdrawn_at=None).exists():
        messages.warning(request, say("account.tokens.stay"))
