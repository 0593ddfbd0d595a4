"""A series of versions: each step compared, milestones followed through all of them, work that was put off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from rechterhand.engine.network.rule import is_scheduled
from rechterhand.engine.schedule.result import ScheduleResult
from rechterhand.errors import BadInput
from rechterhand.intake import Reading, reading_of
from rechterhand.lineage.order import refuse_later
from rechterhand.record.activity import Activity
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.text import Message
from rechterhand.versions.change import What
from rechterhand.versions.compare import Comparison, compare
from rechterhand.versions.rows import left

FEWEST = 2
MONTH, FEWEST_MONTHS = 30, 2
_OWN = frozenset(
    {
        What.LOGIC, What.DURATION, What.CONSTRAINT, What.CALENDAR, What.RESOURCE, What.RENAMED, What.MOVED,
        What.SPLIT, What.MERGED,
    }
)  # fmt: skip
"""Changes that somebody made to the plan; progress and money aren't."""


@dataclass(frozen=True, slots=True)
class Point:
    """One version: its file, the date up to which it knows what happened, and when it says that all is finished."""

    file: str
    status: datetime | None
    finish: datetime
    p80: datetime | None


@dataclass(frozen=True, slots=True)
class Trend:
    """A milestone through the versions: its id in the last version that has it, and its date in each (None: not there).

    ``done`` says in which versions it had been reached.
    """

    activity_id: int
    name: str
    dates: tuple[datetime | None, ...]
    done: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Wave:
    """What one version plans or reports to end in each month: activities, and their working days of work."""

    months: tuple[tuple[date, int, float], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the series in figures.

    ``due`` activities should have ended by the new status date according to the old version, ``done`` of them did;
    ``postponed_days`` is what is left of the work that the others were to do by then: what the old version had left,
    less what was done of it since; what grew is a changed duration and wasn't put off. ``overdue`` counts what the
    first version meant to have ended by now and hasn't. ``touched`` activities were changed by somebody, of
    ``population`` in both versions.
    """

    due: int
    done: int
    postponed_days: float
    overdue: int
    added: int
    deleted: int
    touched: int
    population: int

    @property
    def churn(self) -> float:
        """Share of the activities that came, went or were changed."""
        whole = self.population + self.added + self.deleted
        return (self.touched + self.added + self.deleted) / whole if whole else 0.0


@dataclass(frozen=True, repr=False)
class Series:
    """Versions in the order in which they were given, each compared with the one before."""

    steps: tuple[Comparison, ...]
    points: tuple[Point, ...]
    trends: tuple[Trend, ...]
    waves: tuple[Wave, ...]
    figures: tuple[Step, ...]

    @property
    def days(self) -> float:
        """How far the finish moved over all steps, in working days."""
        return sum(one.finish.days for one in self.steps)

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Everything taken for granted in any step."""
        found = [each for one in self.steps for each in one.assumptions]
        return tuple({(one.key, one.text.key, str(one.text.values)): one for one in found}.values())

    @property
    def timings(self) -> dict[str, float]:
        """Seconds of each step, all comparisons together."""
        found: dict[str, float] = {}
        for one in self.steps:
            for name, value in one.timings.items():
                found[name] = found.get(name, 0.0) + value
        readings = (self.steps[0].old, *(one.new for one in self.steps))
        return {**found, "read": sum(one.timings.get("read", 0.0) for one in readings)}

    @property
    def days_each_month(self) -> float | None:
        """Working days that the finish moved in each month of 30 days.

        None without status dates, and where they lie less than two months apart: that is no pace yet.
        """
        first, last = self.points[0].status, self.points[-1].status
        if first is None or last is None or (last - first).days < FEWEST_MONTHS * MONTH:
            return None
        return self.days / ((last - first).days / MONTH)

    def __repr__(self) -> str:
        """The series on one line."""
        told = ", ".join(f"{one.finish.days:+.1f}" for one in self.steps)
        return f"Series({self.steps[-1].new.plan.name!r}, {len(self.points)} versions, finish {told} days)"


def series(
    versions: Sequence[str | Path | Plan | Reading], *, step: Callable[[str], None] | None = None, **options: Any
) -> Series:
    """Compare a series of versions.

    Parameters
    ----------
    versions
        Two or more, the oldest first.
    step
        Hears the name of each step before it starts.
    options
        Those of ``compare``.

    Raises
    ------
    BadInput
        Fewer than two versions, one of a later date than one after it, or two neighbours that have next to nothing in
        common.
    BadPlan
        A version can't be scheduled.
    """
    if len(versions) < FEWEST:
        raise BadInput(Message.of("compare.one_version"), hint=Message.of("compare.one_version_hint"))
    readings = [reading_of(one) for one in versions]
    refuse_later([one.plan for one in readings])
    key = readings[0].plan.key
    readings = [replace(one, plan=replace(one.plan, key=key)) for one in readings]
    steps = tuple(compare(old, new, step=step, **options) for old, new in pairwise(readings))
    return of_steps(steps)


def of_steps(steps: tuple[Comparison, ...]) -> Series:
    """The series of comparisons that follow each other."""
    results = [_schedule(one, new=False) for one in steps] + [_schedule(steps[-1], new=True)]
    return Series(
        steps,
        points=tuple(_points(steps, results)),
        trends=tuple(_trends(steps, results)),
        waves=tuple(_wave(one) for one in results),
        figures=tuple(_figures(steps, results, place) for place in range(len(steps))),
    )


@dataclass(frozen=True)
class _Dates:
    """The finishes of a version by its own ids."""

    plan: Plan
    finishes: dict[int, datetime]
    result: ScheduleResult


def _schedule(one: Comparison, *, new: bool) -> _Dates:
    result = one.schedules[new]
    shown = one.joined.shown if new else {row.id: row.id for row in result.plan.activities}
    plan = one.new.plan if new else one.old.plan
    found = {}
    for row, activity in enumerate(result.plan.activities):
        moment = result.at(row).early_finish
        if moment is not None:
            found[shown[activity.id]] = moment
    return _Dates(plan, found, result)


def _points(steps: Sequence[Comparison], results: Sequence[_Dates]) -> list[Point]:
    outlooks = [None if steps[0].forecast is None else steps[0].forecast.old]
    outlooks += [None if one.forecast is None else one.forecast.new for one in steps]
    return [
        Point(
            one.plan.source.file,
            one.plan.status_date,
            one.result.project_finish,
            None if outlook is None else outlook.percentiles["p80"],
        )
        for one, outlook in zip(results, outlooks, strict=True)
    ]


def _trends(steps: Sequence[Comparison], results: Sequence[_Dates]) -> list[Trend]:
    """Milestones that aren't reached in all versions, in the order of the last version that has them."""
    chains: list[dict[int, int]] = []
    current: dict[int, dict[int, int]] = {}
    for version, dates in enumerate(results):
        following: dict[int, dict[int, int]] = {}
        known = steps[version - 1].lineage.old_of if version else {}
        for row in dates.plan.activities:
            if not (row.type.is_milestone and is_scheduled(row)):
                continue
            chain = current.get(known[row.id]) if row.id in known else None
            if chain is None:
                chain = {}
                chains.append(chain)
            chain[version] = row.id
            following[row.id] = chain
        current = following
    rows = [{row.id: row for row in dates.plan.activities} for dates in results]
    found = []
    for chain in chains:
        last = max(chain)
        done = tuple(place in chain and rows[place][chain[place]].finished for place in range(len(results)))
        moments = tuple(
            results[place].finishes.get(chain[place]) if place in chain else None for place in range(len(results))
        )
        if not all(one for place, one in enumerate(done) if place in chain):
            found.append(Trend(chain[last], rows[last][chain[last]].name, moments, done))
    return found


def _wave(dates: _Dates) -> Wave:
    count: Counter[date] = Counter()
    work: Counter[date] = Counter()
    day = max(1, dates.plan.options.minutes_per_day)
    for row in dates.plan.activities:
        finish = dates.finishes.get(row.id)
        if finish is not None and _is_work(row):
            month = finish.date().replace(day=1)
            count[month] += 1
            work[month] += row.duration_minutes or 0
    return Wave(tuple((month, count[month], work[month] / day) for month in sorted(count)))


def _is_work(row: Activity) -> bool:
    return is_scheduled(row) and not row.type.is_milestone


def _figures(steps: Sequence[Comparison], results: Sequence[_Dates], place: int) -> Step:
    one, old = steps[place], results[place]
    until = one.new.plan.status_date
    rows = {row.id: row for row in one.new.plan.activities}
    day = max(1, one.old.plan.options.minutes_per_day)
    pairs = [
        (row, rows[one.lineage.new_of[row.id]])
        for row in one.old.plan.activities
        if row.id in one.lineage.new_of and _is_work(row)
    ]
    due = [
        (row, new) for row, new in pairs
        if until is not None and not row.finished and row.id in old.finishes and old.finishes[row.id] <= until
    ]  # fmt: skip
    late = [(row, new) for row, new in due if not new.finished]
    touched = {change.activity_id for change in one.changes if change.what in _OWN} & {new.id for _, new in pairs}
    return Step(
        due=len(due),
        done=len(due) - len(late),
        postponed_days=sum(min(left(row), left(new)) for row, new in late) / day,
        overdue=_overdue(steps, results, place),
        added=sum(_is_work(rows[key]) for key in one.lineage.added),
        deleted=sum(_is_work(row) for row in one.old.plan.activities if row.id not in one.lineage.new_of),
        touched=len(touched),
        population=len(pairs),
    )


def _overdue(steps: Sequence[Comparison], results: Sequence[_Dates], place: int) -> int:
    """What the first version meant to have ended by the status date of a later one, and hasn't."""
    until = steps[place].new.plan.status_date
    if until is None:
        return 0
    meant = {
        row.id for row in results[0].plan.activities
        if _is_work(row) and row.id in results[0].finishes and results[0].finishes[row.id] <= until
    }  # fmt: skip
    for one in steps[: place + 1]:
        meant = {one.lineage.new_of[key] for key in meant if key in one.lineage.new_of}
    rows = {row.id: row for row in steps[place].new.plan.activities}
    return sum(not rows[key].finished for key in meant)
