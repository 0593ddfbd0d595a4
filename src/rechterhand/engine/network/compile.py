"""From a plan to arrays: rules by dialect, links, topological order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network import honest as honesty
from rechterhand.engine.network import microsoft, primavera
from rechterhand.engine.network.arrays import BY_LINKS, FREE, FS, NO_LINK, NONE, PLAIN, SS, Network, NetworkArrays
from rechterhand.engine.network.clock import ALWAYS, CalendarKey, Clock, Mixed, build_clock
from rechterhand.engine.network.expected import expects, taken_as_durations
from rechterhand.engine.network.figures import Figure, table_of
from rechterhand.engine.network.kernel import arrays_of, moments_of, works_before
from rechterhand.engine.network.progress import remaining_lags
from rechterhand.engine.network.rule import EPOCH, Rule, Setting, minute, project_start
from rechterhand.engine.network.summaries import Counted, hold_below
from rechterhand.engine.network.ties import Tie, is_gate, owner
from rechterhand.engine.network.wiring import Wiring, wire
from rechterhand.engine.network.working_time import with_project_calendar
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Dialect, Plan

Long = npt.NDArray[np.int64]


def compile_plan(plan: Plan, *, honest: bool | None = None, horizon: tuple[date, date] | None = None) -> Network:
    """Compile a plan once; passes, simulation and prices all work on the result.

    A plan without project calendar gets one (see ``working_time``); ``assumptions`` of the result says which.

    Parameters
    ----------
    plan
        The plan.
    honest
        Whether remaining work lies from the status date on and manual tasks follow their links, whatever the tool's
        rules say: so for futures and prices. By default only in plans that no tool scheduled.
    horizon
        The first and last day of its calendars, where it shares them with other plans.

    Raises
    ------
    BadPlan
        For a loop of links (naming its activities) or a used calendar without working time.
    """
    plan, assumptions = with_project_calendar(plan)
    setting = Setting.of(plan, honest=plan.options.from_status_date if honest is None else honest)
    make = rule_maker(setting)
    wiring = wire(setting)
    rules = [make(plan.activities[row], setting) for row in wiring.scheduled]
    place = {key: index for index, key in enumerate(wiring.ids)}
    rules += [helper_rule(key, rules, place) for key in wiring.ids[len(rules) :]]
    clock = _clock(plan, rules, wiring.ties, horizon)
    rules = [rules[index] for index in wiring.nodes]
    calendars = Calendars(
        np.array([clock.position[rule.calendar] for rule in rules], dtype=np.int64),
        np.array([clock.position[rule.float_calendar] for rule in rules], dtype=np.int64),
    )
    network = assemble(setting, clock, calendars, table_of(rules), wiring)
    return replace(network, assumptions=assumptions)


def helper_rule(key: int, rules: Sequence[Rule], place: Mapping[int, int]) -> Rule:
    """The rule of a helper; a gate takes over when its task could start."""
    if not is_gate(key):
        return Rule(calendar=None, duration=0)
    return gate_rule(rules[place[owner(key)]])


def gate_rule(task: Rule) -> Rule:
    """The rule of a task's gate; the task leaves its start to it."""
    made = Rule(calendar=task.calendar, float_calendar=task.calendar, duration=0, start_from=task.start_from)
    made.stays_at_start = BY_LINKS
    task.start_from = None
    return made


@dataclass(frozen=True)
class Bounds:
    """What holds one node's early dates, as in ``NetworkArrays``."""

    floor: int
    cap: int
    finish_floor: int
    finish_cap: int
    floor_moment: int


def bounds_of(network: Network, setting: Setting, activity: Activity, node: int) -> Bounds:
    """The bounds that an activity would have in a compiled plan if it read so."""
    return _bounds_of(network, setting, [activity], np.array([node], dtype=np.int64))[0]


def undated_bounds(network: Network, setting: Setting, activities: Sequence[Activity], nodes: Long) -> list[Bounds]:
    """The bounds that activities would have in a compiled plan once a date on them, or on a summary above, is gone:
    what nothing else holds begins with the project.
    """
    net, begun = network.arrays, network.project_start
    found = _bounds_of(network, setting, activities, nodes)
    for at, one in enumerate(found):
        into = slice(int(net.head[nodes[at]]), int(net.head[nodes[at] + 1]))
        held = np.isin(net.kind[into], (FS, SS)) & (net.lag[into] != NO_LINK)
        if one.floor == -FREE and one.finish_floor == -FREE and not held.any():
            calendar = net.calendar[nodes[at] : nodes[at] + 1]
            work = works_before(net.clock, calendar, np.array([begun], dtype=np.int64))
            found[at] = replace(one, floor=int(work[0]), floor_moment=begun)
    return found


def _bounds_of(network: Network, setting: Setting, activities: Sequence[Activity], nodes: Long) -> list[Bounds]:
    make = rule_maker(setting)
    table = table_of([make(one, setting) for one in activities])
    calendar, moments = network.arrays.calendar[nodes], _floor_moments(table)
    found = _bounds(network.clock, calendar, table)
    hold_below(setting, Counted(activities, network.clock, calendar), found, moments)
    names = ("floor", "cap", "finish_floor", "finish_cap")
    columns = [found[name].tolist() for name in names]
    return [Bounds(*values) for values in zip(*columns, moments.tolist(), strict=True)]


