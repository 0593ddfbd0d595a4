"""One line in the log for each request, and an id by which all lines of a request are found."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
log = structlog.get_logger("rechterhand.request")


def requests(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Tell of each request: what was asked, the answer, how long it took, and whose it was."""

    def answer(request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        number = given if GIVEN.fullmatch(given) else uuid.uuid4().hex
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=number):
            response = get_response(request)
            user = getattr(request, "user", None)
            log.log(
                40 if response.status_code >= 500 else 20,
                "request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                milliseconds=round((time.perf_counter() - started) * 1000, 1),
                person=user.pk if user is not None else None,
            )
        response[HEADER] = number
        return response

    return answer
