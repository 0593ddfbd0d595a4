"""Who one may be in the demonstration: as cards to choose from, and for as long as one may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from rechterhand.text import Message
from rechterhand.web.data.models import Person
from rechterhand.web.pages.links import to
from rechterhand.web.pages.work.told import STATES, STEPS
from rechterhand.web.queries.demonstration import PersonaLine, ReadingLine, demonstration_is_open, personas

OPENS = {
    "pmo": "portfolio:list",
    "project_leader": "plans:verdict",
    "programme_manager": "projects:programme",
    "pmo_lead": "projects:programme",
    "steering": "projects:overview",
    "team_member": "plans:verdict",
    "reader": "projects:overview",
}
"""The route that each opens first."""


class Personas:
    """Knows who is who of the demonstration, for as long as one may be its people without signing in."""

    def authenticate(self, request: HttpRequest | None, **told: Any) -> None:
        """Nobody signs in here: one chooses."""

    def get_user(self, pk: int) -> Person | None:
        """Who the session says that one is; nobody once the installation isn't fresh any more."""
        found = Person.objects.filter(pk=pk, is_demonstration=True, is_active=True).first()
        return found if found is not None and demonstration_is_open() else None


BACKEND = f"{__name__}.{Personas.__name__}"


@dataclass(frozen=True)
class Card:
    """Somebody to be: what they are, who they are, and what to open first."""

    key: str
    name: str
    role: Message
    about: Message
    first: Message
    is_now: bool


@dataclass(frozen=True)
class Bar:
    """How far the plans of a project are; ``value`` is the share of the newest one, as HTML writes it."""

    name: str
    words: Message
    value: str
    tally: Message
    is_done: bool


def cards(now: int | None) -> tuple[Card, ...]:
    """Everybody; ``now`` is who one is already."""
    return tuple(
        Card(
            one.key,
            one.name,
            Message.of(f"access.role.{one.role}"),
            Message.of(f"start.persona.{one.key}"),
            Message.of(f"start.persona.{one.key}.first"),
            one.pk == now,
        )
        for one in personas()
    )


def first_page(key: str) -> str:
    """What somebody opens first; the first page of all when that isn't there."""
    found = next((one for one in personas() if one.key == key), None)
    return _opened(found) if found is not None else to("start:home")


def _opened(one: PersonaLine) -> str:
    route = OPENS.get(one.key, "portfolio:list")
    if route == "portfolio:list" or not one.opens:
        return to("portfolio:list")
    return to(route, **{"programme" if route == "projects:programme" else "project": one.opens})


def bar(one: ReadingLine) -> Bar:
    """A project's plans in words."""
    words = STEPS.get(one.step, STATES[one.state]) if one.state == "running" else STATES[one.state]
    if one.state == "done":
        words = Message.of("start.look.verdict")
    return Bar(
        one.name,
        words,
        f"{one.share:.3f}" if one.state == "running" else "",
        Message.of("start.look.versions", count=one.versions, reviewed=one.reviewed),
        one.state == "done",
    )
