"""What happens besides when somebody signs in, or changes their password."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from rechterhand.web.actions.sessions import end_other_sessions, note_sign_in
from rechterhand.web.data.models import Person


def signed_in(sender: Any, request: HttpRequest, user: Person, **_: Any) -> None:
    """Keep in which browser; what has no address didn't come from one."""
    address = request.META.get("REMOTE_ADDR", "")
    if address:
        note_sign_in(user, request.session, address, request.headers.get("User-Agent", ""))


def has_new_password(sender: Any, request: HttpRequest, user: Person, **_: Any) -> None:
    """Whoever had the old password is signed out."""
    note_sign_in(user, request.session, request.META.get("REMOTE_ADDR", ""), request.headers.get("User-Agent", ""))
    end_other_sessions(user, request.session.session_key)
