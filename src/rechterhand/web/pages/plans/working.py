"""The work on a plan as its pages show it: what runs, what went wrong, and what is new meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rechterhand.web.access.permissions import allowed
from rechterhand.web.data.models import JobKind, JobState, Person, Project
from rechterhand.web.look.say import language
from rechterhand.web.look.work import Progress
from rechterhand.web.pages.work.told import name_of, progress_of
from rechterhand.web.queries.versions import JobLine, jobs

OPEN = (JobState.WAITING, JobState.RUNNING)
OVER = (JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Ended:
    """Work that came to nothing."""

    name: object
    job: JobLine
    may_again: bool


@dataclass(frozen=True, slots=True)
class Working:
    """``seen`` names the state of all of it, ``version`` the latest one with a verdict (0 for none)."""

    open: tuple[Progress, ...]
    ended: Ended | None
    seen: str
    version: int
    may_upload: bool

    @property
    def is_quiet(self) -> bool:
        """Whether nothing runs."""
        return not self.open


def working(person: Person, project: Project, latest: int) -> Working:
    """How the work on a project's plan stands; ``latest`` is the latest version with a verdict."""
    found = [one for one in jobs(project, language()) if one.kind != JobKind.EXPORT]
    may = allowed(person, "plan.review", project)
    runs = [one for one in found if one.state in OPEN]
    newest = found[0] if found and not runs else None
    return Working(
        tuple(progress_of(one, may_stop=may) for one in reversed(runs)),
        Ended(name_of(newest.kind, newest.file_name), newest, may) if newest and newest.state in OVER else None,
        _seen(found, latest),
        latest,
        allowed(person, "plan.upload", project),
    )


def _seen(found: Sequence[JobLine], latest: int) -> str:
    return "-".join([str(latest), *(f"{one.pk.hex[:6]}{one.state[0]}" for one in found[:6])])
