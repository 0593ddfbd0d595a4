"""The critical and near-critical part as bars, with the spread of each finish behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, to_minute, to_moment
from rechterhand.reports.charts.svg import element, label, picture
from rechterhand.text import Language, Message, render
from rechterhand.text.writing import number, short_date
from rechterhand.verdict import Review

WIDTH, ROW, LEFT, RIGHT, TOP = 960, 22, 300, 60, 26
ROWS = 30
NAME = 42


@dataclass(frozen=True)
class Bar:
    """One row: where it runs, how far its finish spreads, and what it costs."""

    name: str
    start: int
    finish: int
    p10: int
    p90: int
    milestone: bool
    price: float | None


def bars(review: Review) -> list[Bar]:
    """Unfinished rows that are most often critical, in order of their start; at most thirty."""
    result, futures = review.schedule, review.simulation
    prices = {one.activity_ids[0]: one.price_days for one in reversed(review.prices.bottlenecks) if one.activity_ids}
    rows = [
        row
        for row, one in enumerate(review.plan.activities)
        if futures.criticality[row] > 0 and result.early_finish[row] != NO_DATE and not one.finished
    ]
    chosen = sorted(rows, key=lambda row: -float(futures.criticality[row]))[:ROWS]
    chosen.sort(key=lambda row: (int(result.remaining_start[row]), int(result.early_finish[row])))
    return [
        Bar(
            name=review.plan.activities[row].name,
            start=int(result.remaining_start[row]),
            finish=int(result.early_finish[row]),
            p10=int(futures.finish_p10[row]),
            p90=int(futures.finish_p90[row]),
            milestone=bool(result.remaining_start[row] == result.early_finish[row]),
            price=prices.get(review.plan.activities[row].id),
        )
        for row in chosen
    ]


def gantt(review: Review, language: Language) -> str:
    """Draw the bars, with the status date and price tags."""
    rows = bars(review)
    if not rows:
        return ""
    low = min(one.start for one in rows)
    high = max(max(one.finish, one.p90) for one in rows)
    span = max(high - low, 1440)
    height = TOP + ROW * len(rows) + 26

    def x(minute: int) -> float:
        return LEFT + (minute - low) / span * (WIDTH - LEFT - RIGHT)

    parts = []
    for share in np.linspace(0, 1, 5):
        minute = int(low + share * span)
        moment = to_moment(minute)
        parts.append(
            element("line", x1=round(x(minute), 1), x2=round(x(minute), 1), y1=TOP - 4, y2=height - 22, class_="grid")
        )
        if moment is not None:
            parts.append(label(short_date(moment.date(), language), x(minute), height - 6, anchor="middle"))
    for place, one in enumerate(rows):
        parts += _row(one, TOP + place * ROW, (x(one.start), x(one.finish)), (x(one.p10), x(one.p90)), language)
    status = review.plan.status_date
    if status is not None and low <= to_minute(status) <= high:
        at = x(to_minute(status))
        parts.append(element("line", x1=round(at, 1), x2=round(at, 1), y1=TOP - 8, y2=height - 22, class_="status"))
        parts.append(label(render(Message.of("report.status_date"), language), at + 4, 12))
    title = render(Message.of("report.gantt.title"), language)
    return picture("".join(parts), WIDTH, height, title=title, key="gantt")


def _row(one: Bar, y: float, span: tuple[float, float], spread: tuple[float, float], language: Language) -> list[str]:
    start, finish = span
    name = one.name if len(one.name) <= NAME else one.name[: NAME - 1] + "…"
    middle = y + ROW / 2
    parts = [label(name, LEFT - 8, y + 15, anchor="end")]
    low, high = min(spread), max(spread)
    parts.append(
        element("rect", x=round(low, 1), y=y + 4, width=round(max(1.0, high - low), 1), height=ROW - 8, class_="spread")
    )
    if one.milestone:
        corners = f"{start:.1f},{middle - 6} {start + 6:.1f},{middle} {start:.1f},{middle + 6} {start - 6:.1f},{middle}"
        parts.append(element("polygon", points=corners, class_="bar"))
    else:
        parts.append(
            element(
                "rect",
                x=round(start, 1),
                y=y + 7,
                width=round(max(2.0, finish - start), 1),
                height=ROW - 14,
                class_="bar",
            )
        )
    if one.price is not None:
        parts.append(label(f"⟨{number(one.price, language, 1)}⟩", max(finish, high) + 6, y + 15, class_="number"))
    return parts
