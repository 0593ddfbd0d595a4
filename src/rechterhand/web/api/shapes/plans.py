"""Versions of plans, what is made of them, and the work on them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, TypeAlias
from uuid import UUID

from django.urls import reverse

from rechterhand.export.endings import MADE
from rechterhand.web.api.shapes.base import Answer, Body, day, figure, known, name_field
from rechterhand.web.data.models import JobKind, JobState
from rechterhand.web.queries.versions import JobLine, VersionLine

if TYPE_CHECKING:
    FileFormat: TypeAlias = str
else:
    FileFormat = Literal[tuple(one[1:] for one in MADE)]


class Source(Answer):
    """The file as it came; ``format`` by the name that its reader has for it."""

    file: str
    format: str
    sha256: str
    bytes: int


class ChecksAnswer(Answer):
    """How many checks ended how."""

    fail: int
    warn: int
    passed: int


class GoneAnswer(Answer):
    """That a version was taken back: it doesn't count, and everything of it is kept."""

    at: datetime
    by: str
    reason: str


class VersionAnswer(Answer):
    """A version of a plan; figures are null until it is reviewed, ``taken_back`` is while it counts."""

    number: int
    source: Source
    status_date: date | None
    created_at: datetime
    created_by: str
    activities: int
    links: int
    reviewed: bool
    p50: date | None
    p80: date | None
    moved_days: float | None
    checks: ChecksAnswer | None
    taken_back: GoneAnswer | None


class ProblemOfJob(Answer):
    """What is wrong, where, and what to do about it: as an error document, but for what is of an answer."""

    code: str
    detail: str
    hint: str
    where: dict[str, str | int]
    problems: list[str]


class JobAnswer(Answer):
    """Work: how far it is (``share`` from 0 to 1), and what came of it. ``file`` is where an export can be had.

    ``asks`` says what an answer must tell before the file can be read: its password, or its columns.
    """

    id: UUID
    kind: JobKind
    state: JobState
    share: float
    step: str
    file_name: str
    version: int | None
    created_at: datetime
    finished_at: datetime | None
    cancelling: bool
    problem: ProblemOfJob | None
    asks: Literal["password", "columns"] | None
    file: str | None
    url: str


class Reason(Body):
    """Why a version is taken back."""

    reason: str = name_field(500)


class NewExport(Body):
    """Which file to make; those of the verdict ask for a version that is reviewed."""

    format: FileFormat


def version(one: VersionLine) -> VersionAnswer:
    """A version."""
    checks, gone = None, one.taken_back
    if one.checks_failed is not None:
        checks = ChecksAnswer(fail=one.checks_failed, warn=one.checks_warned or 0, passed=one.checks_passed or 0)
    return VersionAnswer(
        number=one.number,
        source=Source(file=one.file_name, format=one.file_format, sha256=one.file_sha256, bytes=one.file_bytes),
        status_date=one.status_date,
        created_at=one.created_at,
        created_by=one.created_by,
        activities=one.activities,
        links=one.links,
        reviewed=one.is_reviewed,
        p50=day(one.p50),
        p80=day(one.p80),
        moved_days=figure(one.moved),
        checks=checks,
        taken_back=None if gone is None else GoneAnswer(at=gone.at, by=gone.by, reason=gone.reason),
    )


def job(one: JobLine, project: str, *, names: bool = True) -> JobAnswer:
    """A job of a project; whoever may not read ``names`` isn't shown where a file is that has them."""
    found = one.problem
    made = one.kind == JobKind.EXPORT and one.state == JobState.DONE and (names or not one.names_people)
    named = {"project": project, "job": one.pk}
    return JobAnswer(
        id=one.pk,
        kind=JobKind(one.kind),
        state=JobState(one.state),
        share=one.share,
        step=one.step,
        file_name=one.file_name,
        version=one.version,
        created_at=one.created_at,
        finished_at=one.finished_at,
        cancelling=one.wants_cancel,
        problem=None
        if found is None
        else ProblemOfJob(
            code=found.code,
            detail=found.message,
            hint=found.hint,
            where=found.where,
            problems=list(found.further),
        ),
        asks=known(one.asks) if one.asks else None,
        file=reverse("api:read_export", kwargs=named) if made else None,
        url=reverse("api:read_job", kwargs=named),
    )
