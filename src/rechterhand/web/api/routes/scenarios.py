"""What if: a choice tried on the futures of the latest verdict, and the scenarios that are kept."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from ninja import Router
from ninja.responses import Status

from rechterhand.errors import NothingToDo
from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import NotThere
from rechterhand.web.actions.scenarios import remove_scenario, rename_scenario
from rechterhand.web.actions.trying import keep_trial, queue_trial
from rechterhand.web.api.binary import TRIED
from rechterhand.web.api.declaring import does
from rechterhand.web.api.documents import sent_document
from rechterhand.web.api.entity_tags import has_revision, seen
from rechterhand.web.api.errors import NotReviewed, NotTried
from rechterhand.web.api.paging import page
from rechterhand.web.api.routes.work import JobKey
from rechterhand.web.api.shapes.base import Key, Limit, Offset, Page, Slug
from rechterhand.web.api.shapes.plans import JobAnswer
from rechterhand.web.api.shapes.plans import job as shape_of_job
from rechterhand.web.api.shapes.scenarios import NewScenario, NewTrial, ScenarioAnswer, ScenarioName
from rechterhand.web.api.shapes.scenarios import scenario as shape_of
from rechterhand.web.data.models import JobState
from rechterhand.web.look.say import language
from rechterhand.web.queries.paging import USUAL, part
from rechterhand.web.queries.trial import Kept, scenario_kept, scenarios, work_left
from rechterhand.web.queries.trial import trial as trial_of
from rechterhand.web.queries.versions import job_line, latest_reviewed

router = Router(tags=["scenarios"])


@router.post("projects/{slug:project}/trials", response={202: JobAnswer})
@does("plan.scenario")
def try_choice(request: Guarded, project: Slug, told: NewTrial, response: HttpResponse) -> Status[JobAnswer]:
    """Try ways out and durations on the futures of the latest verdict."""
    latest, choice = latest_reviewed(request.project), told.trial()
    if latest is None:
        raise NotReviewed
    if not choice.ways and not choice.durations:
        raise NothingToDo(Message.of("plans.what_if.nothing"))
    unknown = choice.durations.keys() - {one.number for one in work_left(request.project)}
    if unknown:
        raise NothingToDo(Message.of("plans.what_if.unknown", told=min(unknown)))
    row = queue_trial(request.user, latest.pk, choice)
    response["Location"] = reverse("api:read_trial", kwargs={"project": project, "trial": row.pk})
    return Status(202, shape_of_job(job_line(row, language()), project))


@router.get("projects/{slug:project}/trials/{uuid:trial}", openapi_extra=TRIED)
@does("plan.scenario")
def read_trial(request: Guarded, project: Slug, trial: JobKey) -> HttpResponse:
    """What came of a trial."""
    found = trial_of(request.project, trial, language())
    if found is None:
        raise NotThere
    if found.line.state != JobState.DONE:
        raise NotTried
    return sent_document(request, found.documents[language()])


@router.get("projects/{slug:project}/scenarios", response=Page[ScenarioAnswer])
@does("plan.scenario")
def list_scenarios(request: Guarded, project: Slug, limit: Limit = USUAL, offset: Offset = 0) -> Page[ScenarioAnswer]:
    """Scenarios of a project, newest first."""
    return page(request, part(scenarios(request.project), offset, limit), shape_of, limit=limit, offset=offset)


@router.post("projects/{slug:project}/scenarios", response={201: ScenarioAnswer})
@does("plan.scenario")
def keep_scenario_of(
    request: Guarded, project: Slug, told: NewScenario, response: HttpResponse
) -> Status[ScenarioAnswer]:
    """Keep what was tried as a scenario."""
    row = keep_trial(request.user, request.project.pk, told.trial, told.name)
    response["Location"] = reverse("api:read_scenario", kwargs={"project": project, "scenario": row.pk})
    return Status(201, _shown(request, row.pk, response))


@router.get("projects/{slug:project}/scenarios/{int:scenario}", response=ScenarioAnswer)
@does("plan.scenario")
def read_scenario(request: Guarded, project: Slug, scenario: Key, response: HttpResponse) -> ScenarioAnswer:
    """One scenario."""
    return _shown(request, scenario, response)


@router.get("projects/{slug:project}/scenarios/{int:scenario}/outcome", openapi_extra=TRIED)
@does("plan.scenario")
def read_outcome(request: Guarded, project: Slug, scenario: Key) -> HttpResponse:
    """What came of a scenario."""
    documents = _kept(request, scenario).documents
    if language() not in documents:
        raise NotTried
    return sent_document(request, documents[language()])


@router.patch("projects/{slug:project}/scenarios/{int:scenario}", response=ScenarioAnswer)
@does("plan.scenario", by_revision=True)
def rename_scenario_to(
    request: Guarded, project: Slug, scenario: Key, told: ScenarioName, response: HttpResponse
) -> ScenarioAnswer:
    """Give a scenario another name."""
    found = _kept(request, scenario)
    with seen(request) as revision:
        rename_scenario(request.user, found.pk, revision, told.name)
    return _shown(request, scenario, response)


@router.delete("projects/{slug:project}/scenarios/{int:scenario}", response={204: None})
@does("plan.scenario", by_revision=True)
def remove_scenario_as_seen(request: Guarded, project: Slug, scenario: Key) -> Status[None]:
    """Remove a scenario."""
    found = _kept(request, scenario)
    with seen(request) as revision:
        remove_scenario(request.user, found.pk, revision)
    return Status(204, None)


def _kept(request: Guarded, pk: int) -> Kept:
    """Raises NotThere, also for a scenario of another project."""
    found = scenario_kept(request.project, pk)
    if found is None:
        raise NotThere
    return found


def _shown(request: Guarded, pk: int, response: HttpResponse) -> ScenarioAnswer:
    found = _kept(request, pk)
    has_revision(response, found.revision)
    return shape_of(found)
