"""Who is what, in a project or programme."""

from __future__ import annotations

from django.http import HttpResponse
from ninja import Router
from ninja.responses import Status

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.access.roles import Place
from rechterhand.web.actions.accounts import Invitation, invite_person
from rechterhand.web.actions.accounts import Invited as Done
from rechterhand.web.actions.errors import NotThere, Unfit
from rechterhand.web.actions.inviting import DAYS, link_of
from rechterhand.web.actions.inviting_here import open_here, renew_here, withdraw_here
from rechterhand.web.actions.memberships import add_membership, change_membership, remove_membership
from rechterhand.web.api.declaring import does
from rechterhand.web.api.paging import page
from rechterhand.web.api.shapes.base import Key, Limit, Looked, Offset, Page, Slug
from rechterhand.web.api.shapes.people import (
    ChangedMember,
    InvitationHere,
    Invited,
    MemberAnswer,
    NewMember,
    OpenInvitation,
    PersonName,
    invitation_here,
    member,
)
from rechterhand.web.data.models import Person, Role
from rechterhand.web.queries.paging import USUAL, Part, part
from rechterhand.web.queries.people import LEAST, candidates, member_in, members, membership_in, people_to_choose

router = Router(tags=["people"])


@router.get("projects/{slug:project}/members", response=Page[MemberAnswer])
@does("project.see")
def list_members(request: Guarded, project: Slug, limit: Limit = USUAL, offset: Offset = 0) -> Page[MemberAnswer]:
    """Who has which role in a project."""
    return page(request, part(members(request.project), offset, limit), member, limit=limit, offset=offset)


@router.post("projects/{slug:project}/members", response={201: MemberAnswer})
@does("project.members")
def add_member(request: Guarded, project: Slug, told: NewMember, response: HttpResponse) -> Status[MemberAnswer]:
    """Give somebody a role in a project."""
    return _added(request, request.project, told, response)


@router.get("projects/{slug:project}/candidates", response=Page[PersonName])
@does("project.members")
def list_candidates(
    request: Guarded, project: Slug, q: Looked = "", limit: Limit = USUAL, offset: Offset = 0
) -> Page[PersonName]:
    """People who can be given a role in a project, by two letters of their name at least."""
    return _candidates(request, request.project, q, limit, offset)


@router.post("projects/{slug:project}/invitations", response={201: Invited})
@does("project.members")
def invite_to_project(request: Guarded, project: Slug, told: InvitationHere) -> Status[Invited]:
    """Invite somebody to a role in a project."""
    return _invited(request, request.project, told)


@router.get("projects/{slug:project}/invitations", response=Page[OpenInvitation])
@does("project.members")
def list_invitations_to_project(
    request: Guarded, project: Slug, limit: Limit = USUAL, offset: Offset = 0
) -> Page[OpenInvitation]:
    """Who was invited to a role in a project and hasn't come yet."""
    found = part(open_here(request.user, request.project), offset, limit)
    return page(request, found, invitation_here, limit=limit, offset=offset)


@router.post("projects/{slug:project}/invitations/{int:person}", response=Invited)
@does("project.members")
def renew_invitation_to_project(request: Guarded, project: Slug, person: Key) -> Invited:
    """Invite somebody again whom you invited to a project; the earlier link ends."""
    return _again(renew_here(request.user, request.project, person))


@router.delete("projects/{slug:project}/invitations/{int:person}", response={204: None})
@does("project.members")
def withdraw_invitation_to_project(request: Guarded, project: Slug, person: Key) -> Status[None]:
    """Withdraw an invitation of yours to a project: its link ends, and the role goes."""
    withdraw_here(request.user, request.project, person)
    return Status(204, None)


@router.patch("projects/{slug:project}/members/{int:membership}", response=MemberAnswer)
@does("project.members")
def change_member(request: Guarded, project: Slug, membership: Key, told: ChangedMember) -> MemberAnswer:
    """Change a role in a project."""
    return _changed(request, request.project, membership, told)


@router.delete("projects/{slug:project}/members/{int:membership}", response={204: None})
@does("project.members")
def remove_member(request: Guarded, project: Slug, membership: Key) -> Status[None]:
    """Take a role in a project away."""
    return _removed(request, request.project, membership)


@router.get("programmes/{slug:programme}/members", response=Page[MemberAnswer])
@does("programme.see")
def list_members_of_programme(
    request: Guarded, programme: Slug, limit: Limit = USUAL, offset: Offset = 0
) -> Page[MemberAnswer]:
    """Who has which role in a programme."""
    return page(request, part(members(request.programme), offset, limit), member, limit=limit, offset=offset)


@router.post("programmes/{slug:programme}/members", response={201: MemberAnswer})
@does("programme.change")
def add_member_to_programme(
    request: Guarded, programme: Slug, told: NewMember, response: HttpResponse
) -> Status[MemberAnswer]:
    """Give somebody a role in a programme."""
    return _added(request, request.programme, told, response)


