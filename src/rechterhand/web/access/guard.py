"""The guard of every route: it names the action that the route does, finds its object, and lets through who may.

    @guard("plan.see")
    def versions(request: Guarded, project: str) -> HttpResponse:
        request.project   # found by the slug in the address, and seen to be reachable

Nobody is sent to sign in (programs get 401). What somebody may not see does not exist (404); what is seen but not
allowed is refused (403). What a route needs beyond its action it asks with ``allowed``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from rechterhand.errors import RechterhandError
from rechterhand.text import Message
from rechterhand.web.access.matrix import SCOPES, SIGHT, Scope
from rechterhand.web.access.permissions import allowed
from rechterhand.web.access.roles import Place
from rechterhand.web.access.second_factor import lacks_second_factor
from rechterhand.web.data.models import Person, Programme, Project, ProjectLink
from rechterhand.web.look.say import say

View = Callable[..., HttpResponseBase]
OPEN = "open"
"""The action of routes for everybody: signing in, and the first page of a fresh installation."""


OWN = "account.own"
"""What an administrator may do who has yet to set up a second factor."""


class Guarded(HttpRequest):
    """A request that passed a guard: who it is, and what it is about."""

    user: Person
    project: Project
    programme: Programme
    link: ProjectLink


class NotSignedIn(PermissionDenied):
    """A program came without a token or session."""


class SecondFactorMissing(RechterhandError):
    """An administrator without the second factor that the installation asks for."""

    code = "second_factor_missing"

    def __init__(self) -> None:
        super().__init__(Message.of("account.second_factor.missing"))


def guard(action: str) -> Callable[[View], View]:
    """Let a route through to who may do the action. The project or programme is named by the address."""
    if action != OPEN and action not in SCOPES:
        raise KeyError(f"{action} isn't an action of the matrix")

    def around(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
            if action == OPEN:
                return view(request, *arguments, **named)
            if not request.user.is_authenticated:
                return _to_the_door(request)
            try:
                check(request, action, named)
            except SecondFactorMissing as error:
                messages.warning(request, say(error.message.key))
                return redirect("mfa_index")
            return view(request, *arguments, **named)

        guarded.__dict__["action"] = action  # read by the walk over all routes
        return guarded

    return around


def _to_the_door(request: HttpRequest) -> HttpResponseBase:
    """To sign in; where nobody has an account, as after the demonstration went, to the first page."""
    if not Person.objects.exists():
        return redirect("/")
    return redirect_to_login(_page(request))


def check(request: HttpRequest, action: str, named: dict[str, Any]) -> None:
    """Find what a request is about and whether its person may do the action.

    Raises NotSignedIn for nobody, SecondFactorMissing, Http404 for what may not be seen, PermissionDenied for what may
    not be done. The API calls this itself.
    """
    if not request.user.is_authenticated:
        raise NotSignedIn
    if action != OWN and isinstance(request.user, Person) and lacks_second_factor(request.user):
        raise SecondFactorMissing
    scope = SCOPES[action]
    place = _place(scope, named)
    if place is not None:
        if not allowed(request.user, SIGHT[scope], place):
            raise Http404
        setattr(request, scope.value, place)
        if isinstance(place, ProjectLink):
            setattr(request, "programme", place.successor.programme)  # noqa: B010 - a request has no such attribute
    if not allowed(request.user, action, place):
        raise PermissionDenied


def _page(request: HttpRequest) -> str:
    """Where to go on after signing in: a page, not the address of a form, which shows none."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(came)
    return f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}"


def _place(scope: Scope, named: dict[str, Any]) -> Place | ProjectLink | None:
    """What the address names: ``project`` or ``programme`` is a slug, ``link`` the key of one in the programme."""
    found: Place | ProjectLink | None
    if scope is Scope.PROJECT:
        found = Project.objects.select_related("programme").filter(slug=named["project"]).first()
    elif scope is Scope.PROGRAMME:
        found = Programme.objects.filter(slug=named["programme"]).first()
    elif scope is Scope.LINK:
        within = {"successor__programme__slug": named["programme"], "predecessor__programme": F("successor__programme")}
        rows = ProjectLink.objects.select_related("predecessor", "successor__programme")
        found = rows.filter(pk=named["link"], **within).first()
    else:
        return None
    if found is None:
        raise Http404
    return found
