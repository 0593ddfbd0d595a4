"""What happened to a project, as sentences with differences, and back to an older state."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.going_back import KINDS, go_back
from rechterhand.web.look.say import say
from rechterhand.web.pages.projects.place import of_project
from rechterhand.web.pages.saving import Difference, column_word, written
from rechterhand.web.queries.history import MOST, Event, history_of_project, is_cut

SIZE = 30


@dataclass(frozen=True)
class Told:
    """One change in words. ``is_now`` is the state that holds; ``back`` says that one can go back to it."""

    event: Event
    sentence: str
    by: str
    changes: tuple[Difference, ...]
    is_now: bool
    back: bool


def shown(request: Guarded) -> HttpResponse:
    """Newest first: the project itself, its promised dates and its people."""
    project = request.project
    told = of_project(request, "history")
    events = history_of_project(project.pk)
    page = Paginator(events, SIZE).get_page(request.GET.get("page"))
    now = next((one.pk for one in events if one.kind == "project"), 0)
    told |= {"is_cut": is_cut(events), "most": MOST}
    told |= {"page": page, "events": [_told(one, told["may"], now) for one in page]}
    return render(request, "projects/history.html", told)


@require_POST
def back(request: Guarded) -> HttpResponse:
    """Give the project, a date or a role its older state; what one may not change one may not set back either."""
    project = request.project
    kind, event = request.POST.get("kind", ""), request.POST.get("event", "")
    seen = request.POST.get("revision", "")
    if kind not in KINDS or not event.isdecimal() or len(event) > 18:
        raise Http404
    go_back(request.user, project, kind, int(event), int(seen) if seen.isdecimal() else None)
    messages.success(request, say("projects.history.done"))
    return redirect("projects:history", project=project.slug)


def _told(one: Event, may: dict[str, bool], now: int) -> Told:
    changes = tuple(
        Difference(column_word(each.field), written(each.field, each.before), written(each.field, each.after))
        for each in one.changes
        if each.field not in ("slug", "project", "created_at")
    )
    is_now = one.kind == "project" and one.pk == now
    right = {"project": "project_change", "committed_date": "project_tolerances", "membership": "project_members"}
    removed = one.label == "delete"
    return Told(
        one,
        say(f"projects.event.{one.kind}.{one.label}"),
        one.by or say("projects.history.installation"),
        changes,
        is_now,
        back=may[right[one.kind]] and not is_now and (one.kind == "project") != removed,
    )
