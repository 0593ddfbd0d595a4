"""A history as a page: sentences with differences, and the way back to an older state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404

from rechterhand.web.access.guard import Guarded
from rechterhand.web.access.record import Place
from rechterhand.web.actions.going_back import go_back
from rechterhand.web.look.say import say
from rechterhand.web.pages.saving import Difference, difference
from rechterhand.web.queries.asked import whole
from rechterhand.web.queries.history import MOST, VERSION, Event, History
from rechterhand.web.queries.history_events import QUIET

SIZE = 30
LINES = 12
"""Differences of one change that stand on the page; of more it says how many there are."""


@dataclass(frozen=True)
class Line:
    """One change in words."""

    event: Event
    sentence: str
    by: str
    changes: tuple[Difference, ...]
    more: int


def shown(request: Guarded, found: History) -> dict[str, Any]:
    """What the page tells of a history."""
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    return {"is_cut": found.is_cut, "most": MOST, "page": page, "events": [_line(one, found) for one in page]}


def led_back(request: Guarded, place: Place) -> None:
    """Do what a button of the page asks: what one may not change stays."""
    event, seen = request.POST.get("event", ""), request.POST.get("revision", "")
    if not whole(event):
        raise Http404
    revision = whole(seen) if seen.isdecimal() else None
    go_back(request.user, place, request.POST.get("kind", ""), whole(event), revision)
    messages.success(request, say("projects.history.done"))


def _line(one: Event, found: History) -> Line:
    moves = "" if one.kind == VERSION else found.kinds[one.kind].moves.removesuffix("_id")
    changes = [each for each in one.changes if each.field not in QUIET or each.field == moves]
    sentence = say(f"projects.event.{one.kind}.{one.label}")
    return Line(
        one,
        f"{sentence}: {one.about}" if one.about else sentence,
        one.by or say("projects.history.installation"),
        tuple(difference(each) for each in changes[:LINES]),
        max(0, len(changes) - LINES),
    )
