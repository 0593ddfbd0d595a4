"""The versions of a project's plan, and the jobs about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from rechterhand.errors import BadInput, NoTable
from rechterhand.export.endings import PLAN_FILES
from rechterhand.text import Language, Message
from rechterhand.web.bridge.problems import Problem, asks_password, told
from rechterhand.web.data.models import Job, JobKind, JobState, Person, PlanVersion, Project
from rechterhand.web.look.explained import Explained
from rechterhand.web.queries.figures import Basis, nothing
from rechterhand.web.queries.visible import projects_of


@dataclass(frozen=True, slots=True)
class Gone:
    """That a version was taken back: when, by whom and why."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list."""

    pk: int
    number: int
    file_name: str
    file_format: str
    file_size: Explained
    status_date: date | None
    created_at: datetime
    created_by: str
    activities: int
    links: int
    is_reviewed: bool
    p50: Explained
    p80: Explained
    moved: Explained
    checks_failed: int | None
    checks_warned: int | None
    checks_passed: int | None
    file_sha256: str
    file_bytes: int
    taken_back: Gone | None = None


@dataclass(frozen=True, slots=True)
class JobLine:
    """Work as people see it; ``share`` runs from 0 to 1, ``problem`` is in the reader's words.

    ``names_people`` when its file does: it is only for who may have the original. ``asks`` is what somebody can say so
    that a file that couldn't be read can be: its ``password``, or what its ``columns`` are. ``owner`` asked for it.
    """

    pk: UUID
    kind: str
    state: str
    share: float
    step: str
    file_name: str
    version: int | None
    created_at: datetime
    finished_at: datetime | None
    wants_cancel: bool
    problem: Problem | None
    result: dict[str, Any]
    names_people: bool = False
    asks: str = ""
    owner: int | None = None


COLUMN_PROBLEMS = (NoTable.code, BadInput.code)
"""Of a table in which nobody found a plan, and of one that isn't as somebody said."""


def version_for(person: Person, slug: str, number: int | None = None) -> PlanVersion | None:
    """A version of a project that the person may see; without a number the latest that counts. One statement."""
    found = PlanVersion.objects.filter(project__in=projects_of(person), project__slug=slug)
    found = found.counting() if number is None else found.filter(number=number)
    return found.select_related("project", "project__programme", "taken_back__created_by").order_by("-number").first()


def latest_reviewed(project: Project) -> PlanVersion | None:
    """The newest version that counts and has a verdict. One statement."""
    found = PlanVersion.objects.counting().filter(project=project, reviewed_at__isnull=False)
    return found.select_related("project", "project__programme", "created_by").order_by("-number").first()


def versions(project: Project) -> tuple[VersionLine, ...]:
    """Newest first, those that were taken back among them. One statement."""
    rows = PlanVersion.objects.filter(project=project).select_related("created_by", "taken_back__created_by")
    return tuple(version_line(one) for one in rows.defer("curve", "dearest"))


def version_line(one: PlanVersion) -> VersionLine:
    """A version as a line of the list."""
    basis = Basis.of(one)
    reviewed = one.reviewed_at is not None
    none = nothing("not_reviewed")
    size = basis.figure(round(one.file_size / 1024), "", Message.of("records.formula.size"))
    moved = Message.of("records.formula.moved")
    return VersionLine(
        one.pk,
        one.number,
        one.file_name,
        one.file_format,
        size,
        one.status_date,
        one.created_at,
        str(one.created_by or ""),
        one.activities,
        one.links,
        reviewed,
        basis.day(one.p50, "p50") if reviewed else none,
        basis.day(one.p80, "p80") if reviewed else none,
        none if one.moved_days is None else basis.figure(one.moved_days, "working_days", moved, digits=1, signed=True),
        one.checks_failed,
        one.checks_warned,
        one.checks_passed,
        one.file_sha256,
        one.file_size,
        gone(one),
    )


def gone(one: PlanVersion) -> Gone | None:
    """That a version was taken back; None while it counts."""
    row = getattr(one, "taken_back", None)
    return None if row is None else Gone(row.created_at, str(row.created_by or ""), row.reason)


def jobs(project: Project, language: Language, most: int = 20, *, stopped_too: bool = True) -> tuple[JobLine, ...]:
    """The latest work on a project, newest first. One statement.

    Without ``stopped_too`` what was stopped since its version was taken back is left out: nobody misses it.
    """
    rows = Job.objects.filter(project=project)
    if not stopped_too:
        rows = rows.exclude(state=JobState.CANCELLED, version__taken_back__isnull=False)
    found = rows.select_related("version").defer("version__curve", "version__dearest")
    return tuple(job_line(one, language) for one in found[:most])


def exports_of(version: PlanVersion, language: Language, *, names: bool, most: int = 20) -> tuple[JobLine, ...]:
    """The files that were made of a version, and those that are being made, newest first; with ``names`` also those
    that name people. One statement."""
    rows = Job.objects.filter(version=version, kind=JobKind.EXPORT).select_related("version")
    if not names:
        rows = rows.filter(Q(work__names=False) | ~Q(work__suffix__in=PLAN_FILES))
    return tuple(job_line(one, language) for one in rows.defer("version__curve", "version__dearest")[:most])


def job_for(person: Person, pk: UUID, language: Language, *, slug: str | None = None) -> JobLine | None:
    """A job on a project that the person may see; on the one that ``slug`` names where it is given. One statement."""
    rows = Job.objects.filter(pk=pk, project__in=projects_of(person)).select_related("version")
    found = (rows if slug is None else rows.filter(project__slug=slug)).first()
    return None if found is None else job_line(found, language)


def job_line(one: Job, language: Language) -> JobLine:
    """A job as people see it."""
    return JobLine(
        one.pk,
        one.kind,
        one.state,
        one.share,
        one.step,
        str(one.work.get("file_name", one.version.file_name if one.version else "")),
        one.version.number if one.version else one.result.get("number"),
        one.created_at,
        one.finished_at,
        one.wants_cancel,
        None if one.problem is None else told(one.problem, language),
        one.result,
        one.names_people,
        asks(one),
        one.owner_id,
    )


def asks(one: Job) -> str:
    """What a job that couldn't read its file asks of people."""
    if one.kind != JobKind.IMPORT or one.state != JobState.FAILED or one.problem is None:
        return ""
    if asks_password(one.problem):
        return "password"
    return "columns" if "table" in one.work and one.problem["code"] in COLUMN_PROBLEMS else ""


def newest_number(project: Project) -> int | None:
    """Of its newest version that counts. One statement."""
    return PlanVersion.objects.counting().filter(project=project).values_list("number", flat=True).first()
