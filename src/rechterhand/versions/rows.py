"""A row that is in both versions, with some causes of the new version and others of the old.

Progress and changed durations meet in what is left to do. Progress adds no work but what it takes back: what remains
beyond what remained before, and isn't work that had been reported as done, is a changed duration; all else on work that
has begun is progress (AACE 29R-03, 'bifurcation' of an update).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rechterhand.record.activity import Activity, PercentType
from rechterhand.versions.cause import Cause

_ACTUAL = ("actual_start", "actual_finish", "actual_duration_minutes", "stop", "resume", "suspended")
_TOLD = ("actual_work_minutes", "percent_complete", "percent_work_complete", "percent_physical", "start", "finish")
"""Fields of progress that move no date by themselves."""
_FIELDS: Mapping[Cause, tuple[str, ...]] = {
    Cause.DURATION: ("elapsed", "three_point"),
    Cause.CONSTRAINT: (
        "constraint",
        "constraint_date",
        "second_constraint",
        "second_constraint_date",
        "expected_finish",
        "external_early_start",
        "external_late_finish",
        "manual",
    ),
    Cause.CALENDAR: ("calendar_id", "ignore_resource_calendars"),
    Cause.RESOURCE: ("task_type", "levelling_delay_minutes", "levelling_delay_elapsed"),
}

_DATED = ("constraint", "constraint_date")
"""Fields of a summary that hold the work below it."""


@dataclass(frozen=True)
class Twins:
    """One row of both versions in one numbering; ``causes`` are those that can move a date.

    ``structure`` is the cause to which it belongs whether the row counts, and whether it sums up others.
    """

    old: Activity
    new: Activity
    structure: Cause
    causes: frozenset[Cause]

    @classmethod
    def of(cls, old: Activity, new: Activity, structure: Cause, *, nested: bool) -> Twins:
        """Find out which causes there are; ``nested`` when links to summaries make the place of a row matter."""
        if old.type.is_summary or new.type.is_summary:
            turned = old.type.is_summary != new.type.is_summary
            moved = nested and (old.parent_id, old.active) != (new.parent_id, new.active)
            found = {structure} if turned or moved else set()
            if _differ(old, new, _DATED):
                found.add(Cause.CONSTRAINT)
            return cls(old, new, structure, frozenset(found))
        causes = {cause for cause, fields in _FIELDS.items() if _differ(old, new, fields)}
        if _differ(old, new, ("active", "external")) or (nested and old.parent_id != new.parent_id):
            causes.add(structure)
        if old.type is not new.type:
            causes.add(_of_type(old, new))
        if (old.manual or new.manual) and _differ(old, new, ("start", "finish")):
            causes.add(Cause.CONSTRAINT)
        begun = old.started or new.started
        if length_changed(old, new) or (not begun and old.splits != new.splits):
            causes.add(Cause.DURATION)
        if begun and (_differ(old, new, (*_ACTUAL, "splits")) or left(old) != left(new)):
            causes.add(Cause.PROGRESS)
        return cls(old, new, structure, frozenset(causes))

    def blend(self, on: Callable[[Cause], bool]) -> Activity:
        """The row with the causes that are ``on`` as in the new version and the others as in the old."""

        def source(cause: Cause) -> Activity:
            return self.new if on(cause) else self.old

        if self.old.type.is_summary or self.new.type.is_summary:
            dated = source(Cause.CONSTRAINT)
            return replace(source(self.structure), **{name: getattr(dated, name) for name in _DATED})
        made: dict[str, Any] = {
            name: getattr(source(cause), name) for cause, fields in _FIELDS.items() for name in fields
        }
        progress = source(Cause.PROGRESS)
        made |= {name: getattr(progress, name) for name in (*_ACTUAL, *_TOLD)}
        if self.old.manual or self.new.manual:
            typed = source(Cause.CONSTRAINT)
            made |= {"start": typed.start, "finish": typed.finish}
        row = source(self.structure)
        made |= {"active": row.active, "external": row.external, "parent_id": row.parent_id}
        begun = self.old.started or self.new.started
        made["splits"] = (progress if begun else source(Cause.DURATION)).splits
        made["type"] = source(_of_type(self.old, self.new)).type
        made |= _lengths(self.old, self.new, progress=on(Cause.PROGRESS), duration=on(Cause.DURATION))
        return replace(self.new, **made)


def _of_type(old: Activity, new: Activity) -> Cause:
    """Kinds of milestones are a matter of the tool, another kind of work is a matter of its length."""
    return Cause.SETTINGS if old.type.is_milestone and new.type.is_milestone else Cause.DURATION


def _differ(old: Activity, new: Activity, fields: Iterable[str]) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in fields)


def left(one: Activity) -> int:
    """Working minutes that are still to do."""
    if one.finished:
        return 0
    remaining = one.remaining_duration_minutes
    return (one.duration_minutes or 0) if remaining is None else remaining


def undone(old: Activity, new: Activity) -> int:
    """Working minutes of work under way in both that had been reported as done and are left to do again.

    Where what was done is a share of an original duration that stays (Primavera's percentages of the duration), that is
    what more is left of it. What remains beyond the original duration has grown, and says nothing of what was done.
    """
    if not (old.started and new.started) or old.finished or new.finished:
        return 0
    more = left(new) - left(old)
    original = new.planned_duration_minutes
    of_original = old.percent_type is new.percent_type is PercentType.DURATION
    if of_original and original and old.planned_duration_minutes == original and left(new) <= original:
        return max(0, more)
    return max(0, min(_done(old) - _done(new), more))


def _done(one: Activity) -> int:
    return max(0, (one.duration_minutes or 0) - left(one))


def length_changed(old: Activity, new: Activity) -> bool:
    """Whether the duration changed for another reason than progress."""
    if old.finished or new.finished:
        return False
    if new.started:
        return left(new) - undone(old, new) > left(old)
    return (old.duration_minutes or 0) != (new.duration_minutes or 0)


def _lengths(old: Activity, new: Activity, *, progress: bool, duration: bool) -> dict[str, int | None]:
    """Total and remaining duration."""
    source = new if progress else old
    if progress == duration:
        remaining: int | None = source.remaining_duration_minutes
        total = source.duration_minutes
    elif old.finished or new.finished:
        remaining, total = source.remaining_duration_minutes, source.duration_minutes
    elif not (old.started or new.started):
        source = new if duration else old
        remaining, total = source.remaining_duration_minutes, source.duration_minutes
    else:
        remaining = _remaining(old, new, progress=progress)
        total = max(0, (source.duration_minutes or 0) - left(source)) + remaining
    return {"duration_minutes": total, "remaining_duration_minutes": remaining}


def _remaining(old: Activity, new: Activity, *, progress: bool) -> int:
    """What is left of work that has begun, with progress alone or with the changed duration alone."""
    if new.started:
        again = undone(old, new)
        return min(left(old), left(new)) + again if progress else max(left(old), left(new) - again)
    if progress:
        return old.duration_minutes or 0
    return max(0, left(old) + (new.duration_minutes or 0) - (old.duration_minutes or 0))
