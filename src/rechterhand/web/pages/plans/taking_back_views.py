"""The newest version of a plan is taken back, and put back."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions import taking_back as actions
from rechterhand.web.actions.errors import TooLate
from rechterhand.web.data.models import PlanVersion
from rechterhand.web.look.say import say, say_later
from rechterhand.web.look.say import told as told_of
from rechterhand.web.pages.plans.places import crumbs
from rechterhand.web.pages.saving import SAVED, saved
from rechterhand.web.queries.going import going
from rechterhand.web.queries.versions import version_for


class ReasonForm(forms.Form):
    """Why it goes."""

    use_required_attribute = False
    reason = forms.CharField(
        label=say_later("plans.take_back.reason"), help_text=say_later("plans.take_back.reason.hint"), max_length=500
    )


@require_http_methods(["GET", "POST"])
def take_back(request: Guarded, project: str, number: int) -> HttpResponse:
    """What it would do, and why it is done; somebody else may have brought a newer version meanwhile."""
    version = _version(request, project, number)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    status, wrong = 200, None
    try:
        actions.refuse(version)
        if request.method == "POST":
            outcome = saved(
                form,
                lambda: actions.take_back(request.user, request.project.pk, number, form.cleaned_data["reason"]),
            )
            if outcome is SAVED:
                messages.success(request, say("plans.take_back.done", number=number))
                return redirect("plans:versions", project=project)
            status = outcome.status
    except TooLate as error:
        status, wrong = 409, error
    told = {
        "project": request.project,
        "crumbs": crumbs(request.project, Message.of("plans.take_back.of", number=number)),
        "version": version,
        "form": form,
        "wrong": wrong,
        "going": None if wrong else going(request.user, version),
    }
    return render(request, "plans/take_back.html", told, status=status)


@require_POST
def put_back(request: Guarded, project: str, number: int) -> HttpResponse:
    """It counts again."""
    _version(request, project, number)
    try:
        actions.put_back(request.user, request.project.pk, number)
    except TooLate as error:
        messages.error(request, told_of(error.message))
    else:
        messages.success(request, say("plans.put_back.done", number=number))
    return redirect("plans:versions", project=project)


def _version(request: Guarded, project: str, number: int) -> PlanVersion:
    found = version_for(request.user, project, number)
    if found is None:
        raise Http404
    return found
