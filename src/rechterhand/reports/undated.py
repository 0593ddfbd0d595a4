"""Why it can't be said which work decides the finish of a plan without dates."""

from __future__ import annotations

from rechterhand.errors import BadPlan, LoopedPlan
from rechterhand.text import Message


def undated(refused: BadPlan) -> Message:
    """A loop has to go first; else only that there are no dates."""
    return Message.of("report.checks.loop" if isinstance(refused, LoopedPlan) else "report.checks.undated")