def calendar_of(activity: Activity, setting: Setting) -> CalendarKey:
    """The calendar, or the mixture of several, on which the work of an activity is counted."""
    dialect = primavera if setting.plan.dialect is Dialect.PRIMAVERA else microsoft
    return None if activity.elapsed else dialect.calendar_of(activity, setting)


def rule_maker(setting: Setting) -> Callable[[Activity, Setting], Rule]:
    """By which tool's rules activities are read."""
    by_tool = primavera.rule if setting.plan.dialect is Dialect.PRIMAVERA else microsoft.rule
    return partial(honesty.rule, by_tool=by_tool) if setting.honest else by_tool


def _clock(plan: Plan, rules: Sequence[Rule], tied: Sequence[Tie], horizon: tuple[date, date] | None) -> Clock:
    """The calendars in use within a horizon, that given or one that holds every date and all the work."""
    used = {rule.calendar for rule in rules} | {rule.float_calendar for rule in rules} | {tie.calendar for tie in tied}
    return clock_of(plan, used, *(horizon or _horizon(plan, rules)))


def _horizon(plan: Plan, rules: Sequence[Rule]) -> tuple[date, date]:
    moments = [
        value
        for rule in rules
        for value in (rule.start_from, rule.finish_from, rule.fixed_start, rule.late_finish_by, rule.not_before)
        if value is not None
    ]
    moments += [minute(project_start(plan))]
    first = _day(min(moments)) - timedelta(days=370)
    work = min(sum(rule.duration for rule in rules) * 5, 60 * 366 * 1440)
    last = _day(max(moments) + work) + timedelta(days=3 * 366)
    first, last = max(first, date(1950, 1, 1)), min(last, date(2199, 12, 31))
    return first, max(last, first + timedelta(days=366))


def clock_of(plan: Plan, used: Set[CalendarKey], first: date, last: date) -> Clock:
    """The calendars in use between two days; what a plan doesn't have counts as its default calendar."""
    default = plan.default_calendar_id or 0
    known = {one.id for one in plan.calendars}
    ids = sorted(key for key in used if isinstance(key, int) and key in known)
    mixtures = sorted((key for key in used if isinstance(key, Mixed)), key=repr)
    wanted: list[int | Mixed] = list(dict.fromkeys([default, *ids]))
    wanted += mixtures
    clock = build_clock(plan.calendars, wanted, first, last)
    position = dict(clock.position)
    for key in used - set(position):
        position[key] = position[default]
    position[None] = ALWAYS
    return Clock(**{**vars(clock), "position": position})


def _day(moment: int) -> date:
    return max(min(EPOCH + timedelta(minutes=moment), datetime(2190, 1, 1)), datetime(1950, 1, 1)).date()


class Calendars(NamedTuple):
    """``(nodes,)`` rows of the clock: what counts the work, and what counts floats."""

    work: Long
    floats: Long


def assemble(setting: Setting, clock: Clock, calendars: Calendars, table: Long, wiring: Wiring) -> Network:
    """The network of a plan.

    Parameters
    ----------
    setting, clock
        The plan and its calendars.
    calendars
        Those of the nodes.
    table
        ``(figures, nodes)`` as ``figures.table_of`` makes them, in the order of the nodes.
    wiring
        Order and links.
    """
    plan, into, to, work = setting.plan, wiring.into, wiring.to, calendars.work
    position = np.array([clock.position[key] for key in wiring.calendars], dtype=np.int32)
    lag_calendar = position[wiring.lag_calendar] if len(position) else wiring.lag_calendar
    resumed = _resumed(plan, wiring.rows, table, (clock, work))
    lag = remaining_lags(setting, clock, wiring.ties, wiring.lag, lag_calendar, resumed=resumed)
    passed, by_start = wiring.lag - lag, plan.dialect is Dialect.MICROSOFT
    none = (lag == 0) & (wiring.share == 0)
    same = (work[into] == work[to]) & (none | (lag_calendar == work[into]))
    begun = minute(project_start(plan))
    bounds, moments = _bounds(clock, work, table), _floor_moments(table)
    _from_project_start(begun, (clock, work), wiring, bounds, moments)
    rows = [plan.activities[row] if row >= 0 else None for row in wiring.rows.tolist()]
    hold_below(setting, Counted(rows, clock, work), bounds, moments)
    arrays = NetworkArrays(
        clock=arrays_of(clock),
        calendar=work,
        head=wiring.head,
        tail=wiring.tail,
        into=into,
        to=to,
        kind=wiring.kind,
        lag=lag,
        lag_calendar=np.where(same, PLAIN, lag_calendar).astype(np.int32),
        lag_share=wiring.share,
        out=wiring.out,
        open_end=((np.diff(wiring.tail) == 0) & plan.options.open_ends_critical).astype(np.int8),
        stays_at_finish=table[Figure.STAYS_AT_FINISH].astype(np.int8),
        stays_at_start=table[Figure.STAYS_AT_START].astype(np.int8),
        floor_moment=moments,
        start_links=table[Figure.START_LINKS].astype(np.int8),
        **bounds,
    )
    if setting.honest and expects(table):
        fitted, count = taken_as_durations(table, arrays)
        return replace(assemble(setting, clock, calendars, fitted, wiring), expected=count)
    counted_back = plan.options.from_finish and plan.dialect is Dialect.MICROSOFT
    must = plan.finish if counted_back else plan.options.must_finish_by
    fixed = table[Figure.FIXED_FINISH]
    return Network(
        plan=plan,
        clock=clock,
        arrays=arrays,
        row=wiring.rows,
        node=wiring.node,
        link=wiring.link,
        lag_shares=wiring.lag_shares,
        begun=passed if by_start else np.zeros_like(passed),
        fixed_start=table[Figure.FIXED_START],
        fixed_finish=fixed,
        known_finish=np.where(fixed == NONE, table[Figure.TYPED_FINISH], fixed),
        finished=table[Figure.FINISHED].astype(np.bool_),
        as_late_as_possible=table[Figure.ALAP].astype(np.bool_),
        driven=wiring.driven,
        project_start=begun,
        must_finish=NONE if must is None else minute(must),
        float_calendar=calendars.floats,
        honest=setting.honest,
    )


