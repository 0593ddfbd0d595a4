"""The waterfall: from the old finish to the new one, a bar for each cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rechterhand.reports.charts.labels import breadth
from rechterhand.reports.charts.svg import Look, element, label, line, picture
from rechterhand.text import Language, Message, render
from rechterhand.text.plain import shorten
from rechterhand.text.writing import number


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name and its days; a whole one stands for the sum of those above it."""

    name: str
    days: float
    whole: bool = False


@dataclass(frozen=True)
class Frame:
    """How a look is laid out; in a narrow one the name stands above its bar."""

    width: int
    row: int
    left: int
    right: int
    name: int
    beside: bool


FRAMES: dict[Look, Frame] = {
    "wide": Frame(width=860, row=30, left=270, right=80, name=40, beside=True),
    "narrow": Frame(width=340, row=46, left=8, right=62, name=46, beside=False),
}
TOP, BOTTOM = 8, 8


def waterfall(bars: Sequence[Bar], language: Language, look: Look, *, key: str) -> str:
    """Draw the bars, each from where the last one ended; ``key`` names the picture on its page."""
    frame = FRAMES[look]
    ends, here = [], 0.0
    for one in bars:
        start = 0.0 if one.whole else here
        here = one.days if one.whole else here + one.days
        ends.append((start, here))
    low, high = min(0.0, *(min(pair) for pair in ends)), max(0.0, *(max(pair) for pair in ends))
    scale = (frame.width - frame.left - frame.right) / ((high - low) or 1.0)

    def place(days: float) -> float:
        return frame.left + (days - low) * scale

    height = TOP + frame.row * len(bars) + BOTTOM
    names = [shorten(one.name, frame.name) for one in bars]
    parts: list[str] = []
    for row, (one, (start, end)) in enumerate(zip(bars, ends, strict=True)):
        top = TOP + row * frame.row
        parts += _line(place(0), (top, top + frame.row), (top, names[row]), frame, "grid")
        if row + 1 < len(bars):
            foot = top + frame.row
            parts += _line(place(end), (foot - 4, foot + frame.row - 24), (foot, names[row + 1]), frame, "mark")
        parts += _row(one, (place(start), place(end)), top, frame, language)
    title = render(Message.of("compare.waterfall.title"), language)
    return picture("".join(parts), (frame.width, height), title=title, key=key, look=look)


def _line(at: float, ends: tuple[float, float], under: tuple[float, str], frame: Frame, look: str) -> Iterator[str]:
    """A line straight down; it is left out behind the name that stands above a bar."""
    (first, last), (top, name) = ends, under
    if frame.beside or at > frame.left + breadth(name) + 4:
        yield line((at, first), (at, last), look)
        return
    for start, end in ((first, top + 2), (top + 19, last)):
        if end > start:
            yield line((at, start), (at, end), look)


def _row(one: Bar, ends: tuple[float, float], y: float, frame: Frame, language: Language) -> Iterator[str]:
    middle = y + (frame.row / 2 if frame.beside else frame.row - 14)
    if frame.beside:
        yield label(shorten(one.name, frame.name), frame.left - 10, middle + 4, anchor="end")
    else:
        yield label(shorten(one.name, frame.name), frame.left, y + 14)
    first, last = sorted(ends)
    look = "whole" if one.whole else "later" if one.days > 0 else "earlier"
    width = max(1.5, last - first)
    if one.days:
        yield element("rect", x=round(first, 1), y=round(middle - 8, 1), width=round(width, 1), height=16, class_=look)
    told = number(one.days, language, 1, signed=True)
    yield label(told, last + 6, middle + 4, class_="number")
