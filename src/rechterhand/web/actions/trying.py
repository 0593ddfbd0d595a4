"""What if: try ways out and changed durations, and keep what came of it as a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from rechterhand.errors import NothingToDo
from rechterhand.text import Message
from rechterhand.web.actions.acting import acting, found
from rechterhand.web.actions.errors import NotThere, TooLate
from rechterhand.web.actions.plans import found_version
from rechterhand.web.actions.scenarios import ScenarioForm, keep_scenario
from rechterhand.web.actions.working import Asked, asked_for
from rechterhand.web.bridge import trials, verdicts
from rechterhand.web.data.models import Job, JobKind, JobState, Person, PlanVersion, Scenario
from rechterhand.web.data.models.job import OPEN

MOST = 200
"""Changed durations in one trial, and so many ways out."""
LONGEST = 10_000
"""Working days that an activity can be said to take."""


@dataclass(frozen=True, slots=True)
class Trial:
    """``ways`` are keys of ways out of the verdict, ``durations`` working days by activity."""

    ways: tuple[str, ...] = ()
    durations: Mapping[int, float] = field(default_factory=dict)


def queue_trial(person: Person, version_id: int, trial: Trial) -> Job:
    """Try a choice on a version that was reviewed; the same choice that was tried since, or will be, stands for it.

    Raises
    ------
    NotThere, NothingToDo
        There is no such version, or it has no verdict yet.
    TooMuch
        The person has too much waiting.
    """
    kept = found_version(version_id).verdict_en
    if not kept:
        raise NothingToDo(Message.of("records.not_reviewed"))
    work = trials.work(verdicts.load(kept), trial.ways, trial.durations)
    with acting(person, "scenario.try"):
        version = found(PlanVersion, pk=version_id)
        known = Job.objects.filter(kind=JobKind.TRY, version=version, work=work, wants_cancel=False)
        since = known.filter(state__in=(*OPEN, JobState.DONE), created_at__gte=version.reviewed_at)
        return since.first() or asked_for(person, Asked(JobKind.TRY, version.project, version, work))


def keep_trial(person: Person, project_id: int, job_id: UUID, name: str) -> Scenario:
    """Keep what was tried under a name. Raises NotThere, TooLate while it isn't done, Unfit, Taken."""
    job = Job.objects.filter(pk=job_id, kind=JobKind.TRY, project=project_id).first()
    if job is None or job.version_id is None:
        raise NotThere
    if job.state != JobState.DONE:
        raise TooLate(Message.of("records.not_tried"))
    durations = {int(key): days for key, days in job.work["durations"].items()}
    return keep_scenario(
        person, job.version_id, ScenarioForm(name, tuple(job.work["ways"]), durations, outcome=job.result)
    )
