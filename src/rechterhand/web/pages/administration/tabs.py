"""The parts of the administration."""

from __future__ import annotations

from django.urls import reverse

from rechterhand.text import Message
from rechterhand.web.look.shell import Link

PARTS = {
    "people": Message.of("administration.people"),
    "unattended": Message.of("administration.unattended"),
    "happened": Message.of("administration.happened"),
    "installation": Message.of("administration.installation"),
}


def tabs(here: str) -> tuple[Link, ...]:
    """All of them, without an address where one is."""
    return tuple(Link(name, "" if one == here else reverse(f"administration:{one}")) for one, name in PARTS.items())
