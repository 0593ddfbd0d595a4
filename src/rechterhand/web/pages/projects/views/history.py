"""What happened to a project, as sentences with differences, and back to an older state."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rechterhand.web.access.guard import Guarded
from rechterhand.web.access.permissions import allowed
from rechterhand.web.actions.restoring import events_of, restore, state_fields
from rechterhand.web.data.models import CommittedDate, Membership, Programme, Project
from rechterhand.web.look.say import say
from rechterhand.web.pages.projects.place import of_project
from rechterhand.web.pages.saving import Difference, column_word, written
from rechterhand.web.queries.history import Event, history, history_of_parts

PARTS = ("committed_date", "membership")
SIZE = 30
NEEDED = {
    "archived_at": "project.archive",
    "time_tolerance_days": "project.tolerances",
    "cost_tolerance": "project.tolerances",
    "health": "project.health",
    "health_reason": "project.health",
    "health_by_id": "project.health",
    "health_at": "project.health",
}
"""What one must be allowed to do to set a column of a project back; the others ask for ``project.change``."""
KINDS = {"project": Project, "committed_date": CommittedDate, "membership": Membership}
NEEDED_OF_PARTS = {"committed_date": "project.tolerances", "membership": "project.members"}


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
    own = history("project", project.pk)
    events = [*own, *(one for kind in PARTS for one in history_of_parts(kind, project.pk))]
    events.sort(key=lambda one: one.at, reverse=True)
    page = Paginator(events, SIZE).get_page(request.GET.get("page"))
    now = own[0].pk if own else 0
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
    own = {"pgh_obj_id": project.pk} if kind == "project" else {"project_id": project.pk}
    found = events_of(kind).filter(pgh_id=int(event), **own).first()
    if found is None:
        raise Http404
    if not all(allowed(request.user, one, project) for one in _needed(kind, found, project)):
        raise PermissionDenied
    if kind == "project" and not _may_move(request, found.programme_id):
        raise PermissionDenied
    revision = int(seen) if kind == "project" and seen.isdecimal() else None
    restore(request.user, kind, int(event), revision)
    messages.success(request, say("projects.history.done"))
    return redirect("projects:history", project=project.slug)


def _needed(kind: str, event: object, project: Project) -> set[str]:
    if kind in NEEDED_OF_PARTS:
        return {NEEDED_OF_PARTS[kind]}
    differing = [name for name in state_fields(Project) if getattr(event, name) != getattr(project, name)]
    return {NEEDED.get(name, "project.change") for name in differing}


def _may_move(request: Guarded, programme_id: int | None) -> bool:
    """Into another programme only where one may begin projects."""
    if programme_id in (None, request.project.programme_id):
        return True
    programme = Programme.objects.filter(pk=programme_id).first()
    return programme is not None and allowed(request.user, "project.create", programme)


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
