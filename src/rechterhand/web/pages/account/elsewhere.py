"""Signing in elsewhere while the identity provider doesn't answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

log = structlog.get_logger("rechterhand.account")


def where_reachable(view: Callable[..., Any]) -> Callable[..., Any]:
    """Say so on a page, and why in the log; django-allauth takes for granted that the provider answers."""

    @wraps(view)
    def asked(request: HttpRequest, **named: Any) -> HttpResponse:
        try:
            response: HttpResponse = view(request, **named)
        except RequestException as error:
            log.warning("identity provider doesn't answer", said=str(error))
            return render(request, "socialaccount/unreachable.html", status=503)
        return response

    return asked
