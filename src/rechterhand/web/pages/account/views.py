"""Pages of the area that are our own."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import Taken
from rechterhand.web.actions.inviting import End, accept, ended, invited_by
from rechterhand.web.actions.recovering import recover, recovered_by
from rechterhand.web.actions.tokens import make_token, withdraw_token
from rechterhand.web.data.models import Person, TokenScope
from rechterhand.web.look.say import say, told
from rechterhand.web.look.table import columns
from rechterhand.web.pages.account.forms import InvitedForm, NewToken, PasswordForm
from rechterhand.web.pages.account.own import is_apart, tabs
from rechterhand.web.pages.account.passkeys import obstacle
from rechterhand.web.queries.tokens import tokens as tokens_of

ENDS: dict[End, Message] = {
    "used": Message.of("account.over.used"),
    "expired": Message.of("account.over.expired"),
    "withdrawn": Message.of("account.over.withdrawn"),
    "renewed": Message.of("account.over.renewed"),
    "unknown": Message.of("account.over.unknown"),
}
SCOPES = {
    TokenScope.READ.value: Message.of("account.token.scope.read"),
    TokenScope.WRITE.value: Message.of("account.token.scope.write"),
    TokenScope.ADMINISTER.value: Message.of("account.token.scope.administer"),
}


class SignIn(LoginView):  # type: ignore[misc] # allauth has no types
    """Signing in: by password, by passkey where one can be used, or elsewhere."""

    def get_context_data(self, **told: Any) -> dict[str, Any]:
        """What the page needs to know besides."""
        found: dict[str, Any] = super().get_context_data(**told)
        return found | {"offers_passkeys": obstacle(self.request) is None}


@sensitive_post_parameters("password")
@never_cache
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Where an invitation leads: choose a name and a password, and be signed in."""
    end = ended(token)
    person = invited_by(token)
    if person is None:
        return render(request, "account/invitation_over.html", {"error_told": ENDS[end or "used"]}, status=410)
    if person.language and not request.user.is_authenticated:
        translation.activate(person.language)
    form = InvitedForm(request.POST or None, initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            person = accept(token, told["username"], told["password"], name=told["name"])
        except Person.DoesNotExist:
            return render(request, "account/invitation_over.html", {"error_told": ENDS["used"]}, status=410)
        except Taken:
            form.add_error("username", say("account.username.taken"))
            return render(request, "account/invited.html", {"form": form}, status=422)
        login(request, person, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("/")
    return render(request, "account/invited.html", {"form": form}, status=422 if form.errors else 200)


@sensitive_post_parameters("password")
@never_cache
def recovering(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link leads of somebody who is let in again: choose a password, and be signed in."""
    person = recovered_by(token)
    form = PasswordForm(request.POST or None, person=person)
    if person is not None and request.method == "POST" and form.is_valid():
        person = recover(token, form.cleaned_data["password"])
        if person is not None:
            login(request, person, backend="django.contrib.auth.backends.ModelBackend")
            return redirect("mfa_index")
    if person is None:
        told = {"error_told": Message.of("account.recover.over")}
        return render(request, "account/recovery_over.html", told, status=410)
    shown = {"form": form, "person": person}
    return render(request, "account/recover.html", shown, status=422 if form.errors else 200)


@never_cache
def tokens(request: Guarded) -> HttpResponse:
    """My access tokens; one that was just made is shown this once."""
    form = NewToken(request.POST or None, administers=request.user.is_administrator)
    made = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = make_token(request.user, form.told())
        except Taken as error:
            form.add_error("name", told(error.message))
        else:
            form = NewToken(administers=request.user.is_administrator)
    lines = tokens_of(request.user)
    shown = {
        "tabs": () if is_apart(request.user) else tabs("tokens"),
        "form": form,
        "made": made,
        "tokens": [(one, ", ".join(told(SCOPES[each]) for each in one.scopes)) for one in lines],
        "columns": columns(
            request.GET,
            (Message.of("account.token.name"), "", ""),
            (Message.of("account.token.scopes"), "", ""),
            (Message.of("account.token.until"), "short", ""),
            (Message.of("account.token.last_used"), "short", ""),
            (Message.of("account.token.withdraw"), "", ""),
        ),
    }
    return render(request, "account/tokens.html", shown, status=422 if form.errors else 200)


@require_POST
def withdraw(request: Guarded, token: int) -> HttpResponse:
    """From now on a token opens nothing."""
    withdraw_token(request.user, token)
    messages.success(request, say("account.token.withdrawn"))
    return redirect("account:tokens")
