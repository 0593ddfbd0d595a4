"""Requests with a NUL in them are refused at the door: no browser sends one, and no column of the database takes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from rechterhand.web.project.errors import refused
from rechterhand.web.project.middleware.errors import API, shown, spoken


class plain:  # noqa: N801 - named as the middleware functions beside it
    """Looks at the address and the fields of forms; the API has a rule for each of its own."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: Any, named: Any
    ) -> HttpResponse | None:
        """Refuse it, once it is known that its form isn't forged."""
        if request.path.startswith(API):
            return None
        told = "\0" in request.path or _holds(request.GET) or (request.method == "POST" and _holds(request.POST))
        return shown(request, refused(400, spoken())) if told else None


def _holds(told: QueryDict) -> bool:
    """Whether a name or a value has one."""
    return any("\0" in one for name, values in told.lists() for one in (name, *values))
