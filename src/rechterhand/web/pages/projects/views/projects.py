"""A project: begin one, look at it, change what it is, put it away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.plans import LARGEST
from rechterhand.web.actions.projects import archive_project, change_project, create_project
from rechterhand.web.actions.removing import remove_archived
from rechterhand.web.data.models import Project
from rechterhand.web.look.say import language, say
from rechterhand.web.look.shell import Link
from rechterhand.web.pages.links import to
from rechterhand.web.pages.projects.forms import AboutProject, ChangedProject
from rechterhand.web.pages.projects.gauges import gauges
from rechterhand.web.pages.projects.place import of_project
from rechterhand.web.pages.saving import put_away, removed, saved
from rechterhand.web.queries.overview import overview as overview_of
from rechterhand.web.queries.programmes import may_leave, programmes_to_be_in, programmes_to_begin_in


def new(request: Guarded) -> HttpResponse:
    """Begin a project; whoever does is PMO'er of it."""
    programmes = programmes_to_begin_in(request.user)
    initial = {"programme": programmes.filter(slug=request.GET.get("programme", "")).first()}
    form = AboutProject(request.POST or None, programmes=programmes, initial=initial)
    status = 200
    if request.method == "POST":
        made: list[Project] = []
        outcome = saved(form, lambda: made.append(create_project(request.user, form.told())))
        if made:
            messages.success(request, say("projects.made"))
            return redirect("projects:overview", project=made[0].slug)
        status = outcome.status
    told = {"form": form, "crumbs": (Link(Message.of("projects.title"), to("projects:list")),)}
    return render(request, "projects/new.html", told, status=status)


def overview(request: Guarded) -> HttpResponse:
    """How it stands and why, where it goes, what holds it up, what comes next."""
    slug = request.project.slug
    found = overview_of(request.user, slug, language())
    if found is None:
        raise Http404
    told = of_project(request, "overview") | {
        "found": found,
        "one": found.line,
        "gauges": gauges(found),
        "verdict_url": to("plans:verdict", project=slug),
        "upload_url": to("plans:upload", project=slug),
        "most": LARGEST,
        "megabytes": LARGEST >> 20,
    }
    told["jobs"] = [(one, say(f"records.job.{one.kind}"), say(f"records.job_state.{one.state}")) for one in found.jobs]
    once = {(one.person_id, one.role): one for one in found.members}  # by the project and by its programme
    told["people"] = [(one, say(f"access.role.{one.role}")) for one in once.values()]
    return render(request, "projects/overview.html", told)


def change(request: Guarded) -> HttpResponse:
    """What it is called, where it belongs, how it is run."""
    project = request.project
    programmes = programmes_to_be_in(request.user, project)
    form = ChangedProject(
        request.POST or None, programmes=programmes, leaves=may_leave(request.user, project), initial=_initial(project)
    )
    told: dict[str, Any] = of_project(request, leaf=Message.of("projects.change"))
    status = 200
    if request.method == "POST":
        outcome = saved(
            form, lambda: change_project(request.user, project.pk, form.cleaned_data["revision"], form.told())
        )
        if not outcome.status:
            messages.success(request, say("projects.saved"))
            return redirect("projects:overview", project=project.slug)
        status, told["outcome"] = outcome.status, outcome
    return render(
        request, "projects/change.html", told | {"form": form, "revision": str(project.revision)}, status=status
    )


@require_POST
def archive(request: Guarded) -> HttpResponse:
    """Put it away, or take it back: what one saw decides, and a change meanwhile is told."""
    put_away(request, request.project, archive_project)
    return redirect("projects:overview", project=request.project.slug)


@require_POST
def remove(request: Guarded) -> HttpResponse:
    """Remove it wholly, once it is archived; the name typed again is the confirmation."""
    row = request.project
    gone = removed(request, row, remove_archived)
    return redirect("projects:list") if gone else redirect("projects:change", project=row.slug)


def _initial(project: Project) -> dict[str, object]:
    return {
        "name": project.name,
        "number": project.number,
        "programme": project.programme,
        "phase": project.phase,
        "method": project.method,
        "unit": project.unit,
        "tags": ", ".join(project.tags),
        "revision": project.revision,
    }
