"""Prices as bars, the dearest on top, with their sampling error."""

from __future__ import annotations

from rechterhand.findings.bottleneck import Bottleneck
from rechterhand.reports.charts.svg import element, label, picture
from rechterhand.text import Language, Message, render
from rechterhand.text.writing import number

WIDTH, ROW, LEFT, RIGHT = 720, 30, 300, 110
MOST = 44


def tornado(bottlenecks: tuple[Bottleneck, ...], language: Language) -> str:
    """Draw a bar for each price."""
    height = ROW * max(1, len(bottlenecks)) + 12
    widest = max((one.price_days + one.standard_error_days for one in bottlenecks), default=1.0) or 1.0

    def length(days: float) -> float:
        return max(0.0, days) / widest * (WIDTH - LEFT - RIGHT)

    parts = []
    for place, one in enumerate(bottlenecks):
        y = 6 + place * ROW
        title = render(one.title, language)
        parts.append(label(title if len(title) <= MOST else title[: MOST - 1] + "…", LEFT - 8, y + 19, anchor="end"))
        parts.append(
            element("rect", x=LEFT, y=y + 5, width=round(length(one.price_days), 1), height=ROW - 10, class_="bar")
        )
        end, error = LEFT + length(one.price_days), length(one.standard_error_days)
        parts.append(
            element(
                "line",
                x1=round(end - error, 1),
                x2=round(end + error, 1),
                y1=y + ROW / 2,
                y2=y + ROW / 2,
                class_="error",
            )
        )
        tag = f"{number(one.price_days, language, 1)} ± {number(one.standard_error_days, language, 1)}"
        parts.append(label(tag, end + error + 8, y + 19, class_="number"))
    title = render(Message.of("report.tornado.title"), language)
    return picture("".join(parts), WIDTH, height, title=title, key="tornado")
