"""Looking around: the demonstration is made, one chooses who to be in it, and it is removed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rechterhand.web.actions.demonstrating import SIZES, become, make_demonstration
from rechterhand.web.actions.removing import remove_demonstration as removed
from rechterhand.web.data.models import Person
from rechterhand.web.look.say import language, say
from rechterhand.web.pages.links import to
from rechterhand.web.pages.start.personas import BACKEND, bar, cards, first_page
from rechterhand.web.queries.demonstration import demonstration_exists, demonstration_is_open, persona, reading
from rechterhand.web.queries.installation import installation_is_fresh


@never_cache
@require_http_methods(["GET", "POST"])
def look_around(request: HttpRequest) -> HttpResponse:
    """Make the demonstration, or show who one may be in it and how far its plans are."""
    if not installation_is_fresh():
        raise Http404
    if _is_somebody_else(request):
        return redirect("start:home")
    if request.method == "POST":
        make_demonstration(SIZES[settings.DEMONSTRATION])
        return redirect("start:look_around")
    if not demonstration_exists():
        return redirect("start:home")
    now = request.user.pk if isinstance(request.user, Person) else None
    return render(request, "start/look_around.html", {"cards": cards(now)} | _progress())


@never_cache
@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """How far the plans are, to put in place of what the page says of it."""
    if not installation_is_fresh():
        raise Http404
    if not demonstration_exists():
        return HttpResponse(status=204, headers={"HX-Redirect": to("start:home")})
    return render(request, "start/reading.html", _progress())


@require_POST
def be(request: HttpRequest) -> HttpResponse:
    """Be somebody of the demonstration from now on."""
    key = request.POST.get("persona", "")
    found = persona(key) if key.isidentifier() and demonstration_is_open() else None
    if found is None or _is_somebody_else(request):
        raise Http404
    login(request, become(found, language()), backend=BACKEND)
    return redirect(first_page(key) if request.POST.get("first") else "start:home")


@require_POST
def remove_demonstration(request: HttpRequest) -> HttpResponse:
    """Remove it wholly; the first page is then as fresh as it was."""
    if not demonstration_is_open() or _is_somebody_else(request):
        raise Http404
    played = isinstance(request.user, Person) and request.user.is_demonstration
    if played:
        logout(request)
    removed(None)
    messages.success(request, say("start.look.removed"))
    return redirect("start:home")


def _is_somebody_else(request: HttpRequest) -> bool:
    """Whether a guest or an account of one's own is signed in here: a part would take its place."""
    return isinstance(request.user, Person) and not request.user.is_demonstration


def _progress() -> dict[str, Any]:
    lines = reading()
    return {"bars": [bar(one) for one in lines], "goes_on": not all(one.is_whole for one in lines)}
