"""What if: ways out and durations tried on the futures of the latest verdict, and the scenarios that were kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import Conflict, TooMuch
from rechterhand.web.actions.scenarios import remove_scenario, rename_scenario
from rechterhand.web.actions.trying import Trial as Choice
from rechterhand.web.actions.trying import keep_trial, queue_trial
from rechterhand.web.bridge import page_documents, verdicts
from rechterhand.web.data.models import JobState, PlanVersion
from rechterhand.web.look.say import language, say
from rechterhand.web.look.say import told as in_words
from rechterhand.web.look.table import columns
from rechterhand.web.pages.plans import pictures
from rechterhand.web.pages.plans.picking import listed
from rechterhand.web.pages.plans.places import crumbs, tabs
from rechterhand.web.pages.plans.what_if_forms import NameForm, RenameForm, asked_of, lastings, ticked
from rechterhand.web.pages.saving import Outcome, conflicting, saved
from rechterhand.web.pages.work.told import progress_of
from rechterhand.web.queries.asked import whole
from rechterhand.web.queries.figures import Basis
from rechterhand.web.queries.meant import Meant
from rechterhand.web.queries.trial import Asked, Kept, Trial, choices, clash, scenarios, trial, tried, work_left
from rechterhand.web.queries.trial import Choice as Offered
from rechterhand.web.queries.verdict import LOUD
from rechterhand.web.queries.versions import latest_reviewed, version_for
from rechterhand.web.queries.work import reviews_in

HEADS = (
    (Message.of("plans.what_if.figure"), "", ""),
    (Message.of("plans.what_if.before"), "short", ""),
    (Message.of("plans.what_if.after"), "short", ""),
)


@dataclass
class _Shown:
    """What the page is about: a choice, and a trial of it, a scenario, or neither yet."""

    asked: Asked
    trial: Trial | None = None
    scenario: Kept | None = None
    lines: Any = None
    wrong: str = ""
    name: Any = None
    rename: Any = None
    outcome: Outcome | None = None
    status: int = 200


@require_http_methods(["GET", "POST"])
def what_if(request: Guarded, project: str) -> HttpResponse:
    """Choose and try; ``way`` ticks ways out beforehand, ``tried`` names a trial to look at."""
    latest = latest_reviewed(request.project)
    if latest is None:
        told = {"project": request.project, "crumbs": crumbs(request.project, Message.of("plans.what_if"))}
        return render(request, "plans/what_if_nothing.html", told)
    if request.method == "POST":
        return _try(request, latest)
    told_of = request.GET.get("tried", "")
    found = _trial(request, told_of) if told_of else None
    if found is not None and request.headers.get("HX-Target") == "panel":
        return _panel(request, latest, _Shown(found.asked, found))
    return _page(request, latest, _Shown(found.asked if found else Asked(ticked(request.GET.getlist("way"))), found))


def _try(request: Guarded, latest: PlanVersion) -> HttpResponse:
    left, ways = Meant(work_left(request.project), "plans.what_if.unknown"), request.POST.getlist("way")
    lines = lastings(request.POST, Asked(), left)
    if not lines.is_valid():
        return _page(request, latest, _Shown(Asked(ticked(ways)), lines=lines, status=422))
    asked = asked_of(ways, lines)
    if not asked.ways and not asked.durations:
        return _page(request, latest, _Shown(asked, lines=lines, wrong=say("plans.what_if.nothing"), status=422))
    both = clash(_offered(latest)[0], asked.ways)
    if both is not None:
        return _page(request, latest, _Shown(asked, lines=lines, wrong=in_words(both), status=422))
    try:
        job = queue_trial(request.user, latest.pk, Choice(asked.ways, asked.durations))
    except TooMuch as error:
        wrong = " ".join(in_words(one) for one in (error.message, error.hint) if one)
        return _page(request, latest, _Shown(asked, lines=lines, wrong=wrong, status=429))
    return redirect(f"{reverse('plans:what_if', args=[request.project.slug])}?tried={job.pk}")


def _panel(request: Guarded, latest: PlanVersion, shown: _Shown) -> HttpResponse:
    """What came of a way out beside the verdict in which it stands."""
    document = page_documents.load(latest.verdict_nl if language() == "nl" else latest.verdict_en)
    assumptions = tuple(one["text"] for one in document["assumptions"])
    told = {"project": request.project, "tried": shown.trial, **_of_outcome(request, latest, shown, assumptions)}
    response = render(request, "plans/what_if_panel.html", told)
    patch_vary_headers(response, ["HX-Target"])
    return response


def _page(request: Guarded, latest: PlanVersion, shown: _Shown) -> HttpResponse:
    asked, left = shown.asked, Meant(work_left(request.project), "plans.what_if.unknown")
    offered, assumptions = _offered(latest)
    told = {
        "project": request.project,
        "crumbs": crumbs(request.project, Message.of("plans.what_if")),
        "tabs": tabs(request, "what_if"),
        "version": latest,
        "choices": offered,
        "asked": asked,
        "missing": len(set(asked.ways) - {one.key for one in offered}),
        "lines": shown.lines or lastings(None, asked, left),
        "wrong": shown.wrong,
        "offered": listed(left.by_number.values()),
        "kept": scenarios(request.project),
        **_of_outcome(request, latest, shown, assumptions),
    }
    return render(request, "plans/what_if.html", told, status=shown.status)


def _offered(latest: PlanVersion) -> tuple[tuple[Offered, ...], tuple[str, ...]]:
    """The ways out of a verdict that can be chosen, and what it assumes."""
    document = page_documents.load(latest.verdict_nl if language() == "nl" else latest.verdict_en)
    assumptions = tuple(one["text"] for one in document["assumptions"])
    return choices(document, Basis.of(latest, assumptions[:LOUD])), assumptions


def _of_outcome(request: Guarded, latest: PlanVersion, shown: _Shown, assumptions: tuple[str, ...]) -> dict[str, Any]:
    """What the page tells of a trial or a scenario."""
    line = shown.trial.line if shown.trial else None
    runs = line is not None and line.state in (JobState.WAITING, JobState.RUNNING)
    found = shown.scenario or (shown.trial if line is not None and line.state == JobState.DONE else None)
    number = shown.scenario.version if shown.scenario else line.version if line else None
    version = latest if number in (None, latest.number) else version_for(request.user, request.project.slug, number)
    page = None
    earlier = _tried_at(shown) if found is not None and found.is_earlier else None
    if found is not None and version is not None and language() in found.documents:
        document = verdicts.load(found.documents[language()])
        page = tried(version, document, assumptions if version.pk == latest.pk else (), earlier)
    return {
        "trial": shown.trial,
        "scenario": shown.scenario,
        "page": page,
        "of": number if page is not None and number != latest.number else None,
        "again": shown.asked,
        "number": number,
        "earlier": earlier if page is not None else None,
        "heads": columns(request.GET, *HEADS),
        "curves": pictures.pair(page.before, page.after, page.committed, language(), say("plans.what_if.curves"))
        if page
        else (),
        "run": progress_of(line, request.user, reviews=reviews_in(request.user, request.project))
        if line is not None and runs
        else None,
        "over": line if line is not None and line.state in (JobState.FAILED, JobState.CANCELLED) else None,
        "name": shown.name or NameForm(),
        "rename": shown.rename,
        "outcome": shown.outcome,
    }


def _tried_at(shown: _Shown) -> datetime | None:
    """When that was of which the page tells; of a scenario when it was kept."""
    if shown.scenario is not None:
        return shown.scenario.created_at
    line = shown.trial.line if shown.trial else None
    return None if line is None else line.finished_at or line.created_at


@require_POST
def keep(request: Guarded, project: str, job: UUID) -> HttpResponse:
    """Keep what was tried as a scenario."""
    latest, found = latest_reviewed(request.project), _trial(request, str(job))
    if latest is None:
        raise Http404
    form, made = NameForm(request.POST), []

    def act() -> None:
        made.append(keep_trial(request.user, request.project.pk, job, form.cleaned_data["name"]))

    outcome = saved(form, act)
    if outcome.status:
        return _page(request, latest, _Shown(found.asked, found, name=form, status=outcome.status))
    messages.success(request, say("plans.what_if.kept_as", name=made[0].name))
    return redirect("plans:scenario", project=project, scenario=made[0].pk)


@require_http_methods(["GET", "POST"])
def scenario(request: Guarded, project: str, scenario: int) -> HttpResponse:
    """Open a scenario again; posting gives it another name."""
    latest, one = latest_reviewed(request.project), _kept(request, scenario)
    if latest is None:
        raise Http404
    form = RenameForm(request.POST or None, initial={"name": one.name, "revision": one.revision})
    shown = _Shown(one.asked, scenario=one, rename=form)
    if request.method == "POST":

        def act() -> None:
            rename_scenario(request.user, one.pk, form.cleaned_data["revision"], form.cleaned_data["name"])

        shown.outcome = saved(form, act)
        if not shown.outcome.status:
            messages.success(request, say("plans.what_if.renamed"))
            return redirect("plans:scenario", project=project, scenario=scenario)
        shown.status = shown.outcome.status
    return _page(request, latest, shown)


@require_POST
def remove(request: Guarded, project: str, scenario: int) -> HttpResponse:
    """Remove a scenario as it was seen; what somebody changed meanwhile is shown first."""
    latest, one = latest_reviewed(request.project), _kept(request, scenario)
    if latest is None:
        raise Http404
    seen = request.GET.get("revision", "")
    try:
        remove_scenario(request.user, one.pk, whole(seen, -1))
    except Conflict as error:
        form = RenameForm(initial={"name": one.name, "revision": one.revision})
        conflict = conflicting(error)
        return _page(request, latest, _Shown(one.asked, scenario=one, rename=form, outcome=conflict, status=409))
    messages.success(request, say("plans.what_if.removed", name=one.name))
    return redirect("plans:what_if", project=project)


def _trial(request: Guarded, pk: str) -> Trial:
    try:
        found = trial(request.project, UUID(pk), language())
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _kept(request: Guarded, pk: int) -> Kept:
    found = next((one for one in scenarios(request.project) if one.pk == pk), None)
    if found is None:
        raise Http404
    return found
