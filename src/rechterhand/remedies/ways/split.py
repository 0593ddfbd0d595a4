"""Deliver in two parts, so that the next can begin with the first.

Effect: both activities are cut in two halves, of which the second takes as many times what is planned as the first; the
first half of the successor waits for the first half of its predecessor, the second for the second. Nothing is done
twice, but each delivery more takes half a working day of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from rechterhand.record.link import Link, LinkType
from rechterhand.remedies.case import Case, remaining, waits
from rechterhand.remedies.cutting import cut
from rechterhand.remedies.rates import cost_of
from rechterhand.remedies.remedy import Remedy, Way
from rechterhand.remedies.sight import Sight
from rechterhand.text import Message

HALF = 0.5
LEAST = 10.0
"""Working days that both last at least: shorter work isn't worth two deliveries."""


def _propose(sight: Sight) -> Iterator[Way]:
    driving = {one.id for one in sight.driving}
    day = sight.plan.options.minutes_per_day
    for link, holds in sight.links():
        ends = (link.predecessor_id, link.successor_id)
        if link.type is not LinkType.FS or waits(link) or holds == 0 or not driving.issuperset(ends):
            continue
        before, after = (sight.by_id[key] for key in ends)
        if before.started or after.started:
            continue
        if min(sight.days(remaining(before)), sight.days(remaining(after))) < LEAST:
            continue
        more = [cost_of(sight.staffed(one.id), sight.now) for one in (before, after)]
        shares = [HALF * day / max(1, remaining(one)) for one in (before, after)]
        costs = [cost * share for cost, share in zip(more, shares, strict=True) if cost is not None]
        yield Way(
            target=("link", f"{before.id}-{after.id}"),
            degree="2",
            title=Message.of("remedies.split.title", before=before.name, after=after.name),
            effect=Message.of("remedies.split.effect"),
            side=Message.of("remedies.split.side"),
            kind="activity",
            about=frozenset({before.id, after.id}),
            touches=frozenset(
                {
                    ("link", f"{before.id}-{after.id}"),
                    *((kind, one.id) for kind in ("activity", "cut") for one in (before, after)),
                }
            ),
            apply=partial(_apply, link, HALF * day),
            cost=sum(costs) if len(costs) == len(more) else None,
            weight=sight.days(HALF * min(remaining(before), remaining(after))) * holds,
            last=True,
        )


def _apply(link: Link, more: float, case: Case) -> Case:
    before, after = link.predecessor_id, link.successor_id
    for key in (before, after):
        length = remaining(case.plan.activity(key))
        case = case.shortened(key, (length + more) / length)
    halves = case.with_links([link], [])
    halves, sooner = cut(halves, before, round(HALF * remaining(halves.plan.activity(before))))
    halves, later = cut(halves, after, round(HALF * remaining(halves.plan.activity(after))))
    return halves.with_links(
        [], [replace(link, id=None), replace(link, predecessor_id=sooner, successor_id=later, id=None)]
    )


remedy = Remedy(("activity", "chain"), "split_work", _propose)
