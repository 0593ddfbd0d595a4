"""The demonstration portfolio: six projects of one programme in different phases and methods, with versions of their
plans, a version every two months. Made from ``content/portfolio/``, the same at every call.

A project is written as the programme is (``programme.py``), with stages in place of its projects. ``since`` on a task
is work that came after approval; a ``change`` gives a field of a task another value from a day on. What isn't written
down, and differs all the same from version to version, is time: work that was done, and how long it took.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from rechterhand.demo.effort import with_effort
from rechterhand.demo.history import known_days, with_progress
from rechterhand.demo.plan import approved
from rechterhand.demo.programme import Phase, Programme, Project, Role, Task
from rechterhand.demo.skeleton import skeleton
from rechterhand.demo.written import written
from rechterhand.engine.schedule.dated import dated
from rechterhand.engine.schedule.solve import schedule
from rechterhand.export import written as file_of
from rechterhand.record.plan import Dialect, Plan

_DIALECTS = {".xer": Dialect.PRIMAVERA, ".xml": Dialect.MICROSOFT}


@dataclass(frozen=True, slots=True)
class Promise:
    """A date that was promised."""

    what: str
    date: date


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a task that has another value from a day on, and why."""

    since: date
    why: str
    code: str
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class DemoProject:
    """One project: what its office knows of it, its plan without progress, and what changed in that.

    ``status_dates`` has one for each version, the first version's first; ``tool`` is the suffix of its files.
    """

    slug: str
    number: str
    tool: str
    method: str
    phase: str
    unit: str
    tags: tuple[str, ...]
    time_tolerance_days: int | None
    cost_tolerance: int | None
    promises: tuple[Promise, ...]
    status_dates: tuple[datetime, ...]
    programme: Programme
    came: Mapping[str, date]
    changes: tuple[Change, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.programme.name

    @property
    def versions(self) -> int:
        """How many there are; the first is 1, the last is today's."""
        return len(self.status_dates)

    @property
    def result(self) -> str:
        """What was promised as a whole: its last milestone."""
        return next(one.name for one in self.programme.tasks() if one.committed)

    @property
    def committed(self) -> date:
        """The date that was promised for the whole."""
        return self.programme.committed.date()


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to be in the demonstration: a role in some projects, in the programme when ``of`` is empty.

    ``opens`` is the project to open first.
    """

    key: str
    name: str
    role: str
    opens: str = ""
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoLink:
    """A task of one project that one of another waits for: each as the project and the task's code."""

    before: tuple[str, str]
    after: tuple[str, str]
    lag_days: float = 0.0


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The programme, its projects, the links between these, and who one may be in it."""

    name: str
    number: str
    unit: str
    projects: tuple[DemoProject, ...]
    personas: tuple[Persona, ...]
    links: tuple[DemoLink, ...] = ()

    def task(self, slug: str, code: str) -> Task:
        """A task of a project by its code. Raises StopIteration."""
        return next(one for one in self.project(slug).programme.tasks() if one.code == code)

    def project(self, slug: str) -> DemoProject:
        """A project by its short name. Raises KeyError."""
        return {one.slug: one for one in self.projects}[slug]


@cache
def portfolio() -> Portfolio:
    """Read the portfolio from the package."""
    form = written("portfolio/programme")
    personas = tuple(Persona(**{**one, "of": tuple(one.get("of", ()))}) for one in form["persona"])
    projects = tuple(_project(slug, form) for slug in form["projects"])
    links = tuple(
        DemoLink(tuple(one["before"]), tuple(one["after"]), float(one.get("lag_days", 0))) for one in form["link"]
    )
    return Portfolio(form["name"], form["number"], form["unit"], projects, personas, links)


def plan_of(project: DemoProject, version: int) -> Plan:
    """A project's plan as it was planned and reported in one of its versions, in the terms of its own tool.

    Raises
    ------
    ValueError
        There is no such version.
    """
    if not 1 <= version <= project.versions:
        raise ValueError(f"{project.slug} has versions 1 to {project.versions}, not {version}")
    dialect = _DIALECTS[project.tool]
    status = project.status_dates[version - 1]
    then = _as_of(project, status)
    plan = skeleton(then, dialect, days=known_days(then, dialect))
    plan = approved(with_progress(plan, then), project.programme)
    plan = replace(plan, source=replace(plan.source, file=file_name(project, version)))
    return dated(schedule(with_effort(plan)))


def file_name(project: DemoProject, version: int) -> str:
    """What the file of a version is called."""
    return f"{project.slug}-{project.status_dates[version - 1]:%Y-%m}{project.tool}"


def plan_file(project: DemoProject, version: int) -> bytes:
    """The file of a version, as the project's own tool would write it. Raises ValueError when there is no such one."""
    return file_of(plan_of(project, version), file_name(project, version)).data


def _as_of(project: DemoProject, status: datetime) -> Programme:
    """The project as it was known on a day: without what came later."""
    values: dict[str, dict[str, Any]] = {
        code: {"dropped": True} for code, day in project.came.items() if day > status.date()
    }
    for one in project.changes:
        if one.since <= status.date():
            values.setdefault(one.code, {})[one.field] = one.value

    def told(phase: Phase) -> Phase:
        return replace(phase, tasks=tuple(replace(one, **values.get(one.code, {})) for one in phase.tasks))

    stages = tuple(replace(one, phases=tuple(map(told, one.phases))) for one in project.programme.projects)
    return replace(project.programme, projects=stages, status_date=status)


def _project(slug: str, form: Mapping[str, Any]) -> DemoProject:
    own = written(f"portfolio/{slug}")
    first = own.get("first", form["status_dates"][0].date())
    days = tuple(one for one in form["status_dates"] if one.date() >= first)
    came: dict[str, date] = {}
    stages = tuple(_stage(one, came) for one in own["stage"])
    programme = Programme(
        name=own["name"],
        key=own["key"],
        body=form["unit"],
        start=own["start"],
        status_date=days[-1],
        committed=own["committed"],
        freeze=tuple(form["freeze"]),
        projects=stages,
        roles=tuple(Role(**one) for one in own["role"]),
    )
    return DemoProject(
        slug=slug,
        **{name: own[name] for name in ("number", "tool", "method", "phase", "unit")},
        tags=tuple(own["tags"]),
        time_tolerance_days=own.get("time_tolerance_days"),
        cost_tolerance=own.get("cost_tolerance"),
        promises=tuple(Promise(**one) for one in own["promises"]),
        status_dates=days,
        programme=programme,
        came=came,
        changes=tuple(Change(**{**one, "value": _value(one["value"])}) for one in own.get("change", ())),
    )


def _stage(form: Mapping[str, Any], came: dict[str, date]) -> Project:
    phases = tuple(Phase(one["name"], tuple(_task(task, came) for task in one["tasks"])) for one in form["phase"])
    return Project(form["code"], form["name"], phases)


def _task(form: Mapping[str, Any], came: dict[str, date]) -> Task:
    values = {key: _value(value) for key, value in form.items() if key != "since"}
    if "since" in form:
        came[form["code"]] = form["since"]
        values["new"] = True
    return Task(**values)


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
