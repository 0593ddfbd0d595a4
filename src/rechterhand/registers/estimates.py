"""Ranges from an uncertainty table: rows with more specific activities go before broader ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.intake import Intake, Reading, reading_of
from rechterhand.intake.cells import cells
from rechterhand.intake.tables.durations import Week
from rechterhand.record.activity import Activity
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.registers import discrete
from rechterhand.registers.around import TOGETHER, open_work, unit_at, unit_is_known, week_of
from rechterhand.registers.numbers import Kind, Number, number, probability, settled
from rechterhand.registers.scope import Level, Places, Scope, scope_of
from rechterhand.registers.sheet import Register, register
from rechterhand.registers.unread import unread
from rechterhand.registers.words import meaning
from rechterhand.text import Message
from rechterhand.text.message import Value

POINTS = ("low", "likely", "high")
SAYING = (*POINTS, "shape", "values", "correlation")
"""A row without any of these is a heading, or an activity that nobody estimated."""
TOLD = 6
"""Rows that are told one by one."""


@dataclass(frozen=True)
class Told:
    """What a row says: its activities, and a range as a shape with numbers, or values with chances."""

    row: int
    scope: Scope
    shape: Shape
    numbers: Mapping[str, Number]
    steps: Sequence[tuple[Number, float]] = ()


def read_uncertainty(
    path: str | Path,
    plan: str | Path | Plan | Reading,
    onto: Uncertainty | None = None,
    *,
    intake: Intake | None = None,
) -> Uncertainty:
    """Read an uncertainty table: which activities may become how much shorter or longer than planned.

    Parameters
    ----------
    path
        A table (CSV, XLSX, ODS …), as ``rechterhand template --kind uncertainty`` makes an empty one.
    plan
        The plan that it is about.
    onto
        What is uncertain already, such as risks: its ranges stay where the table gives none.
    intake
        The reader whose process is used; the shared one by default.

    Raises
    ------
    BadInput, NoTable
        With each problem by row and column: what is wrong and what to do about it. Nothing is taken from the file then.
    MissingFile, UnknownFormat, UnreadableFile, PasswordRefused, TooLarge, TookTooLong
        As ``read``.

    Notes
    -----
    An activity named goes before an activity code, that before a branch of the WBS, the deepest first, and that before
    'all'. The plan's own three points go before everything but a row for that very activity.

    Examples
    --------
    >>> import rechterhand as rh
    >>> uncertain = rh.read_uncertainty("ranges.xlsx", "plan.xer")  # doctest: +SKIP
    >>> rh.review("plan.xer", uncertainty=uncertain)  # doctest: +SKIP
    """
    made, onto = reading_of(plan).plan, onto or Uncertainty()
    table = register(cells(path, worker=intake.worker if intake else None), "uncertainty", str(path))
    places = Places.of(made)
    told, empty, correlation = [], 0, None
    for row in table.rows:
        if not any(table.cell(row, key) is not None for key in SAYING):
            empty += 1
            continue
        scope = scope_of(row, table, places)
        if scope is None:
            continue
        correlation = _correlation(row, table, scope, correlation)
        one = _told(row, table, scope, made)
        if one is not None:
            told.append(one)
    chosen = _chosen(told, table, made)
    ranges = _ranges(chosen, table, made)
    table.problems.settle()
    taken = (*_together(correlation, table), *_assumptions(told, ranges, chosen, table, made), *_empty(empty, table))
    return replace(
        onto,
        correlation=onto.correlation if correlation is None else correlation,
        ranges=MappingProxyType({**onto.ranges, **ranges}),
        assumptions=(*onto.assumptions, *taken),
    )


def _correlation(row: int, table: Register, scope: Scope, known: float | None) -> float | None:
    cell = table.cell(row, "correlation")
    if cell is None:
        return known
    found = probability(cell, percentages=False)
    if found is None or not 0 <= found < 1:
        table.wrong(row, "correlation", "no_correlation")
    elif {level for level, _ in scope.closeness.values()} != {Level.EVERY}:
        table.wrong(row, "correlation", "correlation_of_some")
    elif known is not None and known != found:
        table.wrong(row, "correlation", "correlation_twice")
    else:
        return found
    return known


def _told(row: int, table: Register, scope: Scope, plan: Plan) -> Told | None:
    """What a row says of its activities; None when it only has a correlation, or a problem."""
    cell = table.text(row, "shape")
    named = meaning("shape", cell) if cell else None
    if cell and named is None:
        table.wrong(row, "shape", "no_shape")
        return None
    given = [key for key in POINTS if table.cell(row, key) is not None]
    values = table.text(row, "values")
    if not cell and not given and not values:
        return None
    if not unit_is_known(row, table):
        return None
    shape = Shape(named) if named else Shape.DISCRETE if values and not given else Shape.TRIANGULAR
    if shape is Shape.DISCRETE:
        steps = discrete.steps(row, table, unit_at(row, table, "values"), week_of(plan))
        return None if steps is None else Told(row, scope, shape, {}, steps)
    numbers = _numbers(row, table, given, week_of(plan))
    return None if numbers is None or not _enough(row, table, shape, numbers) else Told(row, scope, shape, numbers)


def _numbers(row: int, table: Register, given: Sequence[str], week: Week) -> Mapping[str, Number] | None:
    found = {}
    for key in given:
        one = number(table.cell(row, key), unit_at(row, table, key), week)
        if one is None:
            table.wrong(row, key, "no_number")
        else:
            found[key] = one
    if len(found) < len(given):
        return None
    clear = settled(found) if found else found
    if clear is None:
        table.wrong(row, given[0], "unclear_numbers")
    return clear


def _enough(row: int, table: Register, shape: Shape, numbers: Mapping[str, Number]) -> bool:
    """Whether the shape has the points that it needs."""
    if shape is Shape.FIXED:
        return True
    for key in ("low", "high"):
        if key not in numbers:
            table.wrong(row, key, "no_end")
            return False
    return True


def _chosen(told: Sequence[Told], table: Register, plan: Plan) -> dict[int, Told]:
    """The row of each open activity: the closest one. Two that are as close and say different things are a problem."""
    work = open_work(plan)
    about: dict[int, list[Told]] = defaultdict(list)
    for one in _distinct(told, table):
        for key in one.scope.closeness.keys() & work.keys():
            if one.scope.closeness[key][0] == Level.ACTIVITY or work[key].three_point is None:
                about[key].append(one)
    found: dict[int, Told] = {}
    for key, rows in about.items():
        closest = max(one.scope.closeness[key] for one in rows)
        first, *others = (one for one in rows if one.scope.closeness[key] == closest)
        found[key] = first
        for one in others:
            _hold_apart(first, one, table)
    return found


def _distinct(told: Sequence[Told], table: Register) -> list[Told]:
    """The rows, of those about the very same activities the first: another one that differs is a problem."""
    found: dict[int, Told] = {}
    for one in told:
        first = found.setdefault(id(one.scope.closeness), one)
        if first is not one:
            _hold_apart(first, one, table)
    return list(found.values())


def _hold_apart(first: Told, other: Told, table: Register) -> None:
    """Two rows as close to an activity that say different things are a problem."""
    if (first.shape, first.numbers, first.steps) != (other.shape, other.numbers, other.steps):
        shared = len(other.scope.ids & first.scope.ids)
        table.problems.add("two_rows", other.row, other=first.row, count=shared)


def _ranges(chosen: Mapping[int, Told], table: Register, plan: Plan) -> dict[int, Range]:
    work, found = open_work(plan), {}
    for key, one in chosen.items():
        made = _range(one, table, work[key])
        if made is not None:
            found[key] = made
    return found


def _range(told: Told, table: Register, activity: Activity) -> Range | None:
    """The range of one activity; None with a problem noted."""
    if told.shape is Shape.DISCRETE:
        values = [_factor(one, activity) for one, _ in told.steps]
        if any(one is None or one < 0 for one in values):
            table.wrong(told.row, "values", "below_nought" if None not in values else "clock_time")
            return None
        chances = (chance for _, chance in told.steps)
        pairs = ((value or 0.0, chance) for value, chance in zip(values, chances, strict=True))
        return Range(Shape.DISCRETE, steps=tuple(pairs))
    points: dict[str, float] = {}
    for key, one in told.numbers.items():
        value = _factor(one, activity)
        if value is None or value < 0 or (told.shape is Shape.LOGNORMAL and key == "low" and not value):
            what = "clock_time" if value is None else "below_nought"
            table.wrong(told.row, key, what)
            return None
        points[key] = value
    return _ordered(told, table, points)


def _ordered(told: Told, table: Register, points: Mapping[str, float]) -> Range | None:
    if told.shape is Shape.FIXED:
        given = set(points.values()) or {1.0}
        if len(given) > 1:
            table.wrong(told.row, "shape", "not_fixed")
            return None
        value = given.pop()
        return Range(Shape.FIXED, value, value, value)
    low, high = points["low"], points["high"]
    if low > high:
        table.wrong(told.row, "low", "low_above_high")
        return None
    likely = points.get("likely", 1.0)
    if told.shape in {Shape.UNIFORM, Shape.LOGNORMAL}:
        likely = (low + high) / 2
    elif not low <= likely <= high:
        table.wrong(told.row, "likely", "likely_outside" if "likely" in points else "plan_outside")
        return None
    if low == high:
        return Range(Shape.FIXED, low, low, low)
    return Range(told.shape, low, likely, high)


def _factor(one: Number, activity: Activity) -> float | None:
    """A number as a factor of the planned duration; None for clock time where the activity has working time."""
    planned = activity.duration_minutes or 1
    if one.kind is Kind.FACTOR:
        return one.value
    if one.kind is Kind.AROUND:
        return 1 + one.value
    if one.elapsed != activity.elapsed:
        return None
    return one.value / planned + (one.kind is Kind.ADDED)


def _assumptions(
    told: Sequence[Told],
    ranges: Mapping[int, Range],
    chosen: Mapping[int, Told],
    table: Register,
    plan: Plan,
) -> list[Assumption]:
    """What was taken from the table, by row, and what of it has no effect."""
    work, file = open_work(plan), Path(table.problems.file).name
    found: list[Assumption] = []
    values: dict[str, Value]
    if ranges:
        ends = [end for one in ranges.values() for end in _ends(one)]
        values = {"count": len(ranges), "of": len(work), "file": file, "low": min(ends), "high": max(ends)}
        found.append(Assumption("uncertainty_file", Message.of("registers.ranges_taken", **values), loud=True))
        counts: dict[int, int] = defaultdict(int)
        for key in ranges:
            counts[chosen[key].row] += 1
        rows = sorted(counts.items())
        texts = tuple(Message.of("registers.ranges_row", row=row, count=count) for row, count in rows[:TOLD])
        more = len(rows) - TOLD
        which = "registers.ranges_rows_more" if more > 0 else "registers.ranges_rows"
        found.append(Assumption("uncertainty_rows", Message.of(which, file=file, rows=texts, more=more)))
    idle = tuple(one.row for one in told if not any(chosen.get(key) is one for key in one.scope.closeness))
    if idle:
        values = {"file": file, "rows": idle, "count": len(idle)}
        found.append(Assumption("uncertainty_idle", Message.of("registers.ranges_idle", **values)))
    kept = [key for key, one in work.items() if one.three_point is not None and key not in chosen]
    broad = {key for one in told for key in one.scope.closeness}
    if count := len(broad & set(kept)):
        found.append(Assumption("uncertainty_kept", Message.of("registers.ranges_kept", file=file, count=count)))
    return found + unread(table)


def _together(correlation: float | None, table: Register) -> list[Assumption]:
    if correlation is None:
        return []
    values: dict[str, Value] = {"correlation": correlation, "file": Path(table.problems.file).name}
    return [Assumption(TOGETHER, Message.of("registers.ranges_together", **values))]


def _empty(count: int, table: Register) -> list[Assumption]:
    if not count:
        return []
    text = Message.of("registers.ranges_empty", count=count, file=Path(table.problems.file).name)
    return [Assumption("uncertainty_empty", text)]


def _ends(one: Range) -> tuple[float, float]:
    if one.shape is Shape.DISCRETE:
        return min(value for value, _ in one.steps), max(value for value, _ in one.steps)
    return one.low, one.high
