"""Dates over time: what several versions said of something, by the date at which they said it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from rechterhand.engine.schedule.result import to_minute
from rechterhand.reports.charts.axis import Axis
from rechterhand.reports.charts.labels import breadth, spread, wrapped
from rechterhand.reports.charts.svg import Look, element, label, line, picture
from rechterhand.text import Language
from rechterhand.text.writing import month, short_date

LEAST = 320
TOP, BOTTOM = 40, 48
ROW, GAP = 14, 6
"""Height of a line of words, and what is left free between two labels."""
TONES = 4
"""Colours; the same ones come back dashed and with hollow marks."""

CORNERS: tuple[tuple[tuple[float, float], ...] | None, ...] = (
    None,
    ((-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5)),
    ((0, -5), (5, 4), (-5, 4)),
    ((0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)),
)
"""Marks of the lines by their corners: a circle, a square, a triangle, a diamond."""


@dataclass(frozen=True)
class Frame:
    """Measures of a picture: its width, the room for names at the right, and the lines that a name takes at most."""

    width: int
    right: int
    lines: int


FRAMES: dict[Look, Frame] = {"wide": Frame(860, 330, 2), "narrow": Frame(340, 150, 4)}


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its name, and its points as the date at which it was said and the date that was said."""

    name: str
    points: Sequence[tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines in one frame. ``across`` and ``up`` say what stands on the axes; ``on_time`` names the line on which both
    dates are one.
    """

    title: str
    key: str
    lines: Sequence[Line]
    across: str
    up: str
    on_time: str


def plot(one: Plot, language: Language, look: Look) -> str:
    """Draw the lines, each named at its end."""
    frame = FRAMES[look]
    lines = sorted(one.lines, key=lambda each: each.points[-1][1], reverse=True)
    names = [wrapped(each.name, frame.right - 38, frame.lines) for each in lines]
    height = max(LEAST, TOP + BOTTOM + sum(_tall(each) for each in names))
    dates = [y for each in lines for _, y in each.points]
    upward = Axis.over([to_minute(y) for y in dates], height - BOTTOM, TOP)
    ticks = list(Axis(upward.low, upward.high, 0, height - BOTTOM - TOP).ticks(room=34))
    marks = [((month if whole else short_date)(day, language), day) for _, day, whole in ticks]
    left = max(breadth(words) for words, _ in marks) + 10 if marks else 10
    right = frame.width - frame.right
    said = sorted({x for each in lines for x, _ in each.points})
    across = Axis.over([to_minute(x) for x in said], left, right)
    parts = [label(one.up, 2, 14, class_="axis"), *_levels(marks, upward, (left, right))]
    parts += _moments(said, across, height, language)
    parts.append(label(one.across, right, height - 6, anchor="end", class_="axis"))
    parts += _on_time(across, upward, one.on_time)
    ends = [upward.place(to_minute(each.points[-1][1])) for each in lines]
    places = spread(ends, [_tall(each) for each in names], TOP - 12, height - 12)
    for number, (each, told, middle) in enumerate(zip(lines, names, places, strict=True)):
        points = [(across.place(to_minute(x)), upward.place(to_minute(y))) for x, y in each.points]
        parts.append(_line(points, told, (right, middle), number))
    return picture("".join(parts), (frame.width, height), title=one.title, key=one.key, look=look)


def _tall(lines: Sequence[str]) -> int:
    return ROW * len(lines) + GAP


def _levels(marks: Sequence[tuple[str, datetime]], up: Axis, ends: tuple[float, float]) -> Iterator[str]:
    """A level line for each date that is named at the left."""
    left, right = ends
    for words, day in marks:
        y = up.place(to_minute(day))
        yield line((left, y), (right, y), "grid")
        yield label(words, left - 6, y + 4, anchor="end")


def _moments(said: Sequence[datetime], across: Axis, height: int, language: Language) -> Iterator[str]:
    """A mark for each date at which something was said; the first and last are named, and what has room between."""
    free = 0.0
    last = across.place(to_minute(said[-1]))
    for place, moment in enumerate(said):
        words, x = short_date(moment, language), across.place(to_minute(moment))
        half = breadth(words) / 2 + 4
        yield line((x, height - BOTTOM), (x, height - BOTTOM + 5), "grid")
        ends = place in {0, len(said) - 1}
        if (ends or x + half < last - half) and (x - half >= free or place == len(said) - 1):
            yield label(words, x, height - BOTTOM + 19, anchor="middle")
            free = x + half


def _on_time(across: Axis, up: Axis, words: str) -> Iterator[str]:
    """The line on which what was forecast is there."""
    low, high = max(across.low, up.low), min(across.high, up.high)
    if low >= high:
        return
    start, end = ((across.place(at), up.place(at)) for at in (low, high))
    yield line(start, end, "status")
    yield label(words, end[0] - 6, end[1] + 14, anchor="end")


def _line(points: Sequence[tuple[float, float]], words: Sequence[str], beside: tuple[float, float], number: int) -> str:
    """A line with its marks, and its name right of the frame, tied to its end."""
    right, middle = beside
    path = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts = [element("path", d=path, class_="line")] if len(points) > 1 else []
    (x, y), bend, at = points[-1], right + 12, right + 26
    tie = f"M{x:.1f},{y:.1f} L{max(x, bend - 6):.1f},{y:.1f} L{at - 2:.1f},{middle:.1f}"
    parts.append(element("path", d=tie, class_="tie"))
    parts += [mark(*each, number) for each in [*points, (at, middle)]]
    first = middle + 4 - ROW * (len(words) - 1) / 2
    parts += [label(each, at + 9, first + ROW * row) for row, each in enumerate(words)]
    dash = number // TONES % 3
    return element("g", "".join(parts), class_=f"series tone{number % TONES} dash{dash}")


def mark(x: float, y: float, number: int) -> str:
    """A mark of one of four shapes, full or hollow, so that lines are told apart without colour."""
    x, y = round(x, 1), round(y, 1)
    look = "dot hollow" if number // TONES % 2 else "dot"
    corners = CORNERS[number % TONES]
    if corners is None:
        return element("circle", cx=x, cy=y, r=4, class_=look)
    points = " ".join(f"{x + across:.1f},{y + down:.1f}" for across, down in corners)
    return element("polygon", points=points, class_=look)
