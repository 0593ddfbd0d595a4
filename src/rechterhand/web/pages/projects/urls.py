"""Addresses of the area: projects, and the programmes that they are in."""

from __future__ import annotations

from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from rechterhand.web.access.guard import View, guard
from rechterhand.web.pages.projects.views import (
    changes,
    history,
    inviting,
    links,
    lists,
    people,
    programmes,
    projects,
)

app_name = "projects"


def _of_project(address: str, action: str, view: View, name: str) -> URLPattern:
    return path(f"projects/<slug:project>/{address}", guard(action)(_found(view)), name=name)


def _of_programme(address: str, action: str, view: View, name: str) -> URLPattern:
    return path(f"programmes/<slug:programme>/{address}", guard(action)(_found(view)), name=name)


def _of_link(address: str, action: str, view: View, name: str) -> URLPattern:
    whole = f"programmes/<slug:programme>/links/<int:link>/{address}"
    return path(whole, guard(action)(_found(view)), name=name)


def _found(view: View) -> View:
    """The view without the slug: the guard has put what it names into the request."""

    @wraps(view)
    def shown(request: HttpRequest, **_: object) -> HttpResponseBase:
        return view(request)

    return shown


urlpatterns = [
    path("projects/", guard("portfolio.see")(lists.listed), name="list"),
    path("projects/new/", guard("project.start")(projects.new), name="new"),
    path("projects/search/", guard("search")(lists.searched), name="search"),
    path("projects/palette/", guard("search")(lists.palette), name="palette"),
    _of_project("", "project.see", projects.overview, "overview"),
    _of_project("change/", "project.change", projects.change, "change"),
    _of_project("archive/", "project.archive", projects.archive, "archive"),
    _of_project("remove/", "project.remove", projects.remove, "remove"),
    _of_project("tolerances/", "project.tolerances", changes.tolerances, "tolerances"),
    _of_project("health/", "project.health", changes.health, "health"),
    _of_project("people/", "project.see", people.of_project, "people"),
    _of_project("people/add/", "project.members", people.add_to_project, "people_add"),
    _of_project("people/change/", "project.members", people.change_in_project, "people_change"),
    _of_project("people/remove/", "project.members", people.remove_from_project, "people_remove"),
    _of_project("people/invite/", "project.members", inviting.invite_to_project, "people_invite"),
    _of_project("people/invite/again/", "project.members", inviting.again_to_project, "people_invite_again"),
    _of_project("people/invite/withdraw/", "project.members", inviting.withdraw_from_project, "people_invite_withdraw"),
    _of_project("history/", "project.see", history.shown, "history"),
    _of_project("history/back/", "project.see", history.back, "history_back"),
    path("programmes/new/", guard("programme.create")(programmes.new), name="programme_new"),
    _of_programme("", "programme.see", programmes.shown, "programme"),
    _of_programme("change/", "programme.change", programmes.change, "programme_change"),
    _of_programme("archive/", "programme.archive", programmes.archive, "programme_archive"),
    _of_programme("remove/", "programme.remove", programmes.remove, "programme_remove"),
    _of_programme("together/", "programme.review", links.review, "look_together"),
    _of_programme("links/add/", "programme.see", links.add, "link_add"),
    _of_programme("links/activities/", "programme.see", links.activities, "link_activities"),
    _of_link("change/", "link.change", links.change, "link_change"),
    _of_link("remove/", "link.change", links.remove, "link_remove"),
    _of_programme("history/", "programme.see", history.of_a_programme, "programme_history"),
    _of_programme("history/back/", "programme.see", history.back_in_programme, "programme_history_back"),
    _of_programme("people/", "programme.see", people.of_programme, "programme_people"),
    _of_programme("people/add/", "programme.change", people.add_to_programme, "programme_people_add"),
    _of_programme("people/change/", "programme.change", people.change_in_programme, "programme_people_change"),
    _of_programme("people/remove/", "programme.change", people.remove_from_programme, "programme_people_remove"),
    _of_programme("people/invite/", "programme.change", inviting.invite_to_programme, "programme_people_invite"),
    _of_programme(
        "people/invite/again/", "programme.change", inviting.again_to_programme, "programme_people_invite_again"
    ),
    _of_programme(
        "people/invite/withdraw/",
        "programme.change",
        inviting.withdraw_from_programme,
        "programme_people_invite_withdraw",
    ),
]
