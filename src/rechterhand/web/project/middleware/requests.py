"""One line in the log for each request, and an id by which all lines of a request are found."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.db import connection
from django.http import HttpRequest, HttpResponse

from rechterhand.web.project.logs import HIDDEN

HEADER = "X-Request-ID"
SECRETS = frozenset({"token", "key", "uidb36"})
"""Parts of addresses by which somebody comes in."""
GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
log = structlog.get_logger("rechterhand.request")


class Statements:
    """How often the database was asked."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Run one statement, as Django's ``execute_wrapper`` wants it."""
        self.count += 1
        return execute(sql, params, many, context)


def told_path(request: HttpRequest) -> str:
    """The address that was asked for, with what lets somebody in left out of it."""
    found = request.path
    named = request.resolver_match.kwargs if request.resolver_match else {}
    for name in SECRETS & named.keys():
        found = found.replace(str(named[name]), HIDDEN)
    return found


def requests(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Tell of each request: what was asked, the answer, how long it took in how many statements, and whose it was."""

    def answer(request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        number = given if GIVEN.fullmatch(given) else uuid.uuid4().hex
        request.request_id = number  # type: ignore[attr-defined]  # for the page of an error
        started, counted = time.perf_counter(), Statements()
        with structlog.contextvars.bound_contextvars(request_id=number), connection.execute_wrapper(counted):
            response = get_response(request)
            user = getattr(request, "user", None)
            log.log(
                40 if response.status_code >= 500 else 20,
                "request",
                method=request.method,
                path=told_path(request),
                status=response.status_code,
                milliseconds=round((time.perf_counter() - started) * 1000, 1),
                statements=counted.count,
                person=user.pk if user is not None else None,
            )
        response[HEADER] = number
        return response

    return answer
