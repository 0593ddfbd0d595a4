"""Pages of the area that are our own."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from rechterhand.web.actions.inviting import accept, invited_by
from rechterhand.web.pages.account.forms import InvitedForm


@sensitive_post_parameters("password")
@never_cache
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Where an invitation leads: choose a name and a password, and be signed in."""
    person = invited_by(token)
    if person is None:
        return render(request, "account/invitation_over.html", status=410)
    form = InvitedForm(request.POST or None, initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        person = accept(token, told["username"], told["password"], name=told["name"])
        login(request, person, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("/")
    return render(request, "account/invited.html", {"form": form}, status=422 if form.errors else 200)
