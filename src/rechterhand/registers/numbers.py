"""Numbers as registers have them: around the plan, of the plan, in time; and probabilities."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rechterhand.intake.tables.durations import Week, span
from rechterhand.intake.tables.grid import Cell

_LONGEST = 60
_NUMBER = r"(\d{1,9}(?:[.,]\d{1,9})?)"
_PERCENT = re.compile(rf"([+-]?)\s*{_NUMBER}\s*(?:%|procent|percent|pct)$")
_FACTOR = re.compile(rf"(?:(?:factor|x|×)\s*{_NUMBER}|{_NUMBER}\s*(?:x|×|keer|maal|times))$")
_BARE = re.compile(rf"([+-]?)\s*{_NUMBER}$")
_TIME = re.compile(r"([+-]?)\s*(\S.*)$")
_MOST_SHARE = 5.0
_FEWEST_OF_PLAN = 0.5
_MOST_FACTOR = 3.0


class Kind(StrEnum):
    """What a number is: a share with or without a sign, a factor, a time with or without a sign, or not said."""

    AROUND = "around"
    PERCENT = "percent"
    FACTOR = "factor"
    ADDED = "added"
    TIME = "time"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Number:
    """A number: shares as a fraction of one, times in minutes; ``elapsed`` times are those of the clock.

    ``bare``: the percent sign stood in the heading.
    """

    kind: Kind
    value: float
    elapsed: bool = False
    bare: bool = False


def number(cell: Cell, unit: str | None, week: Week) -> Number | None:
    """The number of a cell; ``unit`` ('%', 'x', or that of a duration) counts for bare ones. None when it is none."""
    if isinstance(cell, float):
        return _bare(cell, False, unit, week)
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return None
    text = " ".join(cell.split()).lower().replace("−", "-").replace("–", "-").removeprefix("ca. ")
    if found := _PERCENT.match(text):
        value = _float(found[2]) / 100 * _sign(found[1])
        return Number(Kind.AROUND if found[1] else Kind.PERCENT, value)
    if found := _FACTOR.match(text):
        return Number(Kind.FACTOR, _float(found[1] or found[2]))
    if found := _BARE.match(text):
        return _bare(_float(found[2]) * _sign(found[1]), bool(found[1]), unit, week)
    if found := _TIME.match(text):
        time = span(found[2], "", week)
        kind = Kind.ADDED if found[1] else Kind.TIME
        return None if time is None else Number(kind, float(time.minutes * _sign(found[1])), time.elapsed)
    return None


def _bare(value: float, signed: bool, unit: str | None, week: Week) -> Number | None:
    if unit is None:
        return Number(Kind.BARE, value)
    if unit == "%":
        return Number(Kind.AROUND if signed or value < 0 else Kind.PERCENT, value / 100, bare=True)
    if unit == "x":
        return Number(Kind.FACTOR, value)
    time = span(abs(value), unit, week)
    kind = Kind.ADDED if signed or value < 0 else Kind.TIME
    return None if time is None else Number(kind, float(time.minutes * (-1 if value < 0 else 1)), time.elapsed)


def settled(numbers: Mapping[str, Number]) -> Mapping[str, Number] | None:
    """The numbers of one row (low, likely, high), each as AROUND (a share more or less), FACTOR, ADDED or TIME.

    None when they can't be told apart.
    """
    kinds = {one.kind for one in numbers.values()}
    if kinds == {Kind.BARE}:
        found = _of_bare([one.value for one in numbers.values()])
        return None if found is None else _all(numbers, found)
    if Kind.BARE in kinds:
        return None
    numbers = _shown_as_percentages(numbers)
    if Kind.PERCENT in kinds:
        shares = {key: one for key, one in numbers.items() if one.kind in {Kind.PERCENT, Kind.AROUND}}
        found = _of_percents(list(shares.values()))
        return None if found is None else {**numbers, **_all(shares, found)}
    if {Kind.ADDED, Kind.TIME} <= kinds:
        likely = numbers.get("likely")
        # '-2d', '10d', '+5d' says two things
        told = likely is not None and likely.kind is Kind.TIME and likely.value > 0
        return None if told else _all(numbers, Kind.ADDED)
    return numbers


def _all(numbers: Mapping[str, Number], kind: Kind) -> Mapping[str, Number]:
    return {key: replace(one, kind=kind) for key, one in numbers.items()}


def _shown_as_percentages(numbers: Mapping[str, Number]) -> Mapping[str, Number]:
    """Cells that a spreadsheet shows as percentages, beneath a heading with a percent sign: 30 % is kept as 0.3."""
    values = [one.value * 100 for one in numbers.values()]
    most = max(abs(one) for one in values)
    whole = all(round(one, 9).is_integer() for one in values)
    if not all(one.bare for one in numbers.values()) or not (most <= 1 or (most <= _MOST_SHARE and not whole)):
        return numbers
    return {key: replace(one, value=one.value * 100) for key, one in numbers.items()}


def _of_bare(values: list[float]) -> Kind | None:
    """Cells of percentages (-0.1, 0, 0.3) and factors (0.9, 1, 1.3) tell themselves apart; anything else doesn't."""
    least, most = min(values), max(values)
    if -1 < least <= 0 <= most <= _MOST_SHARE and any(values):
        return Kind.AROUND
    whole = all(one.is_integer() for one in values)
    return Kind.FACTOR if _FEWEST_OF_PLAN <= least <= 1 <= most <= _MOST_FACTOR and not whole else None


def _of_percents(shares: Sequence[Number]) -> Kind | None:
    """With a sign or a nought among them they lie around the plan; 90, 100 and 130 % are of the plan."""
    if any(one.kind is Kind.AROUND or one.value == 0 for one in shares):
        return Kind.AROUND
    least, most = min(one.value for one in shares), max(one.value for one in shares)
    return Kind.FACTOR if _FEWEST_OF_PLAN <= least <= 1 <= most else None


def probability(cell: Cell, *, percentages: bool) -> float | None:
    """A probability as a share of one: '30 %', 0.3, or 30 in a column of percentages; None when it is none.

    It may lie beyond one: that is the caller's to refuse.
    """
    if isinstance(cell, float):
        return cell / 100 if percentages else cell
    if not isinstance(cell, str):
        return None
    text = " ".join(cell.split()).lower()
    if found := _PERCENT.match(text):
        return _float(found[2]) / 100 * _sign(found[1])
    found = _BARE.match(text)
    if found is None:
        return None
    value = _float(found[2]) * _sign(found[1])
    return value / 100 if percentages else value


def in_percentages(cells: list[Cell], unit: str | None) -> bool:
    """Whether bare numbers of a column of probabilities are percentages: its heading says so, and they aren't shares.

    Spreadsheets keep a cell that shows 30 % as 0.3, also beneath a heading with a percent sign.
    """
    bare = [value for one in cells if (value := _plain(one)) is not None]
    return unit == "%" and any(value > 1 for value in bare)


def _plain(cell: Cell) -> float | None:
    if isinstance(cell, float):
        return cell
    found = _BARE.match(" ".join(cell.split())) if isinstance(cell, str) else None
    return None if found is None else _float(found[2])


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _sign(text: str) -> int:
    return -1 if text == "-" else 1
