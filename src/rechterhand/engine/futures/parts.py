"""What futures are drawn by when a piece of work is cut in two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from rechterhand.engine.futures.conditional import ConditionalBranch
from rechterhand.engine.futures.shapes import Range
from rechterhand.engine.futures.uncertainty import Risk, Uncertainty


def parted(uncertainty: Uncertainty, whole: int, second: int, share: float) -> Uncertainty:
    """The same where the second part of an activity, ``share`` of it, has become an activity of its own.

    Both take as many times what is planned as the whole did. What strikes a share of the whole strikes that share of
    both; of the minutes that a risk brings each part loses its share, in the same futures. A branch that hangs on the
    whole hangs on the second part, which finishes it.
    """

    def both(ids: tuple[int, ...]) -> tuple[int, ...]:
        return (*ids, second) if whole in ids else ids

    return replace(
        uncertainty,
        parts=MappingProxyType({**uncertainty.parts, second: uncertainty.parts.get(whole, whole)}),
        risks=tuple(each for one in uncertainty.risks for each in _struck(one, whole, second, share)),
        branches=tuple(
            replace(one, options=tuple(replace(each, activity_ids=both(each.activity_ids)) for each in one.options))
            for one in uncertainty.branches
        ),
        conditional=tuple(
            _hung(one, {whole: second}, both(one.late), both(one.in_time)) for one in uncertainty.conditional
        ),
        lost_days=tuple(replace(one, activity_ids=both(one.activity_ids)) for one in uncertainty.lost_days),
    )


def _struck(one: Risk, whole: int, second: int, share: float) -> Iterator[Risk]:
    """A risk by what it strikes; parts of one share its name, and so its draws."""
    if whole not in one.activity_ids:
        yield one
    elif one.impact.minutes is None:
        yield replace(one, activity_ids=(*one.activity_ids, second))
    else:
        yield replace(one, activity_ids=tuple(key for key in one.activity_ids if key != whole))
        yield _part(one, whole, 1 - share)
        yield _part(one, second, share)


def _part(one: Risk, key: int, share: float) -> Risk:
    """So large a share of the minutes, on one activity. Its cost stays with the risk itself."""
    minutes = one.impact.minutes
    less = replace(one.impact, minutes=None if minutes is None else _times(minutes, share), cost=None)
    return replace(one, impact=less, activity_ids=(key,), residual=None)


def _times(one: Range, share: float) -> Range:
    steps = tuple((value * share, chance) for value, chance in one.steps)
    return replace(one, low=one.low * share, likely=one.likely * share, high=one.high * share, steps=steps)


def _hung(
    one: ConditionalBranch, moved: Mapping[int, int], late: tuple[int, ...], in_time: tuple[int, ...]
) -> ConditionalBranch:
    return replace(one, activity_id=moved.get(one.activity_id, one.activity_id), late=late, in_time=in_time)
