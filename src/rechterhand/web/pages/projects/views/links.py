"""Links between the projects of a programme: add one, change it, remove it; and look at the projects together."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import Unfit
from rechterhand.web.actions.links import add_link, change_link, look_together, remove_link
from rechterhand.web.look.say import say
from rechterhand.web.pages.projects.link_forms import SIDES, ChangedLink, NewLink
from rechterhand.web.pages.projects.place import of_programme
from rechterhand.web.pages.saving import saved
from rechterhand.web.queries.asked import whole
from rechterhand.web.queries.project_links import activities_like, link_line, projects_to_link


def add(request: Guarded) -> HttpResponse:
    """Tie an activity of one project to one of another."""
    programme = request.programme
    projects = projects_to_link(request.user, programme)
    form = NewLink(request.POST or None, projects=projects, programme=programme)
    status = 200
    if request.method == "POST":
        outcome = saved(form, lambda: add_link(request.user, programme.pk, form.ends(), form.hold()))
        if not outcome.status:
            messages.success(request, say("projects.link.added"))
            return redirect("projects:programme", programme=programme.slug)
        status = outcome.status
    told = of_programme(request, leaf=Message.of("projects.link.add"))
    return render(
        request,
        "projects/link_new.html",
        told | {"form": form, "sides": SIDES, "can": len(projects) > 1},
        status=status,
    )


@require_GET
def activities(request: Guarded) -> HttpResponse:
    """Activities like what is being written, of the project that was chosen beside it."""
    side = request.GET.get("side", "")
    chosen = request.GET.get(side, "") if side in SIDES else ""
    projects = projects_to_link(request.user, request.programme)
    project = projects.filter(pk=whole(chosen)).first()
    found = () if project is None else activities_like(project, request.GET.get(f"{side}_activity", ""))
    return render(request, "projects/link_options.html", {"found": found})


def change(request: Guarded) -> HttpResponse:
    """Another type or lag."""
    one = request.link
    initial = {"type": one.type, "lag_days": f"{one.lag_days:g}", "revision": one.revision}
    form = ChangedLink(request.POST or None, initial=initial)
    told: dict[str, Any] = of_programme(request, leaf=Message.of("projects.link.change"))
    status = 200
    if request.method == "POST":
        outcome = saved(form, lambda: change_link(request.user, one.pk, form.cleaned_data["revision"], form.hold()))
        if not outcome.status:
            messages.success(request, say("projects.saved"))
            return redirect("projects:programme", programme=request.programme.slug)
        status, told["outcome"] = outcome.status, outcome
    shown = link_line(request.user, request.programme, one.pk)
    told |= {"form": form, "one": shown, "revision": str(one.revision)}
    return render(request, "projects/link_change.html", told, status=status)


@require_POST
def remove(request: Guarded) -> HttpResponse:
    """It goes; a change meanwhile is told."""
    one = request.link
    seen = request.GET.get("revision", "")
    remove_link(request.user, one.pk, whole(seen, one.revision))
    messages.success(request, say("projects.link.removed"))
    return redirect("projects:programme", programme=request.programme.slug)


@require_POST
def review(request: Guarded) -> HttpResponse:
    """Look at the projects together now."""
    try:
        look_together(request.user, request.programme.pk)
    except Unfit:
        messages.warning(request, say("records.link.none"))
    return redirect("projects:programme", programme=request.programme.slug)
