"""What happened to a project or a programme, as sentences with differences, and back to an older state."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rechterhand.web.access.guard import Guarded
from rechterhand.web.pages import history
from rechterhand.web.pages.projects.place import of_programme, of_project
from rechterhand.web.queries.history import history_of_programme, history_of_project


def shown(request: Guarded) -> HttpResponse:
    """Newest first: the project itself, and all that belongs to it."""
    project = request.project
    told = of_project(request, "history") | history.shown(request, history_of_project(request.user, project))
    told |= {"name": project.name, "back": reverse("projects:history_back", kwargs={"project": project.slug})}
    return render(request, "projects/history.html", told)


def of_a_programme(request: Guarded) -> HttpResponse:
    """Newest first: the programme itself, its people, and the links between its projects."""
    programme = request.programme
    told = of_programme(request, "history") | history.shown(request, history_of_programme(request.user, programme))
    back = reverse("projects:programme_history_back", kwargs={"programme": programme.slug})
    return render(request, "projects/history.html", told | {"name": programme.name, "back": back})


@require_POST
def back(request: Guarded) -> HttpResponse:
    """Give the project, or a part of it, its older state."""
    history.led_back(request, request.project)
    return redirect("projects:history", project=request.project.slug)


@require_POST
def back_in_programme(request: Guarded) -> HttpResponse:
    """Give the programme, a role in it or a link its older state."""
    history.led_back(request, request.programme)
    return redirect("projects:programme_history", programme=request.programme.slug)
