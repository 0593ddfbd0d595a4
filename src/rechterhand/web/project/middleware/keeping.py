"""Answers are for the one who asked: nothing between keeps them, and the browser asks again before it shows one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

FOR_ONE = "private, no-cache"


def keeping(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Say so wherever a page doesn't say anything stricter."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", FOR_ONE)
        return response

    return answer
