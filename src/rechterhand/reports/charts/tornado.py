"""Prices as bars, the dearest on top, with their sampling error: one bar for each row of a list."""

from __future__ import annotations

from collections.abc import Iterable

from rechterhand.reports.charts.svg import element

WIDTH, HEIGHT = 200, 16


def widest(prices: Iterable[tuple[float, float]]) -> float:
    """The days for which a bar takes its whole width, of prices with their errors."""
    return max((price + error for price, error in prices), default=0.0) or 1.0


def bar(price: float, error: float, most: float) -> str:
    """A bar as long as the price, with a line as long as twice its error; the figure stands beside it in words."""

    def at(days: float) -> float:
        return round(min(max(0.0, days / most), 1.0) * WIDTH, 1)

    low, high = at(price - error), at(price + error)
    parts = element("rect", x=0, y=1, width=max(1.0, at(price)), height=HEIGHT - 2, class_="bar")
    parts += element("line", x1=low, x2=high, y1=HEIGHT / 2, y2=HEIGHT / 2, class_="error")
    return element(
        "svg",
        parts,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
        class_="price-bar",
    )
