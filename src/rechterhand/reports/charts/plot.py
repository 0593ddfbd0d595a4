"""Lines over time: what several versions said, by the date at which they said it or the month that they said it of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from rechterhand.engine.schedule.result import to_minute
from rechterhand.reports.charts.axis import Axis
from rechterhand.reports.charts.svg import Look, element, label, line, picture
from rechterhand.text import Language
from rechterhand.text.plain import shorten
from rechterhand.text.writing import month, number

WIDTHS: dict[Look, int] = {"wide": 860, "narrow": 340}
LEFT, BOTTOM, TOP = 64, 30, 26
HEIGHT = 320


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its name, its points as x and y, and how it looks; ``strength`` from 0 (faint) to 1."""

    name: str
    points: Sequence[tuple[datetime, datetime | float]]
    look: str
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines in one frame. ``by_date``: also the height is a date; ``on_time`` draws where both dates are one."""

    title: str
    key: str
    lines: Sequence[Line]
    by_date: bool
    on_time: str | None = None


def plot(one: Plot, language: Language, look: Look) -> str:
    """Draw the lines, each named at its last point."""
    width = WIDTHS[look]
    names = look == "wide"
    right = width - (230 if names else 16)
    xs = [to_minute(x) for each in one.lines for x, _ in each.points]
    across = Axis.over(xs, LEFT, right)
    heights = [_height(y) for each in one.lines for _, y in each.points]
    up = Axis.over([round(value) for value in heights], HEIGHT - BOTTOM, TOP) if one.by_date else None
    most = max([*heights, 1e-9])

    def place(x: datetime, y: datetime | float) -> tuple[float, float]:
        at = across.place(to_minute(x))
        if up is not None:
            return at, up.place(_height(y))
        return at, HEIGHT - BOTTOM - _height(y) / most * (HEIGHT - BOTTOM - TOP)

    parts = [*_grid(across, up, most, right, language)]
    if one.on_time is not None and up is not None:
        parts += _on_time(across, up, one.on_time)
    taken: list[float] = []
    for number_, each in enumerate(one.lines):
        places = [place(x, y) for x, y in each.points]
        parts += _line(each, places, number_)
        last = places[-1] if one.by_date or names else (right, TOP)
        parts.append(_name(each.name, last, right + 12 if names else None, taken))
    return picture("".join(parts), (width, HEIGHT), title=one.title, key=one.key, look=look)


def _height(value: datetime | float) -> float:
    return float(to_minute(value)) if isinstance(value, datetime) else float(value)


def _grid(across: Axis, up: Axis | None, most: float, right: float, language: Language) -> Iterator[str]:
    for place, day in across.months(room=70):
        yield line((place, HEIGHT - BOTTOM), (place, HEIGHT - BOTTOM + 5), "grid")
        yield label(month(day, language), place, HEIGHT - BOTTOM + 19, anchor="middle")
    if up is not None:
        turned = Axis(up.low, up.high, 0, HEIGHT - BOTTOM - TOP)
        for _, day in turned.months(room=34):
            y = up.place(to_minute(day))
            yield line((LEFT, y), (right, y), "grid")
            yield label(month(day, language), LEFT - 6, y + 4, anchor="end")
        return
    for share in (0.0, 0.5, 1.0):
        y = HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)
        yield line((LEFT, y), (right, y), "grid")
        yield label(number(most * share, language), LEFT - 6, y + 4, anchor="end")


def _on_time(across: Axis, up: Axis, words: str) -> Iterator[str]:
    """The line on which what was forecast is there."""
    low, high = max(across.low, up.low), min(across.high, up.high)
    if low >= high:
        return
    start, end = ((across.place(at), up.place(at)) for at in (low, high))
    yield line(start, end, "status")
    yield label(words, end[0] - 6, end[1] + 14, anchor="end")


def _line(one: Line, places: Sequence[tuple[float, float]], number_: int) -> Iterator[str]:
    if len(places) > 1:
        path = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield element("path", d=path, class_=one.look, opacity=round(one.strength, 2))
    for x, y in places:
        yield _mark(x, y, number_, one)


def _name(name: str, last: tuple[float, float], beside: float | None, taken: list[float]) -> str:
    """The name of a line: beside the frame, or above its last point where there is no room beside it."""
    x, y = last
    y = y + 4 if beside is not None else y - 9
    while any(abs(y - other) < 13 for other in taken):
        y += 13
    taken.append(y)
    if beside is None:
        return label(shorten(name, 26), x, y, anchor="end")
    return label(shorten(name, 30), beside, y)


def _mark(x: float, y: float, number_: int, one: Line) -> str:
    """A mark of one of three shapes, so that lines are told apart without colour."""
    strength = round(one.strength, 2)
    if number_ % 3 == 0:
        return element("circle", cx=round(x, 1), cy=round(y, 1), r=4, class_="dot", opacity=strength)
    if number_ % 3 == 1:
        return element(
            "rect", x=round(x - 3.5, 1), y=round(y - 3.5, 1), width=7, height=7, class_="dot", opacity=strength
        )
    corners = f"{x:.1f},{y - 5:.1f} {x + 5:.1f},{y + 4:.1f} {x - 5:.1f},{y + 4:.1f}"
    return element("polygon", points=corners, class_="dot", opacity=strength)
