"""Shares as bars, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from rechterhand.reports.charts.svg import Look, element, label, picture
from rechterhand.text import Language
from rechterhand.text.plain import shorten
from rechterhand.text.writing import percent

WIDTHS: dict[Look, int] = {"wide": 860, "narrow": 340}
LEFTS: dict[Look, int] = {"wide": 160, "narrow": 96}
ROW, RIGHT = 26, 60


def shares(rows: Sequence[tuple[str, float]], title: str, language: Language, look: Look) -> str:
    """Draw a bar for each name and share; the whole width is the largest of them, at least a tenth."""
    width, left = WIDTHS[look], LEFTS[look]
    most = max([0.1, *(share for _, share in rows)])
    parts = []
    for place, (name, share) in enumerate(rows):
        middle = 4 + place * ROW + ROW / 2
        length = share / most * (width - left - RIGHT)
        parts.append(label(shorten(name, 24), left - 8, middle + 4, anchor="end"))
        parts.append(
            element("rect", x=left, y=round(middle - 8, 1), width=round(max(1.0, length), 1), height=16, class_="bar")
        )
        parts.append(label(percent(share, language), left + length + 6, middle + 4, class_="number"))
    return picture("".join(parts), (width, 8 + ROW * len(rows)), title=title, key="shares", look=look)
