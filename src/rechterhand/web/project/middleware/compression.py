"""Pages and JSON go compressed, with padding of a random length: what a page repeats can't be guessed by its size."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

SHRINKS = ("text/html", "text/csv", "text/plain", "application/json", "application/problem+json", "image/svg+xml")
"""Files of plans and reports are compressed already; streams of events have to come as they happen."""


def compression(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Compress what becomes smaller by it, where the browser takes that."""
    gate = GZipMiddleware(lambda _: HttpResponse())

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        return response if response.streaming or kind not in SHRINKS else gate.process_response(request, response)

    return answer
