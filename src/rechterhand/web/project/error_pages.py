"""Pages and problem documents for what Django itself refuses: bad requests, what isn't there, mistakes."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse

from rechterhand.text import Message, render
from rechterhand.web.project.errors import Problem
from rechterhand.web.project.middleware.errors import shown, spoken

TITLES = {
    400: ("bad_request", Message.of("workbench.http.400"), Message.of("workbench.http.400.hint")),
    401: ("not_signed_in", Message.of("workbench.http.401"), Message.of("workbench.http.401.hint")),
    403: ("not_allowed", Message.of("workbench.http.403"), Message.of("workbench.http.403.hint")),
    404: ("not_found", Message.of("workbench.http.404"), Message.of("workbench.http.404.hint")),
    429: ("too_often", Message.of("workbench.http.429"), Message.of("workbench.http.429.hint")),
    500: ("unexpected", Message.of("workbench.http.500"), Message.of("workbench.http.500.hint")),
}


def refused(status: int) -> Problem:
    """What a status says, in the language of the request."""
    code, title, hint = TITLES[status]
    return Problem(status=status, code=code, title=render(title, spoken()), hint=render(hint, spoken()))


def _page(status: int, request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return shown(request, refused(status))


bad_request = partial(_page, 400)
forbidden = partial(_page, 403)
not_found = partial(_page, 404)
mistake = partial(_page, 500)
