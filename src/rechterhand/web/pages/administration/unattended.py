"""Places that nobody looks after any more: their names, and a way to name somebody, without sight of more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.memberships import name_pmo
from rechterhand.web.look.say import say
from rechterhand.web.look.table import columns
from rechterhand.web.pages.administration.forms import NameForm
from rechterhand.web.pages.administration.tabs import tabs
from rechterhand.web.pages.saving import saved
from rechterhand.web.queries.keepers import unattended


@require_http_methods(["GET", "POST"])
def places(request: Guarded) -> HttpResponse:
    """All of them; a form names a PMO'er for one."""
    found = unattended()
    form = NameForm(request.POST if request.method == "POST" else None, places=found, viewer=request.user)
    status = 200
    if request.method == "POST":

        def act() -> None:
            kind, slug = form.cleaned_data["place"].split(" ", 1)
            name_pmo(request.user, kind, slug, form.cleaned_data["person"])

        status = saved(form, act).status or 200
        if status == 200:
            messages.success(request, say("administration.unattended.named"))
            return redirect("administration:unattended")
    shown = {
        "places": [(one, say(f"administration.kind.{one.kind}")) for one in found],
        "form": form,
        "tabs": tabs("unattended"),
        "columns": columns(
            request.GET,
            (Message.of("administration.name"), "", ""),
            (Message.of("administration.kind"), "short", ""),
        ),
    }
    return render(request, "administration/unattended.html", shown, status=status)
