"""What happened to a project or a programme, as sentences with differences, and back to an older state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.going_back import KINDS, NEEDED_OF_PARTS, go_back
from rechterhand.web.look.say import say
from rechterhand.web.pages.projects.place import of_programme, of_project
from rechterhand.web.pages.saving import Difference, difference
from rechterhand.web.queries.asked import whole
from rechterhand.web.queries.history import MOST, QUIET, Event, history_of_programme, history_of_project, is_cut
from rechterhand.web.queries.uncertain import revision_of

SIZE = 30
LINES = 12
"""Differences of one change that stand on the page; of more it says how many there are."""
WHOLE = ("project", "uncertainty")
"""Kinds of which a project has one: the newest change is how it is now. Of the others one that went can come back."""


@dataclass(frozen=True)
class Told:
    """One change in words. ``is_now`` is the state that holds; ``back`` says that one can go back to it."""

    event: Event
    sentence: str
    by: str
    changes: tuple[Difference, ...]
    more: int
    is_now: bool
    back: bool
    revision: int


def shown(request: Guarded) -> HttpResponse:
    """Newest first: the project itself, and all that belongs to it."""
    project = request.project
    told = of_project(request, "history")
    events = history_of_project(request.user, project)
    now = {kind: next((one.pk for one in events if one.kind == kind), 0) for kind in WHOLE}
    seen = {"project": project.revision, "uncertainty": revision_of(project)}
    may = {kind: told["may"][action.replace(".", "_")] for kind, action in NEEDED_OF_PARTS.items()}
    may["project"] = told["may"]["project_change"]
    told |= {"name": project.name, "back": reverse("projects:history_back", kwargs={"project": project.slug})}
    return _page(request, told, events, _Known(now, seen, may))


def of_a_programme(request: Guarded) -> HttpResponse:
    """Newest first: the programme itself, its people, and the links between its projects."""
    programme = request.programme
    told = of_programme(request, "history") | {"name": programme.name, "back": ""}
    events = history_of_programme(request.user, programme)
    now = {"programme": next((one.pk for one in events if one.kind == "programme"), 0)}
    return _page(request, told, events, _Known(now, {}, {}))


@require_POST
def back(request: Guarded) -> HttpResponse:
    """Give the project, a date, a role or the uncertainty its older state: what one may not change stays."""
    project = request.project
    kind, event = request.POST.get("kind", ""), request.POST.get("event", "")
    seen = request.POST.get("revision", "")
    if kind not in KINDS or not whole(event):
        raise Http404
    go_back(request.user, project, kind, whole(event), whole(seen) if seen.isdecimal() else None)
    messages.success(request, say("projects.history.done"))
    return redirect("projects:history", project=project.slug)


@dataclass(frozen=True)
class _Known:
    """By kind: the change that holds now, the revision that is seen, and whether one may go back."""

    now: Mapping[str, int]
    seen: Mapping[str, int]
    may: Mapping[str, bool]


def _page(request: Guarded, told: dict[str, Any], events: tuple[Event, ...], known: _Known) -> HttpResponse:
    page = Paginator(events, SIZE).get_page(request.GET.get("page"))
    told |= {"is_cut": is_cut(events), "most": MOST, "page": page, "events": [_told(one, known) for one in page]}
    return render(request, "projects/history.html", told)


def _told(one: Event, known: _Known) -> Told:
    changes = [each for each in one.changes if each.field not in QUIET or (each.field, one.kind) == _MOVED]
    sentence = say(f"projects.event.{one.kind}.{one.label}")
    is_now = one.pk == known.now.get(one.kind)
    removed = one.label == "delete"
    return Told(
        one,
        f"{sentence}: {one.about}" if one.about else sentence,
        one.by or say("projects.history.installation"),
        tuple(difference(each) for each in changes[:LINES]),
        max(0, len(changes) - LINES),
        is_now,
        back=known.may.get(one.kind, False) and not is_now and (one.kind in WHOLE) != removed,
        revision=known.seen.get(one.kind, 0),
    )


_MOVED = ("programme", "project")
"""Into another programme."""
