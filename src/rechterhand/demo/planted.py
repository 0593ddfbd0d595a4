"""What was changed in the programme from one version to the next: written down in ``content/history.toml``.

The programme as ``content/`` has it is today's. An earlier version is made from it by undoing what was changed since,
the last change first. What isn't written down there, and differs all the same, is time: work that was done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cache
from typing import Any

from rechterhand.demo.programme import Phase, Programme, Task
from rechterhand.demo.written import written


@dataclass(frozen=True, slots=True)
class Edit:
    """A field of a task (of the whole programme without ``code``) that got another value; None is no value."""

    field: str
    new: Any = None
    old: Any = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Planted:
    """One change: in which version it came, what kind it is, and how it was made.

    ``found`` is what a comparison finds of it: '<kind of change> <task> <field>', for the plan as a whole '-' in place
    of the task; ``found_primavera`` what only Primavera's terms show besides. ``why`` tells it to people.
    """

    version: int
    kind: str
    why: str
    edits: tuple[Edit, ...]
    found: tuple[str, ...]
    found_primavera: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """Status dates of all versions, the first first, and what was changed."""

    status_dates: tuple[datetime, ...]
    changes: tuple[Planted, ...]

    @property
    def last(self) -> int:
        """The number of today's version."""
        return len(self.status_dates)


@cache
def history() -> History:
    """Read the history from the package."""
    form = written("history")
    return History(tuple(form["status_dates"]), tuple(_planted(one) for one in form["change"]))


def _planted(form: Mapping[str, Any]) -> Planted:
    edits = tuple(Edit(**{name: _value(value) for name, value in one.items()}) for one in form["edits"])
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in form.items()}
    return Planted(**(told | {"edits": edits}))


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def as_of(programme: Programme, version: int) -> Programme:
    """The programme as it was known in a version.

    Parameters
    ----------
    programme
        Today's.
    version
        From 1 to the last; 0 is the programme as it was approved, before anything of all this.

    Raises
    ------
    ValueError
        A change doesn't fit the programme: what it should have made isn't there.
    """
    told = history()
    for change in reversed(told.changes):
        if change.version > version:
            for edit in reversed(change.edits):
                programme = _undone(programme, edit)
    return replace(programme, status_date=told.status_dates[max(version, 1) - 1])


def _undone(programme: Programme, edit: Edit) -> Programme:
    if edit.code is None:
        _expect(programme, edit)
        return replace(programme, **{edit.field: edit.old})
    known = {one.code: one for one in programme.tasks()}
    if edit.code not in known:
        raise ValueError(f"history: no task {edit.code}")
    _expect(known[edit.code], edit)
    return _with_task(programme, replace(known[edit.code], **{edit.field: _old(edit)}))


def _old(edit: Edit) -> Any:
    """The value of before; the usual one of the field where none is written."""
    if edit.old is not None:
        return edit.old
    return next(one.default for one in fields(Task) if one.name == edit.field)


def _expect(where: Programme | Task, edit: Edit) -> None:
    if getattr(where, edit.field) != edit.new:
        raise ValueError(f"history: {edit.code} {edit.field} is {getattr(where, edit.field)!r}, not {edit.new!r}")


def _with_task(programme: Programme, task: Task) -> Programme:
    def told(phase: Phase) -> Phase:
        return replace(phase, tasks=tuple(task if one.code == task.code else one for one in phase.tasks))

    projects = tuple(replace(one, phases=tuple(map(told, one.phases))) for one in programme.projects)
    return replace(programme, projects=projects)
