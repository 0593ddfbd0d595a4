"""Links between rows that are scheduled: summaries' links spread over their leaves, lags in minutes on a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rechterhand.engine.network.rule import Setting, is_scheduled
from rechterhand.record.activity import Activity
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.record.plan import Dialect, LagCalendar, Plan, ProgressMode


@dataclass(frozen=True, slots=True)
class Tie:
    """One compiled link. Ends are activity ids, or a negative number for a helper: the finish of a summary, or the
    moment at which the levelling delay of a task begins.

    ``calendar`` is the id of the lag's calendar, None for all round the clock; ``link`` the plan's link, -1 for a
    helper's.
    """

    before: int
    after: int
    kind: LinkType
    lag: int
    calendar: int | None
    link: int


def helper(summary_id: int) -> int:
    """The id of the helper node that is reached when all leaves of a summary are finished."""
    return -summary_id - 1


def gate(activity_id: int) -> int:
    """The id of the helper node from which a task's levelling delay runs."""
    return helper(activity_id) - _GATES


def is_gate(helper_id: int) -> bool:
    """Whether a helper is a gate."""
    return helper_id < -_GATES


def owner(helper_id: int) -> int:
    """The summary or task that a helper belongs to."""
    return (-helper_id - 1) % _GATES


_GATES = 2**40


def is_delayed(activity: Activity, plan: Plan) -> bool:
    """Whether a levelling delay holds a task: Microsoft Project's, until it starts."""
    held = activity.levelling_delay_minutes > 0 and not (activity.started or activity.manual or activity.external)
    return held and plan.dialect is Dialect.MICROSOFT and is_scheduled(activity)


def ties(setting: Setting) -> Iterator[Tie]:
    """All links between scheduled rows. Links of inactive rows are left out, as the tools do; they don't bridge."""
    plan = setting.plan
    by_id = {one.id: one for one in plan.activities}
    leaves = _leaves(plan)
    helped: set[int] = set()
    delayed = {one.id for one in plan.activities if is_delayed(one, plan)}
    for key in sorted(delayed):
        yield _delay(by_id[key], plan)
    for position, link in enumerate(plan.links):
        before, after = by_id[link.predecessor_id], by_id[link.successor_id]
        if _left_out(before, after, plan):
            continue
        lag, calendar = _lag(link, before, after, plan)
        for start in _starts(before, link, leaves):
            for end in leaves[after.id] if after.type.is_summary else (after.id,):
                held = end in delayed and link.type in _TO_START
                yield Tie(start, gate(end) if held else end, link.type, lag, calendar, position)
        if before.type.is_summary and link.type in _BY_FINISH and before.id not in helped:
            helped.add(before.id)
            for leaf in leaves[before.id]:
                yield Tie(leaf, helper(before.id), LinkType.FF, 0, None, -1)


_BY_FINISH = frozenset({LinkType.FS, LinkType.FF})
_TO_START = frozenset({LinkType.FS, LinkType.SS})


def _delay(activity: Activity, plan: Plan) -> Tie:
    """From the moment at which a task could start to the moment at which it does."""
    own = activity.calendar_id if activity.calendar_id is not None else plan.default_calendar_id
    calendar = None if activity.levelling_delay_elapsed else own
    return Tie(gate(activity.id), activity.id, LinkType.SS, activity.levelling_delay_minutes, calendar, -1)


def _starts(before: Activity, link: Link, leaves: Mapping[int, list[int]]) -> tuple[int, ...]:
    if not before.type.is_summary:
        return (before.id,)
    if not leaves[before.id]:
        return ()
    return (helper(before.id),) if link.type in _BY_FINISH else (leaves[before.id][0],)


def _left_out(before: Activity, after: Activity, plan: Plan) -> bool:
    for one in (before, after):
        if not is_scheduled(one) and not (one.active and one.type.is_summary):
            return True
    override = plan.dialect is Dialect.PRIMAVERA and plan.options.progress is not ProgressMode.RETAINED_LOGIC
    return override and after.started and not before.finished


def _leaves(plan: Plan) -> dict[int, list[int]]:
    """Scheduled rows below each summary, the earliest first."""
    parent = {one.id: one.parent_id for one in plan.activities}
    found: dict[int, list[int]] = {one.id: [] for one in plan.activities if one.type.is_summary}
    if not any(link.predecessor_id in found or link.successor_id in found for link in plan.links):
        return found
    for one in sorted((a for a in plan.activities if is_scheduled(a)), key=lambda a: (a.start is None, a.start or 0)):
        above, seen = one.parent_id, set()
        while above is not None and above not in seen:
            seen.add(above)
            if above in found:
                found[above].append(one.id)
            above = parent.get(above)
    return found


def _lag(link: Link, before: Activity, after: Activity, plan: Plan) -> tuple[int, int | None]:
    """Lag in minutes and the id of its calendar (None: all round the clock)."""
    lag = link.lag_minutes
    if link.lag_unit in {LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT}:
        lag = round((link.lag_percent or 0) / 100 * (before.duration_minutes or 0))
    if link.lag_unit in {LagUnit.ELAPSED, LagUnit.ELAPSED_PERCENT}:
        return lag, None
    own = {LagCalendar.PREDECESSOR: before, LagCalendar.SUCCESSOR: after}.get(plan.options.lag_calendar)
    if plan.options.lag_calendar is LagCalendar.TWENTY_FOUR_HOURS:
        return lag, None
    if own is None or own.calendar_id is None or own.type.is_summary:
        return lag, plan.default_calendar_id
    return lag, own.calendar_id
