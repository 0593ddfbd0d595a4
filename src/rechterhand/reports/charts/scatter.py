"""Cost and finish together: a dot for each future, with P80 of both."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate.costs import CostResult
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.reports.charts.axis import Axis
from rechterhand.reports.charts.svg import Look, element, label, line, picture
from rechterhand.text import Language, Message, render
from rechterhand.text.ending import ending_day
from rechterhand.text.writing import month, number, short_date

WIDTHS: dict[Look, int] = {"wide": 760, "narrow": 340}
HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 300, 84, 14, 34, 30
DOTS = 400
"""The first futures; more would hide one another."""


def scatter(result: SimulationResult, cost: CostResult, language: Language, look: Look) -> str:
    """Draw the dots, and lines at P80 of the finish and of the cost."""
    finishes, costs = result.finishes[:DOTS], cost.costs[:DOTS]
    p80, amount = result.percentiles["p80"].moment, cost.percentiles["p80"].amount
    across = Axis.over([*finishes.tolist(), to_minute(p80)], LEFT, WIDTHS[look] - RIGHT)
    low, high = float(min(costs.min(), amount)), float(max(costs.max(), amount))
    high = high if high > low else low + 1.0

    def up(value: float) -> float:
        return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [*_grid(across, (low, high), up(low), up(high), language)]
    for at, money in zip(finishes.tolist(), costs.tolist(), strict=True):
        parts.append(element("circle", cx=round(across.place(at), 1), cy=round(up(money), 1), r=2.5, class_="future"))
    x, y = across.place(to_minute(p80)), up(amount)
    parts.append(line((x, TOP - 6), (x, HEIGHT - BOTTOM), "mark mark1"))
    parts.append(line((LEFT, y), (across.right, y), "mark mark1"))
    words = f"P80 {short_date(ending_day(p80), language)}"
    right = x + 4 + 7 * len(words) > across.right
    parts.append(label(words, x - 4 if right else x + 4, TOP - 10, anchor="end" if right else "start"))
    parts.append(label(f"P80 {number(amount, language, 0)}", across.right, y - 5, anchor="end"))
    title = render(Message.of("report.scatter.title"), language)
    return picture("".join(parts), (WIDTHS[look], HEIGHT), title=title, key="scatter", look=look)


def _grid(across: Axis, ends: tuple[float, float], bottom: float, top: float, language: Language) -> Iterator[str]:
    low, high = ends
    for money in _round_amounts(low, high):
        y = bottom + (money - low) / (high - low) * (top - bottom)
        yield line((across.left, y), (across.right, y), "grid")
        yield label(number(money, language, 0), across.left - 6, y + 4, anchor="end")
    for place, day, whole in across.ticks(room=80):
        yield line((place, HEIGHT - BOTTOM), (place, HEIGHT - BOTTOM + 5), "grid")
        anchor = "start" if place < across.left + 30 else "end" if place > across.right - 30 else "middle"
        yield label((month if whole else short_date)(day, language), place, HEIGHT - BOTTOM + 19, anchor=anchor)


def _round_amounts(low: float, high: float) -> Iterator[float]:
    """Three to seven round amounts between two."""
    power = 10.0 ** math.floor(math.log10((high - low) / 3))
    step = next(power * times for times in (5, 2, 1) if (high - low) / (power * times) >= 3)
    amount = math.ceil(low / step) * step
    while amount <= high:
        yield amount
        amount += step
