"""Who is what in a project or programme."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rechterhand.text import Message
from rechterhand.web.access.giving import roles_to_give
from rechterhand.web.access.guard import Guarded
from rechterhand.web.access.permissions import may_invite
from rechterhand.web.actions.inviting_here import open_here
from rechterhand.web.actions.mailing import sends_mail
from rechterhand.web.actions.memberships import add_membership, change_membership, remove_membership
from rechterhand.web.data.models import Membership, Programme, Project, Role
from rechterhand.web.look.say import say
from rechterhand.web.look.table import columns
from rechterhand.web.pages.links import to
from rechterhand.web.pages.projects import place
from rechterhand.web.pages.projects.forms import InviteHereForm, MemberForm, called, role_choices
from rechterhand.web.pages.saving import saved
from rechterhand.web.pages.undoing import undoable
from rechterhand.web.queries.asked import whole
from rechterhand.web.queries.people import LEAST, candidates, members, membership_in, people_to_choose

MOST = 50
"""People that a search shows."""


def of_project(
    request: Guarded, form: MemberForm | None = None, status: int = 200, *, invite_form: InviteHereForm | None = None
) -> HttpResponse:
    """Everybody with a role in the project, those of its programme too."""
    told = place.of_project(request, "people")
    slug = request.project.slug
    told |= {
        "may_change": told["may"]["project_members"],
        "add_url": to("projects:people_add", project=slug),
        "change_url": to("projects:people_change", project=slug),
        "remove_url": to("projects:people_remove", project=slug),
        "invite_url": to("projects:people_invite", project=slug),
        "again_url": to("projects:people_invite_again", project=slug),
        "withdraw_url": to("projects:people_invite_withdraw", project=slug),
        "invite_form": invite_form,
    }
    return _shown(request, request.project, told, form, status)


def of_programme(
    request: Guarded, form: MemberForm | None = None, status: int = 200, *, invite_form: InviteHereForm | None = None
) -> HttpResponse:
    """Everybody with a role in the programme."""
    told = place.of_programme(request, "people")
    slug = request.programme.slug
    told |= {
        "may_change": told["may"]["programme_change"],
        "add_url": to("projects:programme_people_add", programme=slug),
        "change_url": to("projects:programme_people_change", programme=slug),
        "remove_url": to("projects:programme_people_remove", programme=slug),
        "invite_url": to("projects:programme_people_invite", programme=slug),
        "again_url": to("projects:programme_people_invite_again", programme=slug),
        "withdraw_url": to("projects:programme_people_invite_withdraw", programme=slug),
        "invite_form": invite_form,
    }
    return _shown(request, request.programme, told, form, status)


@require_POST
def add_to_project(request: Guarded) -> HttpResponse:
    """Give somebody a role in the project."""
    form, added = _added(request, request.project)
    return redirect("projects:people", project=request.project.slug) if added else of_project(request, form, 422)


@require_POST
def add_to_programme(request: Guarded) -> HttpResponse:
    """Give somebody a role in the programme."""
    form, added = _added(request, request.programme)
    done = redirect("projects:programme_people", programme=request.programme.slug)
    return done if added else of_programme(request, form, 422)


@require_POST
def change_in_project(request: Guarded) -> HttpResponse:
    """Another role in place of the one that was seen."""
    _changed(request, request.project)
    return redirect("projects:people", project=request.project.slug)


@require_POST
def change_in_programme(request: Guarded) -> HttpResponse:
    """Another role in place of the one that was seen."""
    _changed(request, request.programme)
    return redirect("projects:programme_people", programme=request.programme.slug)


@require_POST
def remove_from_project(request: Guarded) -> HttpResponse:
    """Take a role away."""
    _removed(request, request.project)
    return redirect("projects:people", project=request.project.slug)


@require_POST
def remove_from_programme(request: Guarded) -> HttpResponse:
    """Take a role away."""
    _removed(request, request.programme)
    return redirect("projects:programme_people", programme=request.programme.slug)


def _shown(
    request: Guarded, where: Project | Programme, told: dict[str, Any], form: MemberForm | None, status: int
) -> HttpResponse:
    roles = frozenset[Role]()
    heads = [
        (Message.of("records.column.person"), "", ""),
        (Message.of("records.column.role"), "", ""),
        (Message.of("records.column.since"), "short", ""),
    ]
    if told["may_change"]:
        heads.append((Message.of("projects.people.remove"), "", ""))
        roles = roles_to_give(request.user, where)
        told |= _looked_for(request, where, form, roles)
        told["roles"] = role_choices(roles)
        told["invite_form"] = told["invite_form"] or InviteHereForm(roles=roles)
        told |= {"invitations": open_here(request.user, where), "sends_mail": sends_mail()}
        told["may_invite"] = may_invite(request.user)
    found = members(where)
    told |= {
        "columns": columns(request.GET, *heads),
        "people": [(one, say(f"access.role.{one.role}"), one.role in roles and not one.by_programme) for one in found],
        "place": where,
    }
    return render(request, "projects/people.html", told, status=status)


def _looked_for(
    request: Guarded, where: Project | Programme, form: MemberForm | None, roles: Collection[Role]
) -> dict[str, Any]:
    """Whom the reader looks for, and who is called so; whom a form named that didn't fit is found too."""
    text = request.GET.get("find", "").strip()[:100]
    people = people_to_choose(request.user, where)
    found = list(candidates(request.user, text, where)[:MOST])
    if form is not None:
        told = form.data.get("person", "")
        found = list(people.filter(pk=whole(told)))
        form.fields["person"].choices = [(str(one.pk), called(one)) for one in found]  # type: ignore[attr-defined]  # a choice field
    return {
        "form": form or MemberForm(roles=roles, people=people, found=found),
        "find": text,
        "found_any": bool(found),
        "too_short": len(text) < LEAST,
    }


def _added(request: Guarded, where: Project | Programme) -> tuple[MemberForm, bool]:
    people = people_to_choose(request.user, where)
    form = MemberForm(request.POST, roles=roles_to_give(request.user, where), people=people)
    outcome = saved(
        form,
        lambda: add_membership(request.user, where, form.cleaned_data["person"], Role(form.cleaned_data["role"])),
    )
    if not outcome.status:
        messages.success(request, say("projects.people.added"))
    return form, not outcome.status


def _changed(request: Guarded, where: Project | Programme) -> None:
    row = _own(request, where)
    seen, role = request.POST.get("seen", ""), request.POST.get("role", "")
    if seen not in Role.values or role not in Role.values:
        raise Http404
    change_membership(request.user, row.pk, Role(seen), Role(role))
    undoable(request, say("projects.people.changed"), _url("change", where), membership=row.pk, seen=role, role=seen)


def _removed(request: Guarded, where: Project | Programme) -> None:
    row = _own(request, where)
    remove_membership(request.user, row.pk)
    undoable(request, say("projects.people.removed"), _url("add", where), person=row.person_id, role=row.role)


def _url(what: str, where: Project | Programme) -> str:
    if isinstance(where, Project):
        return to(f"projects:people_{what}", project=where.slug)
    return to(f"projects:programme_people_{what}", programme=where.slug)


def _own(request: Guarded, where: Project | Programme) -> Membership:
    """The role that a form is about; one of another place doesn't exist here."""
    row = membership_in(where, whole(request.POST.get("membership", "")))
    if row is None:
        raise Http404
    return row
