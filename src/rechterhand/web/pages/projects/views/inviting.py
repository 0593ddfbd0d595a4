"""Somebody without an account invited straight to a role, by who may manage the members of a place."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from rechterhand.web.access.giving import roles_to_give
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.accounts import Invitation, invite_person, renew_invitation
from rechterhand.web.data.models import Programme, Project, Role
from rechterhand.web.pages.invitations import told_of
from rechterhand.web.pages.projects.forms import InviteHereForm
from rechterhand.web.pages.projects.views import people
from rechterhand.web.pages.saving import saved
from rechterhand.web.queries.people import invited_in


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


def _invited(request: Guarded, where: Project | Programme) -> tuple[InviteHereForm, bool]:
    form = InviteHereForm(request.POST, roles=roles_to_give(request.user, where))

    def act() -> None:
        found = form.cleaned_data
        told = Invitation(found["name"], found["email"], found["language"], where, Role(found["role"]))
        told_of(request, invite_person(request.user, told))

    return form, not saved(form, act).status


def _again(request: Guarded, where: Project | Programme) -> None:
    told = request.POST.get("person", "")
    pk = int(told) if told.isdecimal() and len(told) < 19 else 0
    mine = invited_in(where).filter(pk=pk, invited_by=request.user).exists()
    if not mine:
        raise Http404
    told_of(request, renew_invitation(request.user, pk))
