"""Links between rows that are scheduled: summaries' links spread over their leaves, lags in minutes on a calendar."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
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
    tied = {one.id for one in plan.activities if is_scheduled(one) or (one.active and one.type.is_summary)}
    lag_of = _lags(plan, leaves)
    overrides = plan.dialect is Dialect.PRIMAVERA and plan.options.progress is not ProgressMode.RETAINED_LOGIC
    for key in sorted(delayed):
        yield _delay(by_id[key], plan)
    for position, link in enumerate(plan.links):
        if link.predecessor_id not in tied or link.successor_id not in tied:
            continue
        before, after = by_id[link.predecessor_id], by_id[link.successor_id]
        if overrides and after.started and not before.finished:
            continue
        lag, calendar = lag_of(link, before, after)
        for start in _starts(before, link, leaves):
            for end in leaves.get(after.id, (after.id,)):
                held = end in delayed and link.type in _TO_START
                yield Tie(start, gate(end) if held else end, link.type, lag, calendar, position)
        if before.id in leaves and link.type in _BY_FINISH and before.id not in helped:
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
    if before.id not in leaves:
        return (before.id,)
    if not leaves[before.id]:
        return ()
    return (helper(before.id),) if link.type in _BY_FINISH else (leaves[before.id][0],)


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


def _lags(plan: Plan, summaries: Container[int]) -> Callable[[Link, Activity, Activity], tuple[int, int | None]]:
    """Tells the lag of a link in minutes and the id of its calendar (None: all round the clock)."""
    default, option = plan.default_calendar_id, plan.options.lag_calendar
    clock = option is LagCalendar.TWENTY_FOUR_HOURS
    by_before, by_after = option is LagCalendar.PREDECESSOR, option is LagCalendar.SUCCESSOR

    def lag_of(link: Link, before: Activity, after: Activity) -> tuple[int, int | None]:
        lag, unit = link.lag_minutes, link.lag_unit
        if unit is LagUnit.PERCENT or unit is LagUnit.ELAPSED_PERCENT:
            lag = round((link.lag_percent or 0) / 100 * (before.duration_minutes or 0))
        if clock or unit is LagUnit.ELAPSED or unit is LagUnit.ELAPSED_PERCENT:
            return lag, None
        own = before if by_before else after if by_after else None
        if own is None or own.calendar_id is None or own.id in summaries:
            return lag, default
        return lag, own.calendar_id

    return lag_of
