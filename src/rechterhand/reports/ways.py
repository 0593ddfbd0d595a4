"""What all reports say of ways out: costs, and what several bring together."""

from __future__ import annotations

from rechterhand.remedies.way_out import Combination
from rechterhand.text import Language, Message
from rechterhand.text.writing import number


def cost_told(cost: float | None, language: Language) -> str:
    """Money in whole units; nothing where no rate is known."""
    return "" if cost is None else number(round(cost), language, 0)


def together_line(one: Combination) -> Message:
    """What several bring together beside what each brings by itself."""
    key = "report.ways.more" if one.interaction_days >= 0 else "report.ways.less"
    return Message.of(key, days=one.days, sum=one.sum_days, titles=one.titles)
