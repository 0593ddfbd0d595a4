"""How uncertain the plan is: ranges, estimates and risks, by which its futures are drawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.uncertainty import keep_uncertainty
from rechterhand.web.bridge.uncertain import Estimate, Table
from rechterhand.web.look.say import say, told
from rechterhand.web.look.table import columns
from rechterhand.web.pages.plans.picking import listed
from rechterhand.web.pages.plans.places import crumbs, tabs
from rechterhand.web.pages.plans.uncertainty_forms import (
    MOST,
    BandForm,
    EstimateForms,
    RiskForms,
    band_of,
    estimates_of,
    risks_of,
    table_of,
)
from rechterhand.web.pages.saving import saved
from rechterhand.web.queries.figures import Basis
from rechterhand.web.queries.uncertain import Uncertain, uncertain, with_estimates_of_file

SIZE = 50
"""Estimates of the file on one page."""
HEADS = (
    (Message.of("plans.uncertain.activity"), "", ""),
    (Message.of("plans.uncertain.low"), "digits", ""),
    (Message.of("plans.uncertain.between"), "digits", ""),
    (Message.of("plans.uncertain.high"), "digits", ""),
    (Message.of("plans.uncertain.change_own"), "", ""),
)


@require_http_methods(["GET", "POST"])
def uncertainty(request: Guarded, project: str) -> HttpResponse:
    """The table; saving it has the plan reviewed by it. ``change`` takes an estimate of the file into the table."""
    found = with_estimates_of_file(uncertain(request.project), request.project)
    given = request.POST or None
    own = [*estimates_of(found.table, found.meant), *_taken(request, found)]
    band = BandForm(given, initial=band_of(found.table, found.revision))
    estimates = EstimateForms(given, initial=own, prefix="estimates")
    risks = RiskForms(given, initial=risks_of(found.table, found.meant), prefix="risks")
    for one in (band, *estimates.forms, *risks.forms, estimates.empty_form, risks.empty_form):
        one.known = found.meant
    page: dict[str, Any] = {
        "project": request.project,
        "crumbs": crumbs(request.project, Message.of("plans.uncertainty")),
        "tabs": tabs(request, "uncertainty"),
        "form": band,
        "estimates": estimates,
        "risks": risks,
        "offered": listed(found.open),
        "left_out": found.left_out,
        "too_many": MOST if _too_many(found.table) else 0,
        "heads": columns(request.GET, *HEADS),
        **_of_file(request, found),
    }
    status = 200
    if request.method == "POST":
        outcome = saved(
            band, lambda: _keep(request, found, (band, estimates, risks)), estimates, risks, names=found.names
        )
        if not outcome.status and not band.errors:
            messages.success(request, say("plans.uncertain.saved"))
            return redirect("plans:verdict", project=project)
        status, page["outcome"] = outcome.status or 422, outcome
    return render(request, "plans/uncertainty.html", page, status=status)


def _keep(request: Guarded, found: Uncertain, forms: tuple[Any, Any, Any]) -> None:
    """Keep what the forms say; what can't be kept is said at the form."""
    band, estimates, risks = forms
    table = table_of(band.cleaned_data, estimates.forms, risks.forms, band.cleaned_data["pasted"])
    if _too_many(table) or _too_many(found.table):
        band.add_error(None, say("plans.uncertain.too_many", count=MOST))
        return
    try:
        keep_uncertainty(request.user, request.project.pk, band.cleaned_data["revision"], table)
    except BadInput as error:
        for one in error.problems or (error.message,):
            band.add_error(None, told(one))


def _too_many(table: Table) -> bool:
    """Whether it holds more than a form takes: a part of it would be lost."""
    return max(len(table.estimates), len(table.risks)) > MOST


def _taken(request: Guarded, found: Uncertain) -> list[dict[str, Any]]:
    """The estimate of the file that somebody wants to change, as a line of the table."""
    asked = request.GET.get("change", "")
    chosen = [one for one in found.of_file if str(one.activity_id) == asked]
    return estimates_of(Table(estimates=tuple(chosen)), found.meant)


def _of_file(request: Guarded, found: Uncertain) -> dict[str, Any]:
    """The estimates of the file itself: read only, until one is changed here."""
    page = Paginator(found.of_file, SIZE).get_page(request.GET.get("page"))
    basis = None if found.version is None else Basis.of(found.version)
    rows = [] if basis is None else [_row(one, found, basis) for one in page]
    return {"of_file": rows, "page": page, "of_file_count": len(found.of_file)}


def _row(one: Estimate, found: Uncertain, basis: Basis) -> dict[str, Any]:
    points = (one.low_days, one.likely_days, one.high_days)
    told_of = Message.of("records.formula.of_file")
    figures = [basis.figure(days, "working_days", told_of, digits=1) for days in points]
    return {"key": str(one.activity_id), "activity": found.meant.label(one.activity_id), "figures": figures}
