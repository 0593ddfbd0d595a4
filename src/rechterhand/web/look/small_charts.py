"""Pictures beside words: the trend of several versions, and a tolerance as a gauge. SVG without style attributes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from rechterhand.web.look.explained import Explained
from rechterhand.web.look.say import Words

WIDTH, HEIGHT, EDGE = 104.0, 22.0, 3.0


@dataclass(frozen=True)
class Trend:
    """Figures of the versions so far, oldest first, and what was promised in the same unit; told in one sentence."""

    values: Sequence[float]
    told: Words
    promised: float | None = None


@dataclass(frozen=True)
class Tolerance:
    """A target with its room: what was planned, what is done, what a person declares, what the futures say.

    All four have the unit of ``limit``; ``low`` and ``high`` bound the forecast. What is below nought stands at nought.
    """

    name: Words
    planned: Explained | None
    limit: Explained
    forecast: Explained
    done: float | None = None
    declared: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def exceeded(self) -> bool:
        """Whether the forecast passes the limit."""
        return _number(self.forecast) > _number(self.limit)

    @property
    def marks(self) -> tuple[tuple[str, Explained], ...]:
        """'planned', 'forecast' and 'limit' with their figures, in the order in which they stand on the bar."""
        named = (("planned", self.planned), ("forecast", self.forecast), ("limit", self.limit))
        return tuple(sorted(((name, one) for name, one in named if one is not None), key=lambda one: _number(one[1])))


def trend_line(trend: Trend) -> SafeString:
    """The line alone; its sentence is said beside it."""
    values = list(trend.values)
    if len(values) < 2:
        return SafeString("")
    shown = [*values, *([] if trend.promised is None else [trend.promised])]
    low, span = min(shown), (max(shown) - min(shown)) or 1.0

    def height(value: float) -> float:
        return EDGE + (1 - (value - low) / span) * (HEIGHT - 2 * EDGE)

    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    points = [(EDGE + place * step, height(value)) for place, value in enumerate(values)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    promise = SafeString("")
    if trend.promised is not None:
        y = f"{height(trend.promised):.1f}"
        promise = format_html('<line class="promise" x1="0" x2="{}" y1="{}" y2="{}"/>', f"{WIDTH:g}", y, y)
    return format_html(
        '<svg class="trend" viewBox="0 0 {} {}" aria-hidden="true">{}<polyline points="{}"/>'
        '<circle cx="{}" cy="{}" r="2.5"/></svg>',
        *(f"{WIDTH:g}", f"{HEIGHT:g}", promise, line, f"{points[-1][0]:.1f}", f"{points[-1][1]:.1f}"),
    )


def gauge(one: Tolerance) -> SafeString:
    """A bar up to the limit: what is done, the forecast with its spread, and what is declared."""
    planned = 0.0 if one.planned is None else _number(one.planned)
    marks = [planned, _number(one.limit), _number(one.forecast), one.high or 0, one.declared or 0]
    most = max(*marks, 1e-9) * 1.08

    def at(value: float) -> float:
        return round(max(value, 0.0) / most * 100, 2)

    limit, forecast = at(_number(one.limit)), at(_number(one.forecast))
    rects = [("ground", 0.0, 100.0, 8, 8), ("allowed", 0.0, limit, 8, 8)]
    if one.done is not None:
        rects.append(("done", 0.0, at(one.done), 10, 4))
    if one.low is not None and one.high is not None:
        rects.append(("spread", at(one.low), at(one.high) - at(one.low), 8, 8))
    bars = format_html_join(
        "",
        '<rect class="{}" x="{}%" y="{}" width="{}%" height="{}"/>',
        ((name, x, y, round(max(width, 0.3), 2), height) for name, x, width, y, height in rects),
    )
    plan = declared = SafeString("")
    if one.planned is not None:
        plan = format_html('<line class="planned" x1="{}%" x2="{}%" y1="4" y2="20"/>', at(planned), at(planned))
    if one.declared is not None:
        declared = format_html('<circle class="declared" cx="{}%" cy="12" r="4"/>', at(one.declared))
    return format_html(
        '<svg aria-hidden="true">{}{}<line class="limit" x1="{}%" x2="{}%" y1="4" y2="20"/>'
        '<rect class="forecast" x="{}%" y="5" width="2.5" height="14"/>{}</svg>',
        *(bars, plan, limit, limit, forecast, declared),
    )


def _number(one: Explained) -> float:
    return float(one.value) if isinstance(one.value, (int, float)) else 0.0
