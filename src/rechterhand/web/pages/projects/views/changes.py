"""What people decide of a project: its tolerances and promised dates, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from rechterhand.text import Message
from rechterhand.text.writing import short_date
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.projects import Promised, set_committed_dates, set_health, set_tolerances
from rechterhand.web.look.say import language, say
from rechterhand.web.pages.projects.forms import HealthForm, PromisedForms, Tolerances
from rechterhand.web.pages.projects.place import of_project
from rechterhand.web.pages.saving import Difference, column_word, saved
from rechterhand.web.queries.portfolio import line_of, with_standing
from rechterhand.web.queries.visible import projects_of


def tolerances(request: Guarded) -> HttpResponse:
    """The room in time and money, and the dates that were promised: kept together or not at all."""
    project = request.project
    initial = {
        "time_tolerance_days": project.time_tolerance_days,
        "cost_tolerance": project.cost_tolerance,
        "revision": project.revision,
    }
    kept = [Promised(one.what, one.date, one.is_whole) for one in project.committed_dates.all()]
    dates = [asdict(one) for one in kept]
    form = Tolerances(request.POST or None, initial=initial)
    lines: Any = PromisedForms(request.POST or None, initial=dates, prefix="dates")
    told: dict[str, Any] = of_project(request, leaf=Message.of("projects.tolerances"))
    status = 200
    if request.method == "POST":

        def act() -> None:
            given = form.cleaned_data
            days, cost = given["time_tolerance_days"], given["cost_tolerance"]
            with transaction.atomic():
                row = set_tolerances(request.user, project.pk, given["revision"], days=days, cost=cost)
                set_committed_dates(request.user, project.pk, row.revision, lines.told())

        outcome = saved(form, act, lines)
        if not outcome.status:
            messages.success(request, say("projects.saved"))
            return redirect("projects:overview", project=project.slug)
        status, told["outcome"] = outcome.status, outcome
        if status == 409:
            told["outcome"] = replace(outcome, conflict=(*outcome.conflict, *_dates(lines.told(), kept)))
    return render(request, "projects/tolerances.html", told | {"form": form, "lines": lines}, status=status)


def health(request: Guarded) -> HttpResponse:
    """The colour that a person gives it, beside the computed one with its reasons."""
    project = request.project
    initial = {"health": project.health, "health_reason": project.health_reason, "revision": project.revision}
    form = HealthForm(request.POST or None, initial=initial)
    told: dict[str, Any] = of_project(request, leaf=Message.of("projects.health"))
    status = 200
    if request.method == "POST":
        outcome = saved(
            form,
            lambda: set_health(
                request.user,
                project.pk,
                form.cleaned_data["revision"],
                form.told(),
                form.cleaned_data["health_reason"],
            ),
        )
        if not outcome.status:
            messages.success(request, say("projects.saved"))
            return redirect("projects:overview", project=project.slug)
        status, told["outcome"] = outcome.status, outcome
    known = with_standing(projects_of(request.user).filter(pk=project.pk))
    told["one"] = line_of(known[0], language())
    return render(request, "projects/health.html", told | {"form": form}, status=status)


def _dates(yours: Sequence[Promised], theirs: Sequence[Promised]) -> tuple[Difference, ...]:
    """The promised dates of two people, where they differ."""
    told = [", ".join(sorted(map(_date, each))) for each in (yours, theirs)]
    differs = told[0] != told[1]
    return (Difference(say("projects.promises"), told[0] or "–", told[1] or "–"),) if differs else ()


def _date(one: Promised) -> str:
    """What is promised, when, and whether it is the end of the whole project."""
    told = f"{one.what} {short_date(one.date, language())}"
    return f"{told} ({column_word('is_whole')})" if one.is_whole else told
