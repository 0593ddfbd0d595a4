"""The S-curve: the chance that the work is finished on or before each date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import numpy as np

from rechterhand.engine.schedule.result import EPOCH, to_minute
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.reports.charts.svg import element, label, picture
from rechterhand.text import Language, Message, render
from rechterhand.text.writing import month, percent, short_date

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 40, 32


def s_curve(result: SimulationResult, committed: datetime | None, language: Language) -> str:
    """Draw the curve with P50, P80 and the committed date."""
    ordered = np.sort(result.finishes)
    marks = {"P50": result.percentiles["p50"].moment, "P80": result.percentiles["p80"].moment}
    if committed is not None:
        marks[render(Message.of("report.committed"), language)] = committed
    minutes = [int(ordered[0]), int(ordered[-1]), *(to_minute(one) for one in marks.values())]
    low, high = min(minutes), max(minutes)
    span = max(high - low, 1440)

    def x(minute: float) -> float:
        return LEFT + (minute - low) / span * (WIDTH - LEFT - RIGHT)

    def y(share: float) -> float:
        return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM)

    parts = []
    for share in (0.0, 0.5, 0.8, 1.0):
        parts.append(
            element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=round(y(share), 1), y2=round(y(share), 1), class_="grid")
        )
        parts.append(label(percent(share, language), LEFT - 6, y(share) + 4, anchor="end"))
    parts += _months(low, span, language, x)
    shares = np.linspace(0, 1, 121)
    points = [(x(float(np.quantile(ordered, share))), y(float(share))) for share in shares]
    path = "M" + " L".join(f"{a:.1f},{b:.1f}" for a, b in points)
    parts.append(element("path", d=path, class_="curve"))
    for place, (name, moment) in enumerate(marks.items()):
        at = x(to_minute(moment))
        parts.append(
            element("line", x1=round(at, 1), x2=round(at, 1), y1=TOP, y2=HEIGHT - BOTTOM, class_=f"mark mark{place}")
        )
        anchor = "end" if at > WIDTH * 0.7 else "start"
        parts.append(
            label(
                f"{name} {short_date(moment.date(), language)}",
                at + (-4 if anchor == "end" else 4),
                12 + 12 * place,
                anchor=anchor,
            )
        )
    title = render(Message.of("report.s_curve.title"), language)
    return picture("".join(parts), WIDTH, HEIGHT, title=title, key="s-curve")


def _months(low: int, span: int, language: Language, x: Callable[[float], float]) -> list[str]:
    """A tick at the first of some months."""
    first = EPOCH + timedelta(minutes=low)
    months = max(1, round(span / (60 * 24 * 30.4) / 6))
    parts: list[str] = []
    year, number = first.year, first.month
    while True:
        number += months
        year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
        at = to_minute(datetime(year, number, 1))
        if at > low + span:
            return parts
        place = x(at)
        parts.append(
            element(
                "line",
                x1=round(place, 1),
                x2=round(place, 1),
                y1=HEIGHT - BOTTOM,
                y2=HEIGHT - BOTTOM + 5,
                class_="grid",
            )
        )
        parts.append(label(month(datetime(year, number, 1), language), place, HEIGHT - BOTTOM + 18, anchor="middle"))
