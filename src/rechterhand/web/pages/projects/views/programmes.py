"""Programmes: begin one, look at it, change it, put it away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.programmes import archive_programme, change_programme, create_programme, remove_programme
from rechterhand.web.data.models import Person, Programme
from rechterhand.web.look.health import NAMES
from rechterhand.web.look.say import language, say
from rechterhand.web.look.shell import Link
from rechterhand.web.look.table import columns
from rechterhand.web.pages.links import to
from rechterhand.web.pages.projects.forms import ChangedProgramme, NewProgramme
from rechterhand.web.pages.projects.place import of_programme
from rechterhand.web.pages.projects.together import shown_together
from rechterhand.web.pages.saving import put_away, removed, saved
from rechterhand.web.queries.programmes import programme_page


def new(request: Guarded) -> HttpResponse:
    """Begin a programme, with its PMO'er: whoever begins it sees nothing of it, unless that is who they name."""
    form = NewProgramme(request.POST or None, viewer=request.user)
    status = 200
    if request.method == "POST":
        made: list[Programme] = []
        outcome = saved(
            form, lambda: made.append(create_programme(request.user, form.told(), pmo=form.cleaned_data["pmo"]))
        )
        if made:
            pmo: Person = form.cleaned_data["pmo"]
            messages.success(request, say("projects.programme.made", name=made[0].name, owner=str(pmo)))
            own = pmo.pk == request.user.pk
            return redirect("projects:programme", programme=made[0].slug) if own else redirect("projects:list")
        status = outcome.status
    told = {"form": form, "crumbs": (Link(Message.of("projects.title"), to("projects:list")),)}
    return render(request, "projects/programme_new.html", told, status=status)


def shown(request: Guarded) -> HttpResponse:
    """Its projects, how they stand together, and what costs them most."""
    told = of_programme(request, "programme")
    found = programme_page(request.user, request.programme, language())
    told |= {
        "found": found,
        "states": [(one, found.states[one]) for one in NAMES if found.states.get(one)],
        "people": [(one, say(f"access.role.{one.role}")) for one in found.members],
        "columns": columns(
            request.GET,
            (Message.of("records.column.project"), "", ""),
            (Message.of("projects.health"), "", ""),
            (Message.of("projects.p80"), "short", ""),
            (Message.of("projects.committed"), "short", ""),
            (Message.of("projects.late"), "digits", ""),
            (Message.of("projects.trend"), "", ""),
        ),
    }
    return render(request, "projects/programme.html", told | shown_together(request))


def change(request: Guarded) -> HttpResponse:
    """What it is called."""
    programme = request.programme
    initial = {name: getattr(programme, name) for name in ("name", "number", "unit", "revision")}
    form = ChangedProgramme(request.POST or None, initial=initial)
    told: dict[str, Any] = of_programme(request, leaf=Message.of("projects.change"))
    told["is_empty"] = not programme.projects.exists()
    status = 200
    if request.method == "POST":
        outcome = saved(
            form, lambda: change_programme(request.user, programme.pk, form.cleaned_data["revision"], form.told())
        )
        if not outcome.status:
            messages.success(request, say("projects.saved"))
            return redirect("projects:programme", programme=programme.slug)
        status, told["outcome"] = outcome.status, outcome
    return render(
        request,
        "projects/programme_change.html",
        told | {"form": form, "revision": str(programme.revision)},
        status=status,
    )


@require_POST
def archive(request: Guarded) -> HttpResponse:
    """Put it away, or take it back."""
    put_away(request, request.programme, archive_programme)
    return redirect("projects:programme", programme=request.programme.slug)


@require_POST
def remove(request: Guarded) -> HttpResponse:
    """Remove it, once it has no project any more; the name typed again is the confirmation."""
    row = request.programme
    gone = removed(request, row, remove_programme)
    return redirect("projects:list") if gone else redirect("projects:programme_change", programme=row.slug)
