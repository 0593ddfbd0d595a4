"""Pages of the area."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.accounts import (
    Invitation,
    erase_account,
    invite_person,
    renew_invitation,
    set_active,
    set_administrator,
    withdraw_invitation,
)
from rechterhand.web.actions.errors import Unfit
from rechterhand.web.actions.inviting_here import shown_link
from rechterhand.web.actions.mailing import sends_mail
from rechterhand.web.actions.recovering import let_in_again
from rechterhand.web.actions.removing import remove_demonstration as removed
from rechterhand.web.look.say import say, told
from rechterhand.web.look.table import columns
from rechterhand.web.pages.administration.forms import InviteForm
from rechterhand.web.pages.administration.tabs import tabs
from rechterhand.web.pages.invitations import told_of
from rechterhand.web.queries.accounts import accounts, invitations
from rechterhand.web.queries.asked import whole
from rechterhand.web.queries.installation import installation as installation_now
from rechterhand.web.queries.keepers import last_of

SIZE = 50
WORDS = {
    "active": Message.of("administration.state.active"),
    "invited": Message.of("administration.state.invited"),
    "withdrawn": Message.of("administration.state.withdrawn"),
    "closed": Message.of("administration.state.closed"),
    "erased": Message.of("administration.state.erased"),
}
FINDINGS = {
    "good": Message.of("administration.finding.good"),
    "warning": Message.of("administration.finding.warning"),
    "wrong": Message.of("administration.finding.wrong"),
}
TONES = {"good": "fine", "warning": "risk", "wrong": "late"}


@never_cache
def people(request: Guarded) -> HttpResponse:
    """Everybody with an account; one of them beside it, when the address says so."""
    return _people(request, _Beside(whole(request.GET.get("person", ""))))


@dataclass(frozen=True)
class _Beside:
    """Who is shown beside the list, with the link that lets them in again; and the form of an invitation."""

    person: int = 0
    recovery: str = ""
    form: InviteForm | None = None
    status: int = 200


def _people(request: Guarded, beside: _Beside) -> HttpResponse:
    text = request.GET.get("q", "").replace("\0", "")[:200]
    lines = accounts(text)
    page = Paginator(lines, SIZE).get_page(request.GET.get("page"))
    chosen = next((one for one in lines if one.pk == beside.person), None)
    waiting = invitations()
    invitation = next((one for one in waiting if chosen and one.pk == chosen.pk), None)
    shown: dict[str, Any] = {
        "page": page,
        "lines": [(one, WORDS[one.state]) for one in page],
        "text": text,
        "tally": Message.of("administration.tally", count=len(lines)),
        "chosen": chosen,
        "chosen_active": chosen is not None and chosen.state in {"active", "invited"},
        "chosen_state": WORDS[chosen.state] if chosen else "",
        "invitation": invitation,
        "recovery": beside.recovery,
        "last_of": () if chosen is None else last_of(chosen.pk),
        "link": shown_link(invitation) if invitation else "",
        "waiting": waiting,
        "sends_mail": sends_mail(),
        "form": beside.form or InviteForm(),
        "tabs": tabs("people"),
        "waiting_columns": columns(
            request.GET,
            (Message.of("administration.name"), "", ""),
            (Message.of("administration.email"), "", ""),
            (Message.of("administration.invited_at"), "short", ""),
            (Message.of("administration.invited_by"), "", ""),
            (Message.of("administration.until"), "short", ""),
        ),
        "columns": columns(
            request.GET,
            (Message.of("administration.name"), "", ""),
            (Message.of("administration.username"), "", ""),
            (Message.of("administration.email"), "", ""),
            (Message.of("administration.state"), "", ""),
            (Message.of("administration.roles"), "digits", ""),
            (Message.of("administration.last_login"), "short", ""),
        ),
    }
    return render(request, "administration/people.html", shown, status=beside.status)


@require_POST
def invite(request: Guarded) -> HttpResponse:
    """Make somebody ready; the page then shows the link."""
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            done = invite_person(request.user, Invitation(**form.cleaned_data))
        except Unfit as error:
            for name, each in error.fields.items():
                form.add_error(name, [told(one) for one in each])
        else:
            told_of(request, done)
            return _to(done.person.pk)
    return _people(request, _Beside(form=form, status=422))


@require_POST
def renew(request: Guarded) -> HttpResponse:
    """A new link; earlier ones end."""
    pk = _person(request)
    told_of(request, renew_invitation(request.user, pk))
    return _to(pk)


@require_POST
def withdraw(request: Guarded) -> HttpResponse:
    """The link ends, and the roles go; the account stays closed until somebody opens or erases it."""
    pk = _person(request)
    withdraw_invitation(request.user, pk)
    messages.success(request, say("administration.withdrawn"))
    return _to(pk)


@require_POST
def let_in(request: Guarded) -> HttpResponse:
    """A link for somebody who lost every way in; mailed, or shown this once."""
    pk = _person(request)
    link, sent = let_in_again(request.user, pk)
    if sent:
        messages.success(request, say("administration.let_in.sent"))
        return _to(pk)
    return _people(request, _Beside(pk, recovery=link))


@require_POST
def activate(request: Guarded) -> HttpResponse:
    """Let somebody in, or keep them out."""
    pk = _person(request)
    seen, active = request.POST.get("revision", ""), request.POST.get("active") == "1"
    set_active(request.user, pk, whole(seen), active=active)
    messages.success(request, say("administration.opened" if active else "administration.closed"))
    return _to(pk)


@require_POST
def appoint(request: Guarded) -> HttpResponse:
    """Make somebody an administrator, or no longer one."""
    pk = _person(request)
    seen, administrator = request.POST.get("revision", ""), request.POST.get("administrator") == "1"
    set_administrator(request.user, pk, whole(seen), administrator=administrator)
    messages.success(request, say("administration.appointed" if administrator else "administration.dismissed"))
    return redirect("start:home") if pk == request.user.pk else _to(pk)


@require_POST
def erase(request: Guarded) -> HttpResponse:
    """Replace the name by a pseudonym, for good; the name typed again is the confirmation."""
    pk = _person(request)
    try:
        erase_account(request.user, pk, request.POST.get("confirmation", ""))
    except Unfit as error:
        for each in error.fields.values():
            messages.error(request, " ".join(told(one) for one in each))
        return _to(pk)
    messages.success(request, say("administration.erased"))
    return redirect("administration:people")


def installation(request: Guarded) -> HttpResponse:
    """Its version, what the doctor finds, and the settings in force."""
    found = installation_now(version("rechterhand"))
    shown = {
        "found": found,
        "findings": [(one, FINDINGS[one.state], TONES[one.state]) for one in found.findings],
        "tabs": tabs("installation"),
        "finding_columns": columns(
            request.GET,
            (Message.of("administration.finding"), "", ""),
            (Message.of("administration.looked_at"), "", ""),
        ),
        "columns": columns(
            request.GET,
            (Message.of("administration.setting"), "", ""),
            (Message.of("administration.value"), "", ""),
            (Message.of("administration.meaning"), "", ""),
        ),
    }
    return render(request, "administration/installation.html", shown)


@require_POST
def remove_demonstration(request: Guarded) -> HttpResponse:
    """Remove the demonstration wholly."""
    removed(request.user)
    messages.success(request, say("administration.demonstration.removed"))
    return redirect("administration:installation")


def _person(request: Guarded) -> int:
    return whole(request.POST.get("person", ""))


def _to(pk: int) -> HttpResponse:
    return redirect(f"{reverse('administration:people')}?person={pk}")
