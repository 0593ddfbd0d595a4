"""How somebody signs in, and where they are signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.sessions import end_other_sessions, end_session
from rechterhand.web.look.say import say
from rechterhand.web.look.table import columns
from rechterhand.web.pages.account.own import is_apart, provider_name, tabs
from rechterhand.web.pages.account.passkeys import obstacle
from rechterhand.web.queries.asked import whole
from rechterhand.web.queries.sign_in_ways import SessionLine, sessions_of, ways_of


@never_cache
def shown(request: Guarded) -> HttpResponse:
    """Password, passkeys, app and codes, single sign-on, and the browsers in which one is signed in."""
    if is_apart(request.user):
        return redirect("start:home")
    found = sessions_of(request.user, request.session.session_key)
    told = {
        "tabs": tabs("security"),
        "ways": ways_of(request.user),
        "obstacle": obstacle(request),
        "provider": provider_name(),
        "sessions": [(one, _place(one)) for one in found],
        "others": any(not one.is_here for one in found),
        "passkey_columns": columns(
            request.GET,
            (Message.of("account.passkey.name"), "", ""),
            (Message.of("account.added"), "short", ""),
            (Message.of("account.token.last_used"), "short", ""),
            (Message.of("account.passkey.do"), "", ""),
        ),
        "session_columns": columns(
            request.GET,
            (Message.of("account.session.where"), "", ""),
            (Message.of("account.session.address"), "", ""),
            (Message.of("account.session.since"), "short", ""),
            (Message.of("account.session.seen"), "short", ""),
            (Message.of("account.session.end"), "", ""),
        ),
    }
    return render(request, "account/security.html", told)


@require_POST
def end(request: Guarded) -> HttpResponse:
    """Sign out in one other browser, or in all of them."""
    told = request.POST.get("session", "")
    if told:
        end_session(request.user, whole(told))
    else:
        end_other_sessions(request.user, request.session.session_key)
    messages.success(request, say("account.session.ended"))
    return redirect("mfa_index")


def where_possible(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page that makes a passkey, where one can be made."""

    @wraps(view)
    def answered(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        return redirect("mfa_index") if obstacle(request) else view(request, *arguments, **named)

    return answered


def _place(one: SessionLine) -> Message:
    if one.browser and one.system:
        return Message.of("account.session.browser", browser=one.browser, system=one.system)
    return Message.of("account.session.unknown")
