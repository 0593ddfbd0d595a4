"""How many people work on it: those of the plan with work that isn't done yet.

A resource with room for several (three testers, 300 %) counts as many. A plan without people on its work doesn't tell.
"""

from __future__ import annotations

from rechterhand.record.resource import Resource, ResourceKind
from rechterhand.text import Message
from rechterhand.toolbox.circumstance import Circumstance, Measured
from rechterhand.toolbox.seen import Seen
from rechterhand.toolbox.vocabulary import SIZES

MOST = {"s": 5, "m": 12, "l": 40}


def size_of(people: int) -> str:
    """The size that belongs to a number of people."""
    return next((size for size, most in MOST.items() if people <= most), "xl")


def _measure(seen: Seen) -> Measured | None:
    open_work = {one.id for one in seen.plan.activities if not one.finished and one.active}
    busy = {one.resource_id for one in seen.plan.assignments if one.activity_id in open_work}
    people = sum(_heads(one) for one in seen.plan.resources if one.id in busy)
    return Measured(size_of(people), Message.of("toolbox.measured.size", count=people)) if people else None


def _heads(one: Resource) -> int:
    if one.kind is not ResourceKind.WORK or one.is_budget or not one.active:
        return 0
    return max(1, round(one.max_units or 1))


circumstance = Circumstance(Message.of("toolbox.question.size"), SIZES, _measure, size_of)
