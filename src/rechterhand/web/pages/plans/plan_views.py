"""The latest version itself: as bars on a time axis, and as a sheet."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.pages.plans.places import crumbs, tabs
from rechterhand.web.pages.rows import sent_rows
from rechterhand.web.queries.grid import grid
from rechterhand.web.queries.path import critical_part, whole_plan
from rechterhand.web.queries.promise import promised_until
from rechterhand.web.queries.versions import version_for

ISLANDS = {"gantt": "gantt", "sheet": "grid"}
"""What draws each page."""


def path(request: Guarded, project: str, number: int) -> HttpResponse:
    """The critical and near-critical part of a version as the Gantt reads it; no rows for one that isn't the latest."""
    version = version_for(request.user, project, number)
    if version is None:
        raise Http404
    found = critical_part(version, promised_until(version))
    return sent_rows(request, {"rows": [], "links": []} if found is None else found.as_json())


def gantt(request: Guarded, project: str) -> HttpResponse:
    """The whole plan as bars."""
    return _page(request, "gantt")


def sheet(request: Guarded, project: str) -> HttpResponse:
    """The whole plan as a sheet."""
    return _page(request, "sheet")


def _page(request: Guarded, here: str) -> HttpResponse:
    name = Message.of(f"plans.{here}")
    told = {
        "project": request.project,
        "crumbs": crumbs(request.project, name),
        "name": name,
        "island": ISLANDS[here],
        "rows": reverse(f"plans:{here}_rows", kwargs={"project": request.project.slug}),
        "tabs": tabs(request, here),
        "version": version_for(request.user, request.project.slug),
    }
    return render(request, "plans/plan_itself.html", told)


def gantt_rows(request: Guarded, project: str) -> HttpResponse:
    """What the Gantt draws; no rows before there is a plan."""
    version = version_for(request.user, project)
    found = None if version is None else whole_plan(version, promised_until(version))
    return sent_rows(request, {"rows": [], "links": []} if found is None else found.as_json())


def sheet_rows(request: Guarded, project: str) -> HttpResponse:
    """What the sheet shows; no rows before there is a plan."""
    return sent_rows(request, grid(version_for(request.user, project)))
