"""Let the next begin before the last is done, at the risk of doing part of it again.

Effect: the predecessor is cut before its last part, so that the successor begins at a share of what it takes, whatever
that turns out to be; the successor doesn't finish before its predecessor. With a chance of 30 % half of what overlapped
has to be done again. A link with waiting time isn't overlapped: what hardens or is judged must be whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Impact, Risk
from rechterhand.record.activity import Activity
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.remedies.case import Case, remaining, waits
from rechterhand.remedies.cutting import cut
from rechterhand.remedies.rates import cost_of
from rechterhand.remedies.remedy import Remedy, Way
from rechterhand.remedies.sight import Sight
from rechterhand.text import Message

OVERLAP = (0.3, 0.15)
"""Of the predecessor's duration."""
CHANCE, AGAIN = 0.3, 0.5
LEAST = 5.0
"""Working days of both, below which nothing can overlap."""


def _propose(sight: Sight) -> Iterator[Way]:
    driving = {one.id for one in sight.driving}
    for link, holds in sight.links():
        ends = (link.predecessor_id, link.successor_id)
        if link.type is not LinkType.FS or waits(link) or holds == 0 or not driving.issuperset(ends):
            continue
        before, after = (sight.by_id[key] for key in ends)
        if after.started or before.type.is_milestone or after.type.is_milestone:
            continue
        if min(sight.days(remaining(before)), sight.days(remaining(after))) < LEAST:
            continue
        for share in OVERLAP:
            yield _way(sight, link, share, holds)


def _way(sight: Sight, link: Link, share: float, holds: float) -> Way:
    before, after = sight.by_id[link.predecessor_id], sight.by_id[link.successor_id]
    over = _overlap(before, after, share)
    work = cost_of(sight.staffed(after.id), sight.now)
    lost = over * AGAIN
    return Way(
        target=("link", f"{before.id}-{after.id}"),
        degree=f"{share:.0%}",
        title=Message.of("remedies.fast_track.title", before=before.name, after=after.name),
        effect=Message.of("remedies.fast_track.effect", share=1 - share, chance=CHANCE, days=sight.days(lost)),
        side=Message.of("remedies.fast_track.side"),
        kind="activity",
        about=frozenset({before.id, after.id}),
        touches=frozenset({("link", f"{before.id}-{after.id}"), ("cut", before.id)}),
        apply=partial(_apply, link, share),
        cost=None if work is None else work * CHANCE * lost / max(1, remaining(after)),
        weight=sight.days(over) * holds,
        last=True,
    )


def _overlap(before: Activity, after: Activity, share: float) -> float:
    """Minutes of the successor that lie beside its predecessor."""
    return float(min(share * (before.duration_minutes or 0), remaining(after), remaining(before)))


def _apply(link: Link, share: float, case: Case) -> Case:
    before, after = (case.plan.activity(key) for key in (link.predecessor_id, link.successor_id))
    lost = AGAIN * _overlap(before, after, share)
    again = Range(Shape.FIXED, lost, lost, lost)
    key = f"again {before.id}-{after.id}"
    struck = case.with_risks([*case.uncertainty.risks, Risk(key, key, Impact(CHANCE, minutes=again), (after.id,))])
    tail = round(share * (before.duration_minutes or 0))
    ends = replace(link, type=LinkType.FF, lag_minutes=0, lag_unit=LagUnit.WORKING, lag_percent=None, id=None)
    if tail >= remaining(before):  # it is so far already
        return struck.with_links([link], [replace(ends, type=LinkType.SS), ends])
    apart, rest = cut(struck.with_links([link], []), before.id, tail)
    return apart.with_links([], [replace(link, id=None), replace(ends, predecessor_id=rest)])


remedy = Remedy(("activity", "chain", "link"), "fast_track", _propose)
