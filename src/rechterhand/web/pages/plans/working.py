"""The work on a plan as its pages show it: what runs, what went wrong, and what is new meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rechterhand.web.access.matrix import may
from rechterhand.web.access.roles import roles_in
from rechterhand.web.data.models import JobKind, JobState, Person, Project
from rechterhand.web.look.say import language
from rechterhand.web.look.work import Progress
from rechterhand.web.pages.work.told import name_of, progress_of
from rechterhand.web.queries.versions import JobLine, jobs

OPEN = (JobState.WAITING, JobState.RUNNING)
OVER = (JobState.FAILED, JobState.CANCELLED)
DONE_HERE = ("upload", "take_back", "download", "review", "export", "uncertainty", "scenario")
BESIDE = (JobKind.EXPORT, JobKind.COMPARE, JobKind.TRY)
"""Work that no verdict waits for, shown where it was asked for."""


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

    @property
    def first(self) -> tuple[Progress, ...]:
        """What runs; of what only waits the next."""
        return tuple(one for one in self.open if one.state == "running") or self.open[:1]

    @property
    def others(self) -> tuple[Progress, ...]:
        """The rest of it, which waits its turn."""
        first = {one.job for one in self.first}
        return tuple(one for one in self.open if one.job not in first)


def allowed_here(person: Person, project: Project) -> dict[str, bool]:
    """What somebody may do with a plan, by the last part of the action's name. One statement."""
    roles = roles_in(person, project)
    return {name: may(f"plan.{name}", roles) for name in DONE_HERE}


def working(viewer: Person, project: Project, may_do: Mapping[str, bool], latest: int) -> Working:
    """How the work on a project's plan stands, for somebody who may do this there. One statement.

    ``latest`` is the latest version with a verdict.
    """
    found = [one for one in jobs(project, language(), stopped_too=False) if one.kind not in BESIDE]
    runs = [one for one in found if one.state in OPEN]
    newest = found[0] if found and not runs else None
    steers = newest is not None and (may_do["review"] or newest.owner == viewer.pk)
    return Working(
        tuple(progress_of(one, viewer, reviews=may_do["review"]) for one in reversed(runs)),
        Ended(name_of(newest.kind, newest.file_name), newest, steers and not newest.asks)
        if newest and newest.state in OVER
        else None,
        _seen(found, latest),
        latest,
        may_do["upload"],
    )


def _seen(found: Sequence[JobLine], latest: int) -> str:
    return "-".join([str(latest), *(f"{one.pk.hex[:6]}{one.state[0]}" for one in found[:6])])
