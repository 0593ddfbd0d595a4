"""Bottlenecks that overlap: a chain and its members, a meeting of paths and its feeders.

One lies inside another when both touch an activity and it brings next to nothing once the other is relieved. The
dearest leads; yet where a part brings nearly as much as the whole, the part does: the smallest thing that explains
the price.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from rechterhand.engine.price.change import Change, together
from rechterhand.engine.price.solve import Pricing
from rechterhand.findings.priced import WORTH, Priced

ADDS = 0.1
"""Share of its own gain that something inside another still brings at most once that is relieved."""
NEARLY = 0.8
"""Share of the price of a whole from which on a part of it leads."""


def contained(ranked: Sequence[Priced]) -> dict[int, list[int]]:
    """What leads (places among the ranked), each with the parts of it, or the whole that it is nearly all of."""
    pairs = [
        (whole, part)
        for whole, one in enumerate(ranked)
        for part in range(whole + 1, len(ranked))
        if _holds(one.relief.change, ranked[part].relief.change)
    ]
    order = list(range(len(ranked)))
    for whole, part in reversed(pairs):
        if ranked[part].worth >= NEARLY * ranked[whole].worth and order.index(part) > order.index(whole):
            order.remove(part)
            order.insert(order.index(whole), part)
    return _led(order, {*pairs, *((part, whole) for whole, part in pairs)})


def overlapping(pricing: Pricing, ranked: Sequence[Priced], leaders: Sequence[int]) -> dict[int, list[int]]:
    """What leads, each with what brings next to nothing once it is relieved, among what shares an activity.

    Parameters
    ----------
    pricing
        The first futures, those of which ``ranked`` keeps the finishes.
    ranked
        Priced candidates, the dearest first.
    leaders
        Places among them, the dearest first.
    """
    asked = {}
    for at, one in enumerate(leaders):
        for other in leaders[at + 1 :]:
            first, second = ranked[one], ranked[other]
            shared = set(first.candidate.activity_ids) & set(second.candidate.activity_ids)
            both = together([first.relief.change, second.relief.change]) if shared else None
            if both is not None:
                asked[one, other] = both
    base, within = pricing.working_days(pricing.finishes), set()
    for (one, other), finishes in zip(asked, pricing.changed(list(asked.values())), strict=True):
        first_days, second_days = (pricing.working_days(ranked[place].finishes) for place in (one, other))
        adds, alone = (first_days - pricing.working_days(finishes)).mean(), (base - second_days).mean()
        if adds <= max(WORTH, ADDS * alone):
            within.add((one, other))
    return _led(leaders, within)


def _led(order: Sequence[int], within: Set[tuple[int, int]]) -> dict[int, list[int]]:
    """Each place that nothing before it takes in, with what it takes in itself."""
    found: dict[int, list[int]] = {}
    taken: set[int] = set()
    for leader in order:
        if leader not in taken:
            found[leader] = [other for other in order if (leader, other) in within and other not in taken]
            taken.update(found[leader])
    return found


def _holds(whole: Change, part: Change) -> bool:
    """Whether a relief does all that another does, and more."""
    fields = ("shorter", "freed", "slack", "averted")
    if whole.whole or part.whole or whole == part:
        return False
    return all(set(getattr(part, name)) <= set(getattr(whole, name)) for name in fields)
