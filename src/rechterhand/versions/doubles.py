"""Files of one version in two formats, of which a series takes one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from rechterhand.lineage.names import plain_name
from rechterhand.record.plan import Plan


def one_format(plans: Sequence[Plan]) -> list[int]:
    """The places of the plans that are left when of each version one format is kept.

    Two plans are one version when they have the same status date and activities of the same names, in two formats.
    Kept is the format that most of the plans have; of equal ones one that carries baselines, then the first given.
    Where nothing would be left to compare, all are kept.
    """
    counts = Counter(one.source.format for one in plans)
    based = {one.source.format for one in plans if _has_baseline(one)}
    groups: dict[Hashable, list[int]] = {}
    for place, one in enumerate(plans):
        groups.setdefault(place if one.status_date is None else _version(one), []).append(place)
    kept = []
    for places in groups.values():
        formats = {plans[place].source.format for place in places}
        best = max(formats, key=lambda one: (counts[one], one in based, -_first(plans, one)))
        kept += [place for place in places if plans[place].source.format == best]
    return sorted(kept) if len(groups) > 1 else list(range(len(plans)))


def by_status_date(plans: Sequence[Plan]) -> list[int]:
    """The places of plans in order of their status dates; as given where one has none."""
    dates = [one.status_date for one in plans]
    if any(one is None for one in dates):
        return list(range(len(plans)))
    return sorted(range(len(plans)), key=lambda place: (dates[place], place))


def _version(plan: Plan) -> Hashable:
    names = Counter(plain_name(one.name) for one in plan.activities if not one.type.is_summary)
    return plan.status_date, frozenset(names.items())


def _has_baseline(plan: Plan) -> bool:
    return plan.source.format != "XER" and any(one.baselines for one in plan.activities)


def _first(plans: Sequence[Plan], kind: str) -> int:
    return next(place for place, one in enumerate(plans) if one.source.format == kind)
