"""Errors of our family become pages, or problem documents for programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from rechterhand.errors import RechterhandError
from rechterhand.text import Language
from rechterhand.web.access.guard import NotSignedIn
from rechterhand.web.actions.errors import Conflict
from rechterhand.web.pages.saving import Outcome, conflicting
from rechterhand.web.project.errors import TEMPLATE, Problem, problem, refused

API = "/api/"


class Encoder(DjangoJSONEncoder):
    """Values of columns as JSON."""

    def default(self, o: Any) -> Any:
        """Whatever has no form of its own is a text."""
        try:
            return super().default(o)
        except TypeError:
            return str(o)


class errors:  # noqa: N801 - named as the middleware functions beside it
    """Shows what was raised while a request was answered."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request; a method that an address doesn't know is told too."""
        response = self.get_response(request)
        if response.status_code == 405 and (request.path.startswith(API) or not response.content):
            told = shown(request, refused(405, spoken()))
            told["Allow"] = response["Allow"]
            return told
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show an error of ours; others are for Django."""
        if isinstance(error, NotSignedIn):
            return shown(request, refused(401, spoken()))
        if not isinstance(error, RechterhandError):
            return None
        outcome = conflicting(error) if isinstance(error, Conflict) and not request.path.startswith(API) else None
        return shown(request, problem(error, spoken()), outcome)


def spoken() -> Language:
    """The language of the request."""
    return "nl" if (get_language() or "").startswith("nl") else "en"


def shown(request: HttpRequest, found: Problem, outcome: Outcome | None = None) -> HttpResponse:
    """A page, with both versions where two people changed the same; or a problem document where a program asked."""
    response: HttpResponse
    if found.status >= 500:
        found = replace(found, request_id=getattr(request, "request_id", ""))
    if request.path.startswith(API):
        form = "application/problem+json"
        response = JsonResponse(found.document(), encoder=Encoder, status=found.status, content_type=form)
    else:
        told = {"problem": found, "outcome": outcome, "back": _back(request)}
        response = render(request, TEMPLATE, told, status=found.status)
    for name, value in found.headers.items():
        response[name] = value
    return response


def _back(request: HttpRequest) -> str:
    """The page of ours that somebody came from, unless it is this one."""
    came = request.headers.get("Referer", "")
    try:
        here = request.get_host()
    except DisallowedHost:  # which is what this page says
        return ""
    if not url_has_allowed_host_and_scheme(came, {here}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(came)
    return "" if parts.path in ("", request.path) else f"{parts.path}{'?' * bool(parts.query)}{parts.query}"
