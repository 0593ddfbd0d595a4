"""Keeps when somebody was last seen in a browser, for the list of where they are signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from rechterhand.web.actions.sessions import note_use


def seen(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Tell of the session of who has signed in."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            note_use(request.session)
        return get_response(request)

    return answer
