"""What futures are drawn by when a piece of work is cut in two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from rechterhand.engine.futures.conditional import ConditionalBranch
from rechterhand.engine.futures.uncertainty import Uncertainty


def parted(uncertainty: Uncertainty, whole: int, second: int) -> Uncertainty:
    """The same where the second part of an activity has become an activity of its own.

    Both take as many times what is planned as the whole did. What strikes a share of the whole strikes that share of
    both; minutes that a risk brings are lost once, in the first part, which keeps the id. A branch that hangs on the
    whole hangs on the second part, which finishes it.
    """

    def both(ids: tuple[int, ...]) -> tuple[int, ...]:
        return (*ids, second) if whole in ids else ids

    return replace(
        uncertainty,
        parts=MappingProxyType({**uncertainty.parts, second: uncertainty.parts.get(whole, whole)}),
        risks=tuple(
            one if one.impact.factor is None else replace(one, activity_ids=both(one.activity_ids))
            for one in uncertainty.risks
        ),
        branches=tuple(
            replace(one, options=tuple(replace(each, activity_ids=both(each.activity_ids)) for each in one.options))
            for one in uncertainty.branches
        ),
        conditional=tuple(
            _hung(one, {whole: second}, both(one.late), both(one.in_time)) for one in uncertainty.conditional
        ),
        lost_days=tuple(replace(one, activity_ids=both(one.activity_ids)) for one in uncertainty.lost_days),
    )


def _hung(
    one: ConditionalBranch, moved: Mapping[int, int], late: tuple[int, ...], in_time: tuple[int, ...]
) -> ConditionalBranch:
    return replace(one, activity_id=moved.get(one.activity_id, one.activity_id), late=late, in_time=in_time)
