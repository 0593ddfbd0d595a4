"""The demonstration programme as it is written down in ``content/``: projects, phases, tasks and roles.

A task has ``days``, its approved duration; ``now``, what is now expected of it; ``took``, what it really takes, known
when as many days were worked as it will be late; ``range``, its lowest and highest duration; ``after``, its
predecessors (``"INR110"``, ``"INR310 SS+5d"``, ``"AAN340 FS+14ed"``); ``fixed``, a constraint with its date;
``promised``, the date of a milestone that was promised; ``new``, work that came after approval; ``stale``, work that
nobody reports on; ``began``, ``ended`` and ``left`` (days), progress that differs from what the durations say;
``dropped``, work that only another version has: it keeps its number; ``moscow``,
what was agreed of its place in the scope before there was trouble: 'Must', 'Should' or 'Could'.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rechterhand.demo.written import written


@dataclass(frozen=True, slots=True)
class Task:
    """One task or (without days) milestone; durations in working days."""

    code: str
    name: str
    days: float
    role: str | None = None
    units: float = 1.0
    after: tuple[str, ...] = ()
    calendar: str | None = None
    took: float | None = None
    now: float | None = None
    range: tuple[float, float] | None = None
    fixed: str | None = None
    note: str | None = None
    began: datetime | None = None
    ended: datetime | None = None
    left: float | None = None
    new: bool = False
    stale: bool = False
    committed: bool = False
    promised: datetime | None = None
    dropped: bool = False
    moscow: str | None = None

    @property
    def real_days(self) -> float:
        """What it takes by what is known today."""
        return next(one for one in (self.took, self.now, self.days) if one is not None)

    @property
    def expected_days(self) -> float:
        """What it takes by what is known before it begins."""
        return self.days if self.now is None else self.now


@dataclass(frozen=True, slots=True)
class Phase:
    """Tasks under one heading."""

    name: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """One project of the programme."""

    code: str
    name: str
    phases: tuple[Phase, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A role that does work; ``supplier`` works on the supplier's calendar."""

    name: str
    units: float = 1.0
    rate: float = 0.0
    supplier: bool = False


@dataclass(frozen=True, slots=True)
class Programme:
    """All of it, with the dates that rule it."""

    name: str
    key: str
    body: str
    start: datetime
    status_date: datetime
    committed: datetime
    freeze: tuple[int, int, int]
    projects: tuple[Project, ...]
    roles: tuple[Role, ...]

    def tasks(self) -> Iterator[Task]:
        """All tasks in order."""
        for project in self.projects:
            for phase in project.phases:
                yield from phase.tasks


def load() -> Programme:
    """Read the programme from the package."""
    form = written("programme")
    projects = tuple(_project(written(name)) for name in form.pop("projects"))
    roles = tuple(Role(**role) for role in form.pop("role"))
    form["freeze"] = tuple(form["freeze"])
    return Programme(**form, projects=projects, roles=roles)


def _project(form: dict[str, Any]) -> Project:
    phases = tuple(Phase(phase["name"], tuple(_task(task) for task in phase["tasks"])) for phase in form["phase"])
    return Project(form["code"], form["name"], phases)


def _task(form: dict[str, Any]) -> Task:
    lists = {key: tuple(value) for key, value in form.items() if isinstance(value, list)}
    return Task(**{**form, **lists})
