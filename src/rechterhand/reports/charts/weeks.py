"""Weeks in which people or machines fall short: a row each, a mark for each week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.staffed.result import Shortage
from rechterhand.reports.charts.axis import Axis
from rechterhand.reports.charts.svg import Look, element, label, line, picture
from rechterhand.text import Language
from rechterhand.text.plain import shorten
from rechterhand.text.writing import month, short_date

TOP, BOTTOM, RIGHT = 10, 28, 12
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Frame:
    """Measures of a picture; in a narrow one the name stands above its row."""

    width: int
    row: int
    left: int
    name: int
    beside: bool


FRAMES: dict[Look, Frame] = {
    "wide": Frame(width=860, row=24, left=270, name=40, beside=True),
    "narrow": Frame(width=340, row=40, left=4, name=46, beside=False),
}


def weeks(rows: Sequence[Shortage], language: Language, look: Look, *, title: str) -> str:
    """Draw a row for each that falls short, the one waited for most on top."""
    frame = FRAMES[look]
    days = [datetime.combine(day, time()) for one in rows for day in one.weeks]
    axis = Axis.over([to_minute(min(days)), to_minute(max(days) + _WEEK)], frame.left, frame.width - RIGHT)
    height = TOP + frame.row * len(rows) + BOTTOM
    parts = [*_months(axis, height, language)]
    for place, one in enumerate(rows):
        parts += _row(one, TOP + place * frame.row, axis, frame)
    return picture("".join(parts), (frame.width, height), title=title, key="weeks", look=look)


def _months(axis: Axis, height: int, language: Language) -> Iterator[str]:
    for place, day, whole in axis.ticks(room=80):
        yield line((place, TOP), (place, height - BOTTOM + 4), "grid")
        anchor = "start" if place < axis.left + 30 else "end" if place > axis.right - 30 else "middle"
        yield label((month if whole else short_date)(day, language), place, height - 8, anchor=anchor)


def _row(one: Shortage, y: float, axis: Axis, frame: Frame) -> Iterator[str]:
    name = shorten(one.name, frame.name)
    middle = y + (frame.row / 2 if frame.beside else frame.row - 12)
    if frame.beside:
        yield label(name, frame.left - 8, middle + 4, anchor="end")
    else:
        yield label(name, frame.left, y + 13)
    for day in one.weeks:
        start, end = (axis.place(to_minute(datetime.combine(day, time()) + more)) for more in (timedelta(), _WEEK))
        width = round(max(1.0, end - start - 0.5), 1)
        yield element("rect", x=round(start, 1), y=round(middle - 7, 1), width=width, height=14, class_="bar")
