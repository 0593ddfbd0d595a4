"""How uncertain the plan is: ranges, estimates and risks, by which its futures are drawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.uncertainty import keep_uncertainty
from rechterhand.web.look.say import say, told
from rechterhand.web.pages.plans.places import crumbs, tabs
from rechterhand.web.pages.plans.uncertainty_forms import (
    BandForm,
    EstimateForms,
    RiskForms,
    band_of,
    estimates_of,
    risks_of,
    table_of,
)
from rechterhand.web.pages.saving import saved
from rechterhand.web.queries.uncertain import uncertain

LISTED = 2_000
"""Activities that the browser can suggest; of a larger plan the number is typed."""


@require_http_methods(["GET", "POST"])
def uncertainty(request: Guarded, project: str) -> HttpResponse:
    """The table; saving it has the plan reviewed by it."""
    found = uncertain(request.project)
    given = request.POST or None
    band = BandForm(given, initial=band_of(found.table, found.revision))
    estimates = EstimateForms(given, initial=estimates_of(found.table, found.names), prefix="estimates")
    risks = RiskForms(given, initial=risks_of(found.table), prefix="risks")
    for one in (*estimates.forms, *risks.forms, estimates.empty_form):
        one.known = frozenset(found.names)
    page: dict[str, Any] = {
        "project": request.project,
        "crumbs": crumbs(request.project, Message.of("plans.uncertainty")),
        "tabs": tabs(request.project, "uncertainty"),
        "form": band,
        "estimates": estimates,
        "risks": risks,
        "listed": found.open if len(found.open) <= LISTED else (),
        "left_out": found.left_out,
    }
    status = 200
    if request.method == "POST":

        def act() -> None:
            table = table_of(band.cleaned_data, estimates.forms, risks.forms)
            try:
                keep_uncertainty(request.user, request.project.pk, band.cleaned_data["revision"], table)
            except BadInput as error:
                for one in error.problems or (error.message,):
                    band.add_error(None, told(one))

        outcome = saved(band, act, estimates, risks)
        if not outcome.status and not band.errors:
            messages.success(request, say("plans.uncertain.saved"))
            return redirect("plans:verdict", project=project)
        status, page["outcome"] = outcome.status or 422, outcome
    return render(request, "plans/uncertainty.html", page, status=status)
