"""Estimates as rows that are pasted from a spreadsheet: an activity, and its low, likely and high duration in days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rechterhand.text import Message
from rechterhand.web.bridge.uncertain import Estimate
from rechterhand.web.queries.meant import Meant

POINTS = 3
MOST_WRONG = 20
"""Rows that are named when they aren't right; of more it says how many."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """The rows that are right, and what is wrong with the others."""

    estimates: tuple[Estimate, ...]
    wrong: tuple[Message, ...]


def pasted(text: str, meant: Meant) -> Pasted:
    """Rows with tabs or semicolons between their cells. A first row whose numbers are words is a heading."""
    found: dict[int, Estimate] = {}
    wrong: list[Message] = []
    for number, cells in _rows(text):
        points = [_number(one) for one in cells[-POINTS:]] if len(cells) > POINTS else []
        if number == 1 and points and all(one is None for one in points):
            continue
        told = _estimate(cells, points, meant)
        if isinstance(told, Estimate) and told.activity_id not in found:
            found[told.activity_id] = told
        else:
            why = Message.of("plans.uncertain.pasted.twice") if isinstance(told, Estimate) else told
            wrong.append(Message.of("plans.uncertain.pasted.row", row=number, why=why))
    return Pasted(tuple(found.values()), tuple(wrong))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    lines = [one for one in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if one.strip()]
    for number, line in enumerate(lines, 1):
        between = "\t" if "\t" in line else ";"
        yield number, [one.strip().strip('"').strip() for one in line.rstrip(between + " ").split(between)]


def _estimate(cells: list[str], points: list[float | None], meant: Meant) -> Estimate | Message:
    low, likely, high = points or (None, None, None)
    if low is None or likely is None or high is None:
        return Message.of("plans.uncertain.pasted.cells")
    if not 0 <= low <= likely <= high:
        return Message.of("plans.uncertain.order")
    told = [one for one in cells[:-POINTS] if one]
    found = meant.find(" · ".join(told)) if told else Message.of("plans.uncertain.one")
    if not isinstance(found, int) and len(told) > 1:
        found = meant.find(told[0])
    return Estimate(found, low, likely, high) if isinstance(found, int) else found


def _number(cell: str) -> float | None:
    """A number as either language writes it, with or without a unit behind it."""
    told = cell.lower().removesuffix("dagen").removesuffix("days").removesuffix("d").replace("\u00a0", "").strip()
    if "," in told:
        told = told.replace(".", "").replace(",", ".") if told.rfind(",") > told.rfind(".") else told.replace(",", "")
    try:
        value = float(told)
    except ValueError:
        return None
    return value if -1e6 < value < 1e6 else None
