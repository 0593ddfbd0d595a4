"""``/health/live`` and ``/health/ready``, for whoever watches over this process; asked under any host name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import structlog
from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from rechterhand.web.project import hsts
from rechterhand.web.project.installation import waiting

_current: set[str] = set()
"""What was seen to be in order, which it stays for as long as this process lives: 'migrated', 'loaded'."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
log = structlog.get_logger("rechterhand.serving")


def health(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer the two addresses before anything else is done."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info not in {"/health/live", "/health/ready"}:
            return get_response(request)
        response = _told(200, alive=True) if request.path_info == "/health/live" else _ready()
        if request.is_secure() and hsts.told():
            response[hsts.NAME] = hsts.told()
        return response

    return answer


def _ready() -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        migrated = "migrated" in _current or not waiting()
    except Error:
        return _told(503, database=False)
    if migrated:
        _current.add("migrated")
    loaded = "loaded" in _current or _loads()
    return _told(200 if migrated and loaded else 503, database=True, migrated=migrated, loaded=loaded)


def _loads() -> bool:
    """Load all pages, with what computes for them."""
    try:
        import_module(settings.ROOT_URLCONF)
    except Exception:
        log.exception("pages can't be loaded")
        return False
    _current.add("loaded")
    return True


def _told(status: int, **what: bool) -> HttpResponse:
    response = JsonResponse(what, status=status)
    for name, value in HEADERS.items():
        response[name] = value
    return response