def _from_project_start(
    begun: int, counted: tuple[Clock, Long], wiring: Wiring, bounds: Mapping[str, Long], moments: Long
) -> None:
    """Let what neither a date nor a link holds begin with the project: its predecessors are inactive, or somebody typed
    no date for it. Overwrites the floors, and the ``moments`` behind them.
    """
    clock, work = counted
    held = np.zeros(len(work), dtype=np.bool_)
    held[wiring.to[np.isin(wiring.kind, (FS, SS))]] = True
    free = ~held & (bounds["floor"] == -FREE) & (bounds["finish_floor"] == -FREE)
    if free.any():
        moments[free] = begun
        bounds["floor"][free] = works_before(arrays_of(clock), work[free], moments[free])


def _resumed(plan: Plan, rows: npt.NDArray[np.int32], table: Long, counted: tuple[Clock, Long]) -> dict[int, int]:
    """The moment at which the remaining work of each of Microsoft Project's started tasks goes on, by activity."""
    if plan.dialect is not Dialect.MICROSOFT or not any(one.started for one in plan.activities):
        return {}
    from_ = table[Figure.START_FROM]
    nodes = np.flatnonzero((from_ != NONE) & (rows >= 0))
    going = [node for node in nodes.tolist() if (one := plan.activities[rows[node]]).started and not one.finished]
    clock, work = arrays_of(counted[0]), counted[1][going]
    moments = moments_of(clock, work, works_before(clock, work, from_[going]), False)
    return {plan.activities[rows[node]].id: int(at) for node, at in zip(going, moments, strict=True)}


def _floor_moments(table: Long) -> Long:
    """The latest of the early bounds, for work without length."""
    later: Long = np.maximum(table[Figure.START_FROM], table[Figure.FINISH_FROM])
    latest: Long = np.maximum(later, table[Figure.NOT_BEFORE])
    return latest


def _bounds(clock: Clock, calendar: Long, table: Long) -> dict[str, Long]:
    """Bounds in working minutes of each node's own calendar."""
    arrays = arrays_of(clock)

    def works(figure: Figure, otherwise: int) -> Long:
        moments = table[figure]
        if (moments == NONE).all():
            return np.full(len(moments), otherwise, dtype=np.int64)
        found = works_before(arrays, calendar, moments)
        return np.where(found == NONE, otherwise, found)

    begin, end = works(Figure.BEGIN, NONE), works(Figure.END, NONE)
    duration = np.where(begin == NONE, table[Figure.DURATION], end - begin)
    start_until, finish_until = works(Figure.START_UNTIL, FREE), works(Figure.FINISH_UNTIL, FREE)
    since = works(Figure.NOT_BEFORE, -FREE)
    # a date that the status date has overtaken can't be kept any more
    start_until = np.where(start_until < since, FREE, start_until)
    finish_until = np.where(finish_until < since + duration, FREE, finish_until)
    late_start_by, late_finish_by = works(Figure.LATE_START_BY, FREE), works(Figure.LATE_FINISH_BY, FREE)
    pinned_at = np.where(table[Figure.PINNED_LATE] != 0, np.minimum(start_until + duration, finish_until), -FREE)
    return {
        "duration": duration,
        "floor": np.maximum(works(Figure.START_FROM, -FREE), since),
        "cap": start_until,
        "finish_floor": works(Figure.FINISH_FROM, -FREE),
        "finish_cap": finish_until,
        "target": works(Figure.TARGET, NONE),
        "late_cap": np.minimum(late_start_by + duration, late_finish_by),
        "late_floor": np.where(table[Figure.UNLIMITING] != 0, FREE, pinned_at),
    }
