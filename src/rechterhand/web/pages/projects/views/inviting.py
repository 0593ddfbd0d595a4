"""Somebody without an account invited straight to a role, by who may manage the members of a place."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from rechterhand.web.access.giving import roles_to_give
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.accounts import Invitation, invite_person
from rechterhand.web.actions.inviting_here import renew_here, withdraw_here
from rechterhand.web.data.models import Programme, Project, Role
from rechterhand.web.look.say import say
from rechterhand.web.pages.invitations import told_of
from rechterhand.web.pages.projects.forms import InviteHereForm
from rechterhand.web.pages.projects.views import people
from rechterhand.web.pages.saving import saved
from rechterhand.web.queries.asked import whole


@require_POST
def invite_to_project(request: Guarded) -> HttpResponse:
    """Invite somebody to a role in the project."""
    form, done = _invited(request, request.project)
    if done:
        return redirect("projects:people", project=request.project.slug)
    return people.of_project(request, invite_form=form, status=422)


@require_POST
def invite_to_programme(request: Guarded) -> HttpResponse:
    """Invite somebody to a role in the programme."""
    form, done = _invited(request, request.programme)
    if done:
        return redirect("projects:programme_people", programme=request.programme.slug)
    return people.of_programme(request, invite_form=form, status=422)


@require_POST
def again_to_project(request: Guarded) -> HttpResponse:
    """A new link for somebody who was invited here and hasn't come yet."""
    _again(request, request.project)
    return redirect("projects:people", project=request.project.slug)


@require_POST
def again_to_programme(request: Guarded) -> HttpResponse:
    """A new link for somebody who was invited here and hasn't come yet."""
    _again(request, request.programme)
    return redirect("projects:programme_people", programme=request.programme.slug)


@require_POST
def withdraw_from_project(request: Guarded) -> HttpResponse:
    """The link of somebody who was invited here ends, and the role goes."""
    _withdrawn(request, request.project)
    return redirect("projects:people", project=request.project.slug)


@require_POST
def withdraw_from_programme(request: Guarded) -> HttpResponse:
    """The link of somebody who was invited here ends, and the role goes."""
    _withdrawn(request, request.programme)
    return redirect("projects:programme_people", programme=request.programme.slug)


def _invited(request: Guarded, where: Project | Programme) -> tuple[InviteHereForm, bool]:
    form = InviteHereForm(request.POST, roles=roles_to_give(request.user, where))

    def act() -> None:
        found = form.cleaned_data
        told = Invitation(found["name"], found["email"], found["language"], where, Role(found["role"]))
        told_of(request, invite_person(request.user, told))

    return form, not saved(form, act).status


def _again(request: Guarded, where: Project | Programme) -> None:
    told_of(request, renew_here(request.user, where, _person(request)))


def _withdrawn(request: Guarded, where: Project | Programme) -> None:
    withdraw_here(request.user, where, _person(request))
    messages.success(request, say("administration.withdrawn"))


def _person(request: Guarded) -> int:
    return whole(request.POST.get("person", ""))
