"""A few guarded routes, as the pages have them, to test the guard itself."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import include, path

from rechterhand.web.access.guard import OPEN, Guarded, guard


def _view(action: str) -> Callable[..., HttpResponse]:
    @guard(action)
    def shown(request: Guarded, **named: str) -> HttpResponse:
        place = getattr(request, "project", None) or getattr(request, "programme", None)
        return HttpResponse(str(place or "done"))

    return shown


urlpatterns = [
    path("account/", include("rechterhand.web.pages.account.sign_in_urls")),
    path("", include(("rechterhand.web.pages.start.urls", "start"))),
    path("free", _view(OPEN), name="free"),
    path("own", _view("account.own"), name="own"),
    path("people", _view("people.manage"), name="people"),
    path("projects/<slug:project>", _view("project.see"), name="project"),
    path("projects/<slug:project>/change", _view("project.change"), name="change"),
    path("programmes/<slug:programme>", _view("programme.see"), name="programme"),
    path("programmes/<slug:programme>/archive", _view("programme.archive"), name="archive"),
]
