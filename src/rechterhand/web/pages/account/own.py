"""My account: how I am called, where mail goes, and in which language and colours I see the workbench."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.people import Self, change_self, confirm_address, may_change_address
from rechterhand.web.data.models import Person
from rechterhand.web.look.say import say
from rechterhand.web.look.shell import Link
from rechterhand.web.pages.account.forms import SelfForm
from rechterhand.web.pages.saving import SAVED, saved


@never_cache
def shown(request: Guarded) -> HttpResponse:
    """The form, and what becomes of it."""
    person = request.user
    if is_apart(person):
        return redirect("start:home")
    first = {
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "revision": person.revision,
    }
    form = SelfForm(request.POST or None, initial=first, may_change_address=may_change_address())
    outcome = SAVED
    if request.method == "POST":
        outcome = saved(form, lambda: _changed(request, form))
        if not outcome.status:
            return redirect("account:own")
    told = {"form": form, "tabs": tabs("own"), "outcome": outcome}
    return render(request, "account/own.html", told, status=outcome.status or 200)


@never_cache
def confirmed(request: Guarded, token: str) -> HttpResponse:
    """Where the letter to a new address leads."""
    if not confirm_address(request.user, token):
        return render(request, "account/address_over.html", status=410)
    messages.success(request, say("account.address.changed"))
    return redirect("account:own")


def tabs(here: str) -> tuple[Link, ...]:
    """The parts of one's account."""
    parts = (
        ("own", "account:own", Message.of("account.own")),
        ("security", "mfa_index", Message.of("account.security")),
        ("tokens", "account:tokens", Message.of("account.tokens")),
    )
    return tuple(Link(words, "" if name == here else reverse(route)) for name, route, words in parts)


def provider_name() -> str:
    """The name of the identity provider; nothing without one."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", ())
    return str(apps[0]["name"]) if apps else ""


def is_apart(person: Person) -> bool:
    """Whether somebody has no account of their own: a guest, or one of the demonstration."""
    return person.is_guest or person.is_demonstration


def _changed(request: Guarded, form: SelfForm) -> None:
    found = form.cleaned_data
    told = Self(found["name"], found.get("email", request.user.email), found["language"])
    asked = change_self(request.user, found["revision"], told)
    translation.activate(found["language"] or translation.get_language())
    messages.success(request, say("account.address.asked", address=told.email) if asked else say("account.own.saved"))
