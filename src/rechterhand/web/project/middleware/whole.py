"""Who signs in or out gets a whole new page: htmx changes what is inside the body, never the body itself.

On it stand the token that forms are sent with and where events come from, and both are another's from then on.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def whole(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let the browser itself go where an answer leads that came to somebody else than asked."""

    def answer(request: HttpRequest) -> HttpResponse:
        before = _whose(request)
        response = get_response(request)
        leads = response.headers.get("Location", "") if 300 <= response.status_code < 400 else ""
        if not leads or "HX-Request" not in request.headers or _whose(request) == before:
            return response
        going = HttpResponse(status=204, headers={"HX-Redirect": leads})
        going.cookies = response.cookies
        return going

    return answer


def _whose(request: HttpRequest) -> tuple[object, object]:
    """Who asks, and the secret in the tokens of their forms."""
    return request.user.pk, request.META.get("CSRF_COOKIE")
