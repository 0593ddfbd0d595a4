"""Long work: put in the queue, cancelled, tried again.

A job is put in the queue within the transaction of whatever asked for it: either both are kept or neither.
Tasks are named here, not imported: they stand in ``jobs/``, above this layer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from procrastinate.contrib.django import app

from rechterhand.export.endings import PLAN_FILES
from rechterhand.text import Message
from rechterhand.web.access.permissions import allowed
from rechterhand.web.actions.acting import acting, found, there
from rechterhand.web.actions.errors import NotThere, TooLate, TooMuch
from rechterhand.web.bridge.sealed import sealed
from rechterhand.web.data.models import (
    Job,
    JobKind,
    JobState,
    Person,
    PlanVersion,
    Programme,
    Project,
    UncertaintyTable,
)
from rechterhand.web.data.models.job import OPEN

TASKS = {
    JobKind.IMPORT: "rechterhand.import_plan",
    JobKind.REVIEW: "rechterhand.review_version",
    JobKind.EXPORT: "rechterhand.export_version",
    JobKind.COMPARE: "rechterhand.compare_versions",
    JobKind.DEMONSTRATION: "rechterhand.bring_demonstration",
    JobKind.TRY: "rechterhand.try_scenario",
    JobKind.JOINT: "rechterhand.review_programme",
}
"""The name of each kind's task; a test checks that they are there."""
URGENT, USUAL, LATER, LAST = 10, 0, -10, -20
"""What somebody waits for goes before what comes along by itself, and that before what is history."""
MOST_OPEN = 50
"""Pieces of work that somebody may have asked for that wait or run; what follows from them comes on top."""
SOON = 15
"""Seconds after which projects are looked at together once something about them changed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Work that is asked for: of which project or version, with what, and with which password its file opens."""

    kind: JobKind
    project: Project
    version: PlanVersion | None = None
    work: dict[str, Any] | None = None
    priority: int = URGENT
    password: str = field(default="", repr=False)


def queue(person: Person | None, asked: Asked) -> Job:
    """Put work in the queue; call it in a transaction."""
    job = Job.objects.create(
        kind=asked.kind,
        project=asked.project,
        version=asked.version,
        work=asked.work or {},
        owner=person,
        sealed_password=sealed(asked.password),
    )
    return _put(job, asked.priority)


def asked_for(person: Person | None, asked: Asked) -> Job:
    """Put work in the queue that a person asks for; call it in a transaction. Raises TooMuch."""
    _refuse_more(person)
    return queue(person, asked)


def _refuse_more(person: Person | None) -> None:
    if person is not None and Job.objects.filter(owner=person, state__in=OPEN).count() >= MOST_OPEN:
        raise TooMuch(Message.of("records.too_much", most=MOST_OPEN), hint=Message.of("records.too_much.hint"))


def queue_joint(person: Person | None, programme: Programme, *, at_once: bool = False) -> Job:
    """Look at a programme's projects together; call it in a transaction.

    One that waits already stands for all who ask. Unless ``at_once`` it begins a little later, so that several changes
    in a row are looked at together.
    """
    waiting = _waiting(JobKind.JOINT, programme=programme)
    if waiting is not None and not at_once:
        return waiting
    job = waiting or Job.objects.create(kind=JobKind.JOINT, programme=programme, owner=person)
    return _put(job, URGENT if at_once else LATER, 0 if at_once else SOON)


def queue_review(person: Person | None, version_id: int, *, urgent: bool = True) -> Job:
    """Review a version, anew when it was before; one that waits already stands for both. Raises NotThere, TooMuch."""
    with acting(person, "version.review"):
        _refuse_more(person)
        return _reviewed_anew(person, found(PlanVersion, pk=version_id), URGENT if urgent else USUAL)


def judge_again(person: Person | None, project: Project) -> None:
    """What its latest version is judged by changed: have it reviewed anew, where there is one; call it in a
    transaction.
    """
    latest = PlanVersion.objects.counting().filter(project=project).first()
    if latest is not None:
        _reviewed_anew(person, latest, URGENT)


def _reviewed_anew(person: Person | None, version: PlanVersion, priority: int) -> Job:
    """Within an action, which stays what history tells."""
    waiting = _waiting(JobKind.REVIEW, version=version)
    return waiting or queue(person, Asked(JobKind.REVIEW, version.project, version, priority=priority))


