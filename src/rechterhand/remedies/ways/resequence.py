"""Let work that decides the finish go before other work of the same people.

Effect: a link 'first this, then that', as a preference, between two activities that need the same resource and of
which the wrong one goes first. It costs nothing, but what goes second comes later.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rechterhand.record.link import Link
from rechterhand.remedies.case import Case, remaining
from rechterhand.remedies.remedy import Remedy, Way
from rechterhand.remedies.sight import Sight
from rechterhand.text import Message

TRIED, RIVALS = 4, 2
"""Activities of each resource that wait longest, and work that they may go before."""


def _propose(sight: Sight) -> Iterator[Way]:
    if sight.people is None:
        return
    staffed = sight.people.staffed
    place = {int(node): at for at, node in enumerate(staffed.order.tolist())}
    linked = {(one.predecessor_id, one.successor_id) for one in sight.plan.links}
    for short in sight.people.shortages:
        for key in short.waiting[:TRIED]:
            mine = int(sight.network.node[sight.rows[key]])
            rivals = [
                other
                for other in _of(sight, short.resource_id)
                if other != key
                and (key, other) not in linked
                and place[int(sight.network.node[sight.rows[other]])] < place[mine]
                and sight.ends(other) > sight.begins(key)
            ]
            rivals.sort(key=lambda other: (-place[int(sight.network.node[sight.rows[other]])], other))
            for other in rivals[:RIVALS]:
                yield _way(sight, short.name, key, other)


def _of(sight: Sight, resource: int) -> list[int]:
    """Work of a resource that hasn't begun."""
    found = []
    for one in sight.plan.assignments:
        activity = sight.by_id.get(one.activity_id)
        if one.resource_id != resource or activity is None or activity.started or remaining(activity) == 0:
            continue
        if sight.is_scheduled(activity):
            found.append(activity.id)
    return list(dict.fromkeys(found))


def _way(sight: Sight, resource: str, first: int, then: int) -> Way:
    waits = sight.people.waits.get(first, 0.0) if sight.people else 0.0
    before, after = sight.by_id[first], sight.by_id[then]
    return Way(
        target=("order", f"{first}-{then}"),
        degree="first",
        title=Message.of("remedies.resequence.title", before=before.name, after=after.name),
        effect=Message.of("remedies.resequence.effect", name=resource, before=before.name, after=after.name),
        side=Message.of("remedies.resequence.side", after=after.name),
        kind="resource",
        about=frozenset({first}),
        touches=frozenset({("work", first), ("work", then)}),
        apply=partial(_apply, first, then),
        cost=0.0,
        weight=waits,
        with_people=True,
    )


def _apply(first: int, then: int, case: Case) -> Case:
    return case.with_links([], [Link(first, then, discretionary=True)])


remedy = Remedy(("resource",), "level_resources", _propose)
