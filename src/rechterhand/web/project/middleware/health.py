"""``/health/live`` and ``/health/ready``, for whoever watches over this process; asked under any host name."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from rechterhand.web.project.installation import waiting

_current: set[str] = set()
"""Holds 'yes' once the migrations were seen to be applied, which they stay for as long as this process lives."""


def health(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer the two addresses before anything else is done."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info == "/health/live":
            return _told(200, alive=True)
        if request.path_info == "/health/ready":
            return _ready()
        return get_response(request)

    return answer


def _ready() -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        current = bool(_current) or not waiting()
    except DatabaseError:
        return _told(503, database=False)
    if current:
        _current.add("yes")
    return _told(200 if current else 503, database=True, migrated=current)


def _told(status: int, **what: bool) -> HttpResponse:
    response = JsonResponse(what, status=status)
    response["Cache-Control"] = "no-store"
    return response
