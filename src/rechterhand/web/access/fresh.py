"""Whether somebody said who they are a moment ago: asked before what others mustn't do in an open browser."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def is_fresh(request: HttpRequest) -> bool:
    """Signed in, or said again who they are, within the last minutes; always so for who has nothing to say it by here.

    Those come by single sign-on alone, or are people of the demonstration.
    """
    if not get_reauthentication_flows(request.user):
        return True
    told = get_authentication_records(request, request.user)
    return bool(told) and time.time() - told[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def freshly(view: View) -> View:
    """A page that changes something only then; who is asked once more gets on with it after that."""

    @wraps(view)
    def asked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if request.method == "POST" and not is_fresh(request):
            raise ReauthenticationRequired
        return view(request, *arguments, **named)

    return asked
