"""What browsers are told of https, for what is answered in front of Django's own middleware."""

from __future__ import annotations

from django.conf import settings

NAME = "Strict-Transport-Security"


def told() -> str:
    """The header's value; empty when browsers are told nothing."""
    if not settings.SECURE_HSTS_SECONDS:
        return ""
    below = "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
    listed = "; preload" if settings.SECURE_HSTS_PRELOAD else ""
    return f"max-age={settings.SECURE_HSTS_SECONDS}{below}{listed}"
