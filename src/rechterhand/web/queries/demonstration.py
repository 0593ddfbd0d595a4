"""The demonstration: who one may be in it, and how far the reading of its plans is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rechterhand.demo.portfolio import portfolio
from rechterhand.text import Message
from rechterhand.web.data.models import Job, JobKind, JobState, Person, PlanVersion, Project
from rechterhand.web.data.models.job import OPEN
from rechterhand.web.queries.installation import installation_is_fresh

USERNAME = "demonstration-"
"""How the names of its people begin."""
State: TypeAlias = Literal["waiting", "running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class PersonaLine:
    """Somebody to be: ``key`` says who it is, ``opens`` is the slug of the project or programme to open first."""

    pk: int
    key: str
    name: str
    role: str
    opens: str


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """How far a project's plans are: its newest one, with ``share`` and ``step`` while it is read; then all."""

    name: str
    state: State
    step: str
    share: float
    reviewed: int
    versions: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing more is to come."""
        return self.state == "failed" or self.reviewed >= self.versions


def demonstration_exists() -> bool:
    """Whether it was made and not removed. One statement."""
    return Person.objects.filter(is_demonstration=True).exists()


def demonstration_is_open() -> bool:
    """Whether one may be its people without signing in: it is there, and the installation is still fresh."""
    return installation_is_fresh() and demonstration_exists()


def persona(key: str) -> Person | None:
    """Somebody of the demonstration. One statement."""
    return Person.objects.filter(is_demonstration=True, is_active=True, username=f"{USERNAME}{key}").first()


def role_of(person: Person) -> Message | str:
    """The part that one of its people plays."""
    parts = {f"{USERNAME}{one.key}": one.role for one in portfolio().personas}
    return Message.of(f"access.role.{parts[person.username]}") if person.username in parts else ""


def personas() -> tuple[PersonaLine, ...]:
    """In the order of the portfolio. Three statements."""
    there = {one.username: one for one in Person.objects.filter(is_demonstration=True, is_active=True)}
    projects = Project.objects.filter(is_demonstration=True).select_related("programme").defer("search")
    by_number = {one.number: one for one in projects}
    told = portfolio()
    found = []
    for one in told.personas:
        row = there.get(f"{USERNAME}{one.key}")
        if row is None:
            continue
        place = by_number.get(told.project(one.opens).number) if one.opens else None
        programme = next((each.programme for each in by_number.values() if each.programme), None)
        slug = place.slug if place else programme.slug if programme and not one.opens else ""
        found.append(PersonaLine(row.pk, one.key, row.name, one.role, slug))
    return tuple(found)


def reading() -> tuple[ReadingLine, ...]:
    """Each project by name. Three statements."""
    projects = list(Project.objects.filter(is_demonstration=True).only("pk", "name"))
    jobs: dict[int, list[Job]] = {}
    for job in Job.objects.filter(project__in=projects).exclude(kind=JobKind.EXPORT).select_related("version"):
        jobs.setdefault(job.project_id or 0, []).append(job)
    reviewed: dict[int, set[int]] = {}
    done = PlanVersion.objects.filter(project__in=projects, reviewed_at__isnull=False)
    for project, number in done.values_list("project", "number"):
        reviewed.setdefault(project, set()).add(number)
    return tuple(_line(one, jobs.get(one.pk, ()), reviewed.get(one.pk, set())) for one in projects)


def _line(project: Project, jobs: Iterable[Job], reviewed: set[int]) -> ReadingLine:
    jobs = list(jobs)
    versions = max((one.work["number"] for one in jobs if one.kind == JobKind.DEMONSTRATION), default=len(reviewed))
    of_newest = [one for one in jobs if _number(one) == versions]
    running = next((one for one in of_newest if one.state == JobState.RUNNING), None)
    failed = any(one.state in (JobState.FAILED, JobState.CANCELLED) for one in of_newest)
    state: State = "waiting"
    if versions in reviewed:
        state = "done"
    elif running is not None:
        state = "running"
    elif failed and not any(one.state in OPEN for one in of_newest):
        state = "failed"
    step, share = (running.step, running.share) if running is not None else ("", 0.0)
    return ReadingLine(project.name, state, step, share, len(reviewed), versions)


def _number(job: Job) -> int | None:
    """Of which version a job is about."""
    if job.kind == JobKind.DEMONSTRATION:
        return None if job.work["later"] else job.work["number"]
    return job.version.number if job.version else job.work.get("number")
