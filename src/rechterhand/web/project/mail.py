"""How mail is sent: by the server that the environment names; without one nothing is."""

from __future__ import annotations

from email.utils import parseaddr
from typing import Any

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.web.project.environment import number_of, text_of

PATIENCE = 20
"""Seconds that the server may take to answer."""


def mail() -> dict[str, Any]:
    """Django's settings of mail. Raises BadInput when they don't fit together."""
    host, sender = text_of("RECHTERHAND_SMTP_HOST"), text_of("RECHTERHAND_MAIL_FROM")
    user, password = text_of("RECHTERHAND_SMTP_USER"), text_of("RECHTERHAND_SMTP_PASSWORD")
    if host and "@" not in parseaddr(sender)[1]:
        raise BadInput(Message.of("settings.mail_from"), where={"setting": "RECHTERHAND_MAIL_FROM"})
    if bool(user) != bool(password):
        raise BadInput(Message.of("settings.smtp_user"), where={"setting": "RECHTERHAND_SMTP_USER"})
    safety = text_of("RECHTERHAND_SMTP_SAFETY")
    return {
        "EMAIL_BACKEND": f"django.core.mail.backends.{'smtp' if host else 'dummy'}.EmailBackend",
        "EMAIL_HOST": host,
        "EMAIL_PORT": number_of("RECHTERHAND_SMTP_PORT"),
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_TLS": safety == "starttls",
        "EMAIL_USE_SSL": safety == "tls",
        "EMAIL_TIMEOUT": PATIENCE,
        "EMAIL_SUBJECT_PREFIX": "",
        "DEFAULT_FROM_EMAIL": sender or "rechterhand@localhost",
    }
