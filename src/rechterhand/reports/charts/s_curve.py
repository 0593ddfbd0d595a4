"""The S-curve: the chance that the work is finished on or before each date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import numpy as np

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


def s_curve(result: SimulationResult, committed: datetime | None, language: Language, look: Look) -> str:
    """Draw the curve with P50, P80 and the committed date."""
    ordered = np.sort(result.finishes)
    moments = {"P50": result.percentiles["p50"].moment, "P80": result.percentiles["p80"].moment}
    marks = [(name, one, short_date(ending_day(one), language)) for name, one in moments.items()]
    if committed is not None:
        promised = render(Message.of("report.committed"), language)
        marks.append((promised, committed, short_date(ending_day(committed), language)))
    minutes = [int(ordered[0]), int(ordered[-1]), *(to_minute(one) for _, one, _ in marks)]
    axis = Axis.over(minutes, LEFT, WIDTHS[look] - RIGHT)
    parts = [*_grid(axis, language)]
    shares = np.linspace(0, 1, POINTS)
    places = [(axis.place(float(np.quantile(ordered, share))), _height(float(share))) for share in shares]
    path = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in places)
    floor = _height(0)
    parts.append(element("path", d=f"{path} L{places[-1][0]:.1f},{floor} L{places[0][0]:.1f},{floor} Z", class_="area"))
    parts.append(element("path", d=path, class_="curve"))
    in_time = sorted(range(len(marks)), key=lambda place: marks[place][1])
    told = [(axis.place(to_minute(moment)), f"{name} {day}") for name, moment, day in marks]
    lowest = _said(len(marks) - 1) if any(_leftward(at, words, axis) for at, words in told) else 0.0
    for line_of, place in enumerate(in_time):
        parts += _mark(*told[place], (place, _said(line_of), lowest), axis)
    title = render(Message.of("report.s_curve.title"), language)
    return picture("".join(parts), (WIDTHS[look], HEIGHT), title=title, key="s-curve", look=look)


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
    place, y, lowest = where
    yield line((at, max(y, lowest) + 3), (at, HEIGHT - BOTTOM), f"mark mark{place}")
    right = _leftward(at, words, axis)
    yield label(words, at - 4 if right else at + 4, y, anchor="end" if right else "start", class_=f"label said{place}")
