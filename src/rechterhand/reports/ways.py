"""What all reports say of ways out: what they rest on, chance and cost, and what several bring together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from rechterhand.findings.bottleneck import Bottleneck
from rechterhand.remedies.way_out import Combination, WayOut
from rechterhand.text import Language, Message
from rechterhand.text.ending import ending_day
from rechterhand.text.writing import number
from rechterhand.verdict import Review

BEST = 3
"""Ways out that stand on a page or a screen; the others are one step away."""

Gain: TypeAlias = WayOut | Combination


def cost_told(cost: float | None, language: Language) -> str:
    """Money in whole units; nothing where no rate is known."""
    return "" if cost is None else number(round(cost), language, 0)


def cost_line(cost: float | None, currency: str | None) -> Message:
    """What it costs or saves in the plan's currency, or that no rate tells it."""
    if cost is None:
        return Message.of("report.ways.cost.unknown")
    whole = round(cost)
    if whole == 0:
        return Message.of("report.ways.cost.none")
    kind = "some" if whole > 0 else "saved"
    if currency is None:
        return Message.of(f"report.ways.cost.{kind}_bare", amount=abs(whole))
    return Message.of(f"report.ways.cost.{kind}", currency=currency, amount=abs(whole))


def chance_line(one: Gain, key: str = "report.ways.chance") -> Message | None:
    """The chance of the promise now and with it; None without a promise for the whole."""
    if one.chance is None or one.chance_gain is None:
        return None
    before = min(1.0, max(0.0, one.chance - one.chance_gain))
    return Message.of(key, before=before, then=one.chance)


def basis_word(one: Gain) -> Message:
    """On which futures it was tried: by logic alone, or with the people there are."""
    return Message.of("report.ways.with_people" if one.with_people else "report.ways.by_logic")


def mixed(shown: Iterable[Gain]) -> bool:
    """Whether some of these were tried by logic and others with people, so that each has to say which."""
    return len({one.with_people for one in shown}) > 1


def basis_line(review: Review, shown: Iterable[Gain]) -> Message | None:
    """On which futures these were tried, and P80 there now; None for a plan that says nothing of its people's work."""
    people = review.people
    found = {one.with_people for one in shown}
    if people is None or not found:
        return None
    values = {
        "logic": ending_day(review.simulation.percentiles["p80"].moment),
        "people": ending_day(people.percentiles["p80"].moment),
    }
    if len(found) > 1:
        return Message.of("report.ways.basis.both", **values)
    return Message.of("report.ways.basis.people" if True in found else "report.ways.basis.logic", **values)


def chance_now(review: Review) -> Message | None:
    """The chance of the promise as the plan is, on both yardsticks; None where there is but one, or no promise."""
    ways = review.ways
    if ways.chance is None or ways.chance_with_people is None:
        return None
    return Message.of("report.ways.chance_now", logic=ways.chance, people=ways.chance_with_people)


def interaction_line(one: Combination) -> Message:
    """Whether they help each other or get in each other's way, where that is beyond the sampling error."""
    beyond = one.interaction_days
    if abs(beyond) <= 2 * one.standard_error_days:
        return Message.of("report.ways.sum.equal", days=one.days, sum=one.sum_days)
    return Message.of("report.ways.sum.more" if beyond > 0 else "report.ways.sum.less", days=one.days, sum=one.sum_days)


def promise_lines(review: Review) -> Iterator[Message]:
    """The promise that can be kept, with the people that the plan has."""
    promise = review.ways.promise
    if promise is not None:
        key = "report.ways.promise.people" if promise.with_people else "report.ways.promise"
        yield Message.of(key, title=promise.title, chance=promise.chance)


def way_for(one: Bottleneck, review: Review) -> WayOut | None:
    """The way out that brings most of those that answer a bottleneck, or another of its chain."""
    keys = {one.key, *(other.key for other in one.alike)}
    return next((way for way in review.ways.ways if keys.intersection(way.answers)), None)


def answered(one: WayOut, review: Review) -> tuple[Message, ...]:
    """The bottlenecks that a way out answers, the dearest first."""
    return tuple(known.title for known in review.prices.bottlenecks if known.key in one.answers)
