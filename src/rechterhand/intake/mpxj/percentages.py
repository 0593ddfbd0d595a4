"""Progress that a file tells by a percentage alone, as GanttProject and exports of other tools do.

Work that is done for 100 % has ended, other work with a percentage has begun, both on their planned dates; what is left
is the rest of the duration. What the file says of actual dates or of a remaining duration stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from rechterhand.intake.mpxj.worktime import WorkTime
from rechterhand.intake.tables.notes import some
from rechterhand.record.activity import Activity, ActivityType, Reported
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Dialect, Plan
from rechterhand.text import Message

_FOLLOWS = frozenset({ActivityType.LEVEL_OF_EFFORT, ActivityType.HAMMOCK})
_HOLDS_DATES = frozenset({"MSPDI", "MPP", "MPX", "POD"})
"""Formats that have a place for actual dates: what a percentage makes of them contradicts the file."""


def with_percentages(plan: Plan, remaining_told: Collection[int]) -> tuple[Plan, tuple[Assumption, ...]]:
    """The plan with progress where only a percentage told it, and who got it.

    Parameters
    ----------
    plan
        As read. Primavera's percentages are of several kinds and always have actual dates beside them.
    remaining_told
        Activities of which the file itself says what remains.
    """
    if plan.dialect is Dialect.PRIMAVERA:
        return plan, ()
    worktime = WorkTime(plan)
    rows, names = list(plan.activities), list[str]()
    for place, one in enumerate(plan.activities):
        if _only_percentage(one) and one.id not in remaining_told:
            names.append(one.name.strip())
            rows[place] = _progressed(one, plan, worktime)
    if not names:
        return plan, ()
    told = Message.of("intake.percentages", count=len(names), examples=some(names))
    return replace(plan, activities=tuple(rows)), (Assumption("percentages", told),)


def _only_percentage(one: Activity) -> bool:
    if not one.percent_complete or one.start is None or one.type.is_summary or one.type in _FOLLOWS or one.external:
        return False
    if one.percent_complete < 100 and not one.duration_minutes:
        return False
    return not (one.actual_start or one.actual_finish or one.actual_duration_minutes)


def _progressed(one: Activity, plan: Plan, worktime: WorkTime) -> Activity:
    percent, duration = min(one.percent_complete or 0.0, 100.0), one.duration_minutes or 0
    done = round(duration * percent / 100)
    calendar, start = one.calendar_id, one.start
    moments = None if start is None or one.elapsed or not duration else worktime.after(calendar, start, 0)
    begun = moments[1] if moments is not None else start
    reported = Reported(one.percent_complete, None, None) if plan.source.format in _HOLDS_DATES else None
    made = replace(
        one,
        actual_start=begun,
        actual_duration_minutes=done,
        remaining_duration_minutes=duration - done,
        reported=reported,
    )
    if percent >= 100:
        return replace(made, actual_finish=one.finish or start)
    if begun is None or not duration:
        return made
    if one.elapsed:
        stop = begun + timedelta(minutes=done)
        return replace(made, stop=stop, resume=stop)
    stops = worktime.after(calendar, begun, done)
    return made if stops is None else replace(made, stop=stops[0], resume=stops[1])