def _waiting(kind: JobKind, **of: Any) -> Job | None:
    """A job that waits for its turn, held: it isn't begun before what was asked for with it is kept."""
    waits = Job.objects.filter(kind=kind, state=JobState.WAITING, wants_cancel=False, **of)
    return waits.select_for_update(of=("self",), no_key=True).first()


def queue_export(person: Person, version_id: int, suffix: str, language: str = "") -> Job:
    """Make a file of a version, one of ``PLAN_FILES`` or ``VERDICT_FILES``; in the person's language if none is named.

    A file of the plan itself names people only for who may have the original. Raises NotThere, TooMuch.
    """
    with acting(person, "version.export"):
        version = there(PlanVersion, pk=version_id)
        names = suffix in PLAN_FILES and allowed(person, "plan.download", version.project)
        told = language or person.language or "nl"
        work = {"suffix": suffix, "language": told, "export": str(uuid4()), "names": names}
        return asked_for(person, Asked(JobKind.EXPORT, version.project, version, work))


def queue_comparison(person: Person, old_id: int, new_id: int) -> Job:
    """Compare two versions of a project by its newest table of uncertainty; a comparison by that table that is there,
    or on its way, stands for all who ask.

    Raises NotThere, also for versions of two projects or a pair that isn't in order; TooMuch.
    """
    with acting(person, "version.compare"):
        old, new = found(PlanVersion, pk=old_id), found(PlanVersion, pk=new_id)
        if old.project_id != new.project_id or old.number >= new.number:
            raise NotThere
        work = {"old": old.pk, "table": UncertaintyTable.revision_of(new.project_id)}
        known = Job.objects.filter(kind=JobKind.COMPARE, version=new, work=work, wants_cancel=False)
        already = known.filter(state__in=(*OPEN, JobState.DONE)).first()
        return already or asked_for(person, Asked(JobKind.COMPARE, new.project, new, work))


def cancel_job(person: Person, job_id: UUID) -> Job:
    """Stop a job: at once when it waits, at its next step when it runs. Raises NotThere, TooLate."""
    with acting(person, "job.cancel"):
        job = found(Job, pk=job_id)
        if job.state not in OPEN:
            raise TooLate(Message.of("records.job_over"))
        return _stopped(job)


def stop_work_on(version: PlanVersion) -> None:
    """Stop all work that is on its way for a version; call it in a transaction."""
    for job in Job.objects.select_for_update().filter(version=version, state__in=OPEN):
        _stopped(job)


def _stopped(job: Job) -> Job:
    job.wants_cancel = True
    if job.state == JobState.WAITING:
        job.state, job.finished_at = JobState.CANCELLED, timezone.now()
    job.save(update_fields=["wants_cancel", "state", "finished_at"])
    return job


def retry_job(person: Person, job_id: UUID) -> Job:
    """Try a failed or cancelled job again. Raises NotThere, TooLate, TooMuch."""
    with acting(person, "job.retry"):
        job = found(Job, pk=job_id)
        if job.state not in (JobState.FAILED, JobState.CANCELLED):
            raise TooLate(Message.of("records.job_not_over"))
        return begun_anew(person, job)


def begun_anew(person: Person, job: Job) -> Job:
    """Put a job that is over in the queue once more; call it in a transaction. Raises TooMuch."""
    _refuse_more(person)
    job.state, job.share, job.step, job.attempts = JobState.WAITING, 0.0, "", 0
    job.problem, job.wants_cancel, job.finished_at = None, False, None
    job.save()
    return _put(job, URGENT)


def _put(job: Job, priority: int, seconds: int = 0) -> Job:
    """Work on one project, or programme, is done one after another, in the order in which it was asked for."""
    lock = f"project-{job.project_id}" if job.programme_id is None else f"programme-{job.programme_id}"
    later = {"schedule_in": {"seconds": seconds}} if seconds else {}
    task = app.configure_task(TASKS[JobKind(job.kind)], lock=lock, priority=priority, allow_unknown=True, **later)
    job.queued_id = task.defer(job_id=str(job.pk))
    Job.objects.filter(pk=job.pk).update(queued_id=job.queued_id)
    return job