@router.get("programmes/{slug:programme}/candidates", response=Page[PersonName])
@does("programme.change")
def list_candidates_of_programme(
    request: Guarded, programme: Slug, q: Looked = "", limit: Limit = USUAL, offset: Offset = 0
) -> Page[PersonName]:
    """People who can be given a role in a programme, by two letters of their name at least."""
    return _candidates(request, request.programme, q, limit, offset)


@router.post("programmes/{slug:programme}/invitations", response={201: Invited})
@does("programme.change")
def invite_to_programme(request: Guarded, programme: Slug, told: InvitationHere) -> Status[Invited]:
    """Invite somebody to a role in a programme."""
    return _invited(request, request.programme, told)


@router.get("programmes/{slug:programme}/invitations", response=Page[OpenInvitation])
@does("programme.change")
def list_invitations_to_programme(
    request: Guarded, programme: Slug, limit: Limit = USUAL, offset: Offset = 0
) -> Page[OpenInvitation]:
    """Who was invited to a role in a programme and hasn't come yet."""
    found = part(open_here(request.user, request.programme), offset, limit)
    return page(request, found, invitation_here, limit=limit, offset=offset)


@router.post("programmes/{slug:programme}/invitations/{int:person}", response=Invited)
@does("programme.change")
def renew_invitation_to_programme(request: Guarded, programme: Slug, person: Key) -> Invited:
    """Invite somebody again whom you invited to a programme; the earlier link ends."""
    return _again(renew_here(request.user, request.programme, person))


@router.delete("programmes/{slug:programme}/invitations/{int:person}", response={204: None})
@does("programme.change")
def withdraw_invitation_to_programme(request: Guarded, programme: Slug, person: Key) -> Status[None]:
    """Withdraw an invitation of yours to a programme: its link ends, and the role goes."""
    withdraw_here(request.user, request.programme, person)
    return Status(204, None)


@router.patch("programmes/{slug:programme}/members/{int:membership}", response=MemberAnswer)
@does("programme.change")
def change_member_of_programme(request: Guarded, programme: Slug, membership: Key, told: ChangedMember) -> MemberAnswer:
    """Change a role in a programme."""
    return _changed(request, request.programme, membership, told)


@router.delete("programmes/{slug:programme}/members/{int:membership}", response={204: None})
@does("programme.change")
def remove_member_of_programme(request: Guarded, programme: Slug, membership: Key) -> Status[None]:
    """Take a role in a programme away."""
    return _removed(request, request.programme, membership)


def _candidates(request: Guarded, where: Place, text: str, limit: int, offset: int) -> Page[PersonName]:
    if len(text.strip()) < LEAST:
        raise Unfit({"q": [Message.of("projects.people.find.hint")]})
    rows = candidates(request.user, text, where)
    return page(request, Part(list(rows[offset : offset + limit]), rows.count()), _named, limit=limit, offset=offset)


def _named(one: Person) -> PersonName:
    return PersonName(id=one.pk, name=str(one), invited=one.is_invited)


def _added(request: Guarded, where: Place, told: NewMember, response: HttpResponse) -> Status[MemberAnswer]:
    person = people_to_choose(request.user, where).filter(pk=told.person_id).first()
    if person is None:
        raise Unfit({"person_id": [Message.of("records.field.invalid_choice")]})
    row = add_membership(request.user, where, person, Role(told.role))
    response["Location"] = f"{request.path}/{row.pk}"
    return Status(201, _one(where, row.pk))


def _invited(request: Guarded, where: Place, told: InvitationHere) -> Status[Invited]:
    """Who has an account already gets the role, and no link."""
    invitation = Invitation(told.name, told.email, told.language or "", where, Role(told.role))
    done = invite_person(request.user, invitation)
    return Status(201, _again(done))


def _again(done: Done) -> Invited:
    link = "" if done.known else link_of(done.person.pk)
    return Invited(id=done.person.pk, link=link, days=DAYS, sent=done.sent)


def _changed(request: Guarded, where: Place, pk: int, told: ChangedMember) -> MemberAnswer:
    _own(where, pk)
    change_membership(request.user, pk, Role(told.seen), Role(told.role))
    return _one(where, pk)


def _removed(request: Guarded, where: Place, pk: int) -> Status[None]:
    _own(where, pk)
    remove_membership(request.user, pk)
    return Status(204, None)


def _own(where: Place, pk: int) -> None:
    """Raises NotThere for a role of another place."""
    if membership_in(where, pk) is None:
        raise NotThere


def _one(where: Place, pk: int) -> MemberAnswer:
    """Raises NotThere."""
    found = member_in(where, pk)
    if found is None:
        raise NotThere
    return member(found)
