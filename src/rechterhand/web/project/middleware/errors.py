"""Errors of our family become pages, or problem documents for programs."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language

from rechterhand.errors import RechterhandError
from rechterhand.text import Language
from rechterhand.web.project.errors import TEMPLATE, Problem, problem

API = "/api/"


class errors:  # noqa: N801 - named as the middleware functions beside it
    """Shows what was raised while a request was answered."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show an error of ours; others are for Django."""
        return shown(request, problem(error, spoken())) if isinstance(error, RechterhandError) else None


def spoken() -> Language:
    """The language of the request."""
    return "nl" if (get_language() or "").startswith("nl") else "en"


def shown(request: HttpRequest, found: Problem) -> HttpResponse:
    """A page, or a problem document where a program asked."""
    if request.path.startswith(API):
        return JsonResponse(found.document(), status=found.status, content_type="application/problem+json")
    return render(request, TEMPLATE, {"problem": found}, status=found.status)
