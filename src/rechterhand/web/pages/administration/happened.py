"""What happened to accounts, tokens and roles: who did what, when."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.look.say import say
from rechterhand.web.look.table import columns
from rechterhand.web.pages.administration.tabs import tabs
from rechterhand.web.queries.happened import Happened, Happenings

SIZE = 50


@require_GET
def happened(request: Guarded) -> HttpResponse:
    """Newest first."""
    page = Paginator(Happenings(), SIZE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "lines": [(one, say(f"administration.what.{one.what}"), _detail(one)) for one in page],
        "tabs": tabs("happened"),
        "columns": columns(
            request.GET,
            (Message.of("administration.happened.at"), "short", ""),
            (Message.of("administration.happened.what"), "", ""),
            (Message.of("administration.happened.whom"), "", ""),
            (Message.of("administration.happened.by"), "", ""),
        ),
    }
    return render(request, "administration/happened.html", shown)


def _detail(one: Happened) -> str:
    """Which role or token it was, or from which address; of a role in what kind of place, not in which."""
    if one.role:
        place = say(f"administration.kind.{one.place}")
        return say("administration.happened.role", role=say(f"access.role.{one.role}"), place=place)
    return say("administration.happened.from", address=one.address) if one.address else one.token
