"""Impacts of risks: numbers of a row as a range of working minutes, or of factors on durations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.intake.tables.dates import Order
from rechterhand.intake.tables.durations import Week
from rechterhand.registers.around import unit_at, unit_is_known
from rechterhand.registers.numbers import Kind, Number, number
from rechterhand.registers.sheet import Register
from rechterhand.registers.words import meaning

POINTS = ("low", "likely", "high")


@dataclass(frozen=True)
class Setting:
    """What all rows are read with: the table, the plan's week, what bare numbers of each column are, and in which order
    day and month stand.
    """

    table: Register
    week: Week
    percentages: Mapping[str, bool]
    scores: frozenset[str]
    order: Order


@dataclass(frozen=True, slots=True)
class Effect:
    """What comes with a risk: working minutes, or with ``factor`` a factor on durations."""

    range: Range
    factor: bool


def effect_of(row: int, setting: Setting, before: str) -> Effect | None:
    """The impact of a row, or with ``before`` what is left of it; None with a problem noted."""
    table = setting.table
    keys = {one: f"{before}{one}" for one in (*POINTS, "impact") if table.cell(row, f"{before}{one}") is not None}
    if not keys:
        if not before and table.cell(row, "cost") is not None:
            return Effect(Range(Shape.FIXED, 0.0, 0.0, 0.0), factor=False)
        table.wrong(row, f"{before}likely", "no_impact")
        return None
    if not unit_is_known(row, table):
        return None
    found = {}
    for point, key in keys.items():
        one = _number(row, setting, key)
        if one is None:
            return None
        found[point] = one
    likely = found.pop("impact", None)
    if likely is not None:
        keys.setdefault("likely", keys["impact"])
        found.setdefault("likely", likely)
    kinds = {one.kind for one in found.values()}
    factor = kinds == {Kind.FACTOR}
    if not factor and Kind.FACTOR in kinds:
        table.wrong(row, next(iter(keys.values())), "mixed_impact")
        return None
    made = _range(row, table, {key: one.value for key, one in found.items()}, keys)
    if made is not None and _fits(row, table, made, factor, keys):
        return Effect(made, factor)
    return None


def _number(row: int, setting: Setting, key: str) -> Number | None:
    """A number of an impact: working minutes (TIME), or a FACTOR; None with a problem noted."""
    table = setting.table
    unit = unit_at(row, table, key)
    one = number(table.cell(row, key), unit, setting.week)
    if one is None:
        table.wrong(row, key, "no_impact_number")
    elif one.elapsed:
        table.wrong(row, key, "impact_of_the_clock")
    elif one.kind in {Kind.AROUND, Kind.PERCENT}:
        return Number(Kind.FACTOR, 1 + one.value)
    elif one.kind is Kind.FACTOR:
        return one
    elif one.kind is not Kind.BARE:
        return Number(Kind.TIME, one.value)
    elif key in setting.scores:
        table.wrong(row, key, "score")
    elif 0 < abs(one.value) < 1:
        table.wrong(row, key, "small_impact")
    else:
        return Number(Kind.TIME, one.value * setting.week.day)
    return None


def _range(row: int, table: Register, points: Mapping[str, float], keys: Mapping[str, str]) -> Range | None:
    """The range of an impact: one number is fixed, two ends uniform, three a triangle unless a shape is told."""
    low, likely, high = (points.get(key) for key in POINTS)
    if low is None or high is None:
        if likely is None or low is not None or high is not None:
            table.wrong(row, keys["low" if low is not None else "high"], "half_impact")
            return None
        return Range(Shape.FIXED, likely, likely, likely)
    if low > high:
        table.wrong(row, keys["low"], "low_above_high")
        return None
    if likely is not None and not low <= likely <= high:
        table.wrong(row, keys["likely"], "likely_outside")
        return None
    cell = table.text(row, "shape")
    named = meaning("shape", cell) if cell else None
    if cell and (named is None or named in {Shape.DISCRETE, Shape.FIXED}):
        table.wrong(row, "shape", "no_risk_shape")
        return None
    if low == high:
        return Range(Shape.FIXED, low, low, low)
    shape = Shape(named) if named else Shape.UNIFORM if likely is None else Shape.TRIANGULAR
    if shape is Shape.LOGNORMAL and low <= 0:
        table.wrong(row, keys["low"], "lognormal_from_nought")
        return None
    middle = (low + high) / 2 if likely is None or shape in {Shape.UNIFORM, Shape.LOGNORMAL} else likely
    return Range(shape, low, middle, high)


def _fits(row: int, table: Register, made: Range, factor: bool, keys: Mapping[str, str]) -> bool:
    """Whether a threat delays, an opportunity doesn't, and no duration falls below nought."""
    key = next(iter(keys.values()))
    if factor and made.least < 0:
        table.wrong(row, key, "below_nought")
        return False
    if meaning("type", table.text(row, "type")) == "opportunity" and made.high > (1 if factor else 0):
        table.wrong(row, key, "opportunity_delays")
        return False
    return True
