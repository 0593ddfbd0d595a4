"""Who comes in: the gate that every address of the API stands behind.

Who asks, how often, whether the token is good for it, whether the person may do it: in this order, before anything of
the request's body is read. On the way out every JSON answer gets its entity tag.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from rechterhand.web.access.fresh import is_fresh
from rechterhand.web.access.guard import check
from rechterhand.web.access.rates import FAILED_A_MINUTE, requests_a_minute, seconds_to_wait
from rechterhand.web.access.tokens import READING, scope_of, token_that_holds
from rechterhand.web.api.entity_tags import answered, tagged
from rechterhand.web.api.errors import Forged, NotFresh, ScopeMissing, TokenRefused, TooOften
from rechterhand.web.data.models import AccessToken

View = Callable[..., HttpResponseBase]


def entrance(view: View, actions: Mapping[str, str]) -> View:
    """The gate before a view; ``actions`` are those of its methods."""

    @wraps(view)
    def entered(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if request.method == "HEAD" and "GET" in actions:
            return _head(request, **named)
        method = request.method or ""
        action = actions.get(method)
        if action is None:
            return view(request, **named)  # which says which methods there are
        token = _whose(request)
        _not_too_often(request)
        if token is not None and (needed := scope_of(action, method)) not in token.scopes:
            raise ScopeMissing(needed, token.scopes)
        check(request, action, named)
        return _on_the_way_out(request, view(request, **named))

    def _head(request: HttpRequest, **named: Any) -> HttpResponseBase:
        request.method = "GET"
        try:
            return entered(request, **named)
        finally:
            request.method = "HEAD"  # by which the body is left out

    return entered


def _whose(request: HttpRequest) -> AccessToken | None:
    """Find who asks: by a token, else by the session of a browser. Raises TokenRefused, Forged, TooOften."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if not kind:
        if request.user.is_authenticated and request.method not in READING:
            _not_forged(request)
        return None
    token = token_that_holds(secret.strip()) if kind.casefold() == "bearer" else None
    if token is None:
        wait = seconds_to_wait(f"failed {request.META.get('REMOTE_ADDR', '')}"[:80], FAILED_A_MINUTE)
        raise TooOften(wait, FAILED_A_MINUTE) if wait else TokenRefused
    request.user = token.person
    if token.person.language and "Accept-Language" not in request.headers:
        translation.activate(token.person.language)
    return token


def asks_fresh(request: HttpRequest) -> None:
    """For what others mustn't do in an open browser. Raises NotFresh."""
    if not request.headers.get("Authorization") and not is_fresh(request):
        raise NotFresh


def _not_forged(request: HttpRequest) -> None:
    """What Django asks of every form: other sites can't know the token in the cookie."""
    gate = CsrfViewMiddleware(lambda _: HttpResponse())
    gate.process_request(request)
    if gate.process_view(request, _any_view, (), {}) is not None:
        raise Forged


def _any_view(_: HttpRequest) -> HttpResponse:
    """A view that isn't exempt."""
    return HttpResponse()


def _not_too_often(request: HttpRequest) -> None:
    if not request.user.is_authenticated:
        return
    most = requests_a_minute()
    if wait := seconds_to_wait(f"person {request.user.pk}", most):
        raise TooOften(wait, most)


def _on_the_way_out(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponse) and response.status_code in {200, 201} and not response.streaming:
        response = answered(request, tagged(response))
    response.headers.setdefault("Cache-Control", "private, no-cache")
    patch_vary_headers(response, ["Authorization", "Cookie", "Accept-Language"])
    return response
