"""Keeps when somebody was last seen in a browser, and signs out who wasn't seen for too long."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from rechterhand.web.actions.sessions import has_idled, note_use

STREAM = "text/event-stream"
"""What a page asks for by itself, for progress: nobody is there because of it."""


def seen(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Tell of the session of who has signed in."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if has_idled(request.session):
                logout(request)
            elif STREAM not in request.headers.get("Accept", ""):
                note_use(request.session)
        return get_response(request)

    return answer
