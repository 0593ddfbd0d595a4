"""Durations below nought, which no work has: they are told, and read as what was done and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rechterhand.intake.reader import NotUnderstood, Reading
from rechterhand.record.activity import Activity, Baseline
from rechterhand.text import Message

_DURATIONS = ("remaining_duration", "actual_duration", "planned_duration", "duration")


def at_least_nought(reading: Reading) -> Reading:
    """The reading with no duration below nought, and with what was so told; itself where nothing was."""
    wrong = [(place, one) for place, one in enumerate(reading.plan.activities) if _is_wrong(one)]
    if not wrong:
        return reading
    rows = list(reading.plan.activities)
    for place, one in wrong:
        rows[place] = _mended(one)
    told = tuple(_told([one for _, one in wrong]))
    return replace(
        reading,
        plan=replace(reading.plan, activities=tuple(rows)),
        not_understood=reading.not_understood + told,
    )


def _is_wrong(one: Activity) -> bool:
    minutes = (
        one.duration_minutes,
        one.remaining_duration_minutes,
        one.actual_duration_minutes,
        one.planned_duration_minutes,
    )
    return any(each is not None and each < 0 for each in minutes) or any(map(_is_below, one.baselines))


def _is_below(one: Baseline) -> bool:
    return one.duration_minutes is not None and one.duration_minutes < 0


def _mended(one: Activity) -> Activity:
    """The whole is what was done and what is left, where it is below nought; of the rest nothing is known."""
    left, done = one.remaining_duration_minutes, one.actual_duration_minutes
    left, done = (None if each is None else max(0, each) for each in (left, done))
    whole, planned = one.duration_minutes, one.planned_duration_minutes
    if whole is not None and whole < 0:
        whole = (left or 0) + (done or 0)
    return replace(
        one,
        duration_minutes=whole,
        remaining_duration_minutes=left,
        actual_duration_minutes=done,
        planned_duration_minutes=None if planned is not None and planned < 0 else planned,
        baselines=tuple(replace(each, duration_minutes=None) if _is_below(each) else each for each in one.baselines),
    )


def _told(wrong: Sequence[Activity]) -> Iterator[NotUnderstood]:
    """One line for each kind of duration: how often, and the first that is so."""
    for name in _DURATIONS:
        below = [one for one in wrong if (getattr(one, f"{name}_minutes") or 0) < 0]
        if below:
            yield _line(f"task.{name}", below)
    if below := [one for one in wrong if any(map(_is_below, one.baselines))]:
        yield _line("task.baseline_duration", below)


def _line(field: str, below: Sequence[Activity]) -> NotUnderstood:
    first = below[0]
    example = " ".join(filter(None, (first.code or first.wbs or str(first.id), first.name)))[:80]
    return NotUnderstood(field, len(below), example, reason=Message.of("intake.doubt.below_nought"))
