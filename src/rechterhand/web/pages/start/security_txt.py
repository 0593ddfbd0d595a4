"""Where somebody writes who found a weakness (RFC 9116)."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

HOLDS = timedelta(days=180)
"""How long what is said may be believed: anew with each answer."""
ADDRESS = "/.well-known/security.txt"


def shown(request: HttpRequest) -> HttpResponse:
    """The address that the installation names; there is no such page where it names none."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    until = (timezone.now() + HOLDS).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = (
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {until}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.PUBLIC_ADDRESS.rstrip('/')}{ADDRESS}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
