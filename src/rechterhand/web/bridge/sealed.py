"""Passwords of files on their way to the job that reads them: sealed with the installation's own key."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.crypto import salted_hmac


def sealed(password: str) -> str:
    """What only this installation can open; empty for no password."""
    return _key().encrypt(password.encode()).decode() if password else ""


def unsealed(told: str) -> str | None:
    """The password; None when there is none, or the installation has another key by now."""
    try:
        return _key().decrypt(told.encode()).decode() if told else None
    except InvalidToken:
        return None


def _key() -> Fernet:
    made = salted_hmac("rechterhand.sealed", "password of a file", secret=settings.SECRET_KEY, algorithm="sha256")
    return Fernet(base64.urlsafe_b64encode(made.digest()))
