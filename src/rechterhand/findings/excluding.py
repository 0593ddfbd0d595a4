"""Work that is never done in one and the same future: options of a branch, and the two sides of a conditional one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rechterhand.engine.futures.uncertainty import Uncertainty

Side = tuple[str, str, int]


def sides(uncertainty: Uncertainty) -> Mapping[int, frozenset[Side]]:
    """By activity id the options that it is of."""
    found: dict[int, set[Side]] = {}
    for branch in uncertainty.branches:
        for place, option in enumerate(branch.options):
            for key in option.activity_ids:
                found.setdefault(key, set()).add(("branch", branch.key, place))
    for one in uncertainty.conditional:
        for place, side in enumerate((one.late, one.in_time)):
            for key in side:
                found.setdefault(key, set()).add(("conditional", one.key, place))
    return {key: frozenset(each) for key, each in found.items()}


def paths_of(ids: Sequence[int], uncertainty: Uncertainty) -> list[set[int]]:
    """Activities as the paths that may meet: those that exclude each other are one and the same, whichever is done."""
    known, found = sides(uncertainty), list[set[int]]()
    for key in ids:
        own = known.get(key, frozenset())
        same = [path for path in found if any(_exclude(own, known.get(other, frozenset())) for other in path)]
        joined = {key}.union(*same)
        found = [path for path in found if path not in same] + [joined]
    return found


def _exclude(one: frozenset[Side], other: frozenset[Side]) -> bool:
    return any(a[:2] == b[:2] and a[2] != b[2] for a in one for b in other)
