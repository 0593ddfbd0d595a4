"""The S-curve: the chance that the work is finished on or before each date, of one plan or of two side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.reports.charts.axis import Axis
from rechterhand.reports.charts.svg import Look, element, label, line, picture
from rechterhand.text import Language, Message, render
from rechterhand.text.ending import ending_day
from rechterhand.text.writing import month, percent, short_date

WIDTHS: dict[Look, int] = {"wide": 760, "narrow": 340}
HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 280, 46, 14, 50, 30
POINTS = 121

Long = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Curve:
    """Finishes in minutes since 1970, in order; ``former`` draws them as what was, without an area below."""

    ordered: Long
    former: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A date with its name; ``tone`` is its place among the looks of marks: plain, the hero, the promise."""

    name: str
    moment: datetime
    tone: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Curves in one frame, the one that matters last, with dates that are marked."""

    title: str
    key: str
    curves: Sequence[Curve]
    marks: Sequence[Mark]


def s_curve(result: SimulationResult, committed: datetime | None, language: Language, look: Look) -> str:
    """Draw the curve with P50, P80 and the committed date."""
    marks = [Mark(name, result.percentiles[name.lower()].moment, tone) for tone, name in enumerate(("P50", "P80"))]
    if committed is not None:
        marks.append(Mark(render(Message.of("report.committed"), language), committed, 2))
    title = render(Message.of("report.s_curve.title"), language)
    return draw(Chart(title, "s-curve", (Curve(np.sort(result.finishes)),), marks), language, look)


def draw(chart: Chart, language: Language, look: Look) -> str:
    """Draw curves over one axis of dates."""
    marks = sorted(chart.marks, key=lambda one: one.moment)
    minutes = [int(one.ordered[place]) for one in chart.curves for place in (0, -1)]
    axis = Axis.over([*minutes, *(to_minute(one.moment) for one in marks)], LEFT, WIDTHS[look] - RIGHT)
    parts = [*_grid(axis, language)]
    parts += _curves(chart.curves, axis)
    told = [
        (axis.place(to_minute(one.moment)), f"{one.name} {short_date(ending_day(one.moment), language)}")
        for one in marks
    ]
    lowest = _said(len(marks) - 1) if any(_leftward(at, words, axis) for at, words in told) else 0.0
    for line_of, (one, words) in enumerate(zip(marks, told, strict=True)):
        parts += _mark(*words, (one.tone, _said(line_of), lowest), axis)
    return picture("".join(parts), (WIDTHS[look], HEIGHT), title=chart.title, key=chart.key, look=look)


def _curves(curves: Sequence[Curve], axis: Axis) -> Iterator[str]:
    """The areas below all lines, so that none fades."""
    shares, floor = np.linspace(0, 1, POINTS), _height(0)
    lines = []
    for curve in curves:
        moments = np.quantile(curve.ordered, shares)
        places = [(axis.place(float(one)), _height(float(at))) for one, at in zip(moments, shares, strict=True)]
        path = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in places)
        lines.append(element("path", d=path, class_="curve former" if curve.former else "curve"))
        if not curve.former:
            end = f"L{places[-1][0]:.1f},{floor} L{places[0][0]:.1f},{floor} Z"
            yield element("path", d=f"{path} {end}", class_="area")
    yield from lines


def _height(share: float) -> float:
    return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM)


def _grid(axis: Axis, language: Language) -> Iterator[str]:
    for share in (0.0, 0.5, 0.8, 1.0):
        yield line((axis.left, _height(share)), (axis.right, _height(share)), "grid")
        yield label(percent(share, language), axis.left - 6, _height(share) + 4, anchor="end")
    for place, day, whole in axis.ticks(room=80):
        yield line((place, HEIGHT - BOTTOM), (place, HEIGHT - BOTTOM + 5), "grid")
        anchor = "start" if place < axis.left + 30 else "end" if place > axis.right - 30 else "middle"
        yield label((month if whole else short_date)(day, language), place, HEIGHT - BOTTOM + 19, anchor=anchor)


def _said(line_of: int) -> float:
    return 12.0 + 15 * line_of


def _leftward(at: float, words: str, axis: Axis) -> bool:
    """Whether the words have no room at the right of their line."""
    return at + 4 + 7 * len(words) > axis.right + RIGHT


def _mark(at: float, words: str, where: tuple[int, float, float], axis: Axis) -> Iterator[str]:
    """A line with its words above it; earlier ones higher, so that no words cross a line.

    Words at the left of their line would: then all lines begin below the lowest words.
    """
    tone, y, lowest = where
    yield line((at, max(y, lowest) + 3), (at, HEIGHT - BOTTOM), f"mark mark{tone}")
    right = _leftward(at, words, axis)
    yield label(words, at - 4 if right else at + 4, y, anchor="end" if right else "start", class_=f"label said{tone}")
