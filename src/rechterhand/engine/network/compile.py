"""From a plan to arrays: rules by dialect, links, topological order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np
import numpy.typing as npt

from rechterhand import errors
from rechterhand.engine.network import microsoft, order, primavera
from rechterhand.engine.network.arrays import BY_LINKS, FREE, NONE, PLAIN, Network, NetworkArrays
from rechterhand.engine.network.clock import ALWAYS, Clock, Mixed, build_clock
from rechterhand.engine.network.kernel import arrays_of, works_before
from rechterhand.engine.network.progress import remaining_lags
from rechterhand.engine.network.rule import EPOCH, Rule, Setting, is_driven, is_scheduled, minute, project_start
from rechterhand.engine.network.ties import Tie, is_gate, owner, ties
from rechterhand.engine.network.working_time import with_project_calendar
from rechterhand.record.activity import Activity
from rechterhand.record.link import LagUnit, LinkType
from rechterhand.record.plan import Dialect, Plan
from rechterhand.text import Message

Long = npt.NDArray[np.int64]

_KINDS = {LinkType.FS: 0, LinkType.SS: 1, LinkType.FF: 2, LinkType.SF: 3}
_SHARES = {LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT}


def compile_plan(plan: Plan) -> Network:
    """Compile a plan once; passes, simulation and prices all work on the result.

    A plan without project calendar gets one (see ``working_time``); ``assumptions`` of the result says which.

    Raises BadPlan for a loop of links (naming its activities) or a used calendar without working time.
    """
    plan, assumptions = with_project_calendar(plan)
    setting = Setting.of(plan)
    make = _rules(plan)
    scheduled = [(row, one) for row, one in enumerate(plan.activities) if is_scheduled(one)]
    rules = [make(one, setting) for _, one in scheduled]
    tied = list(ties(setting))
    ids = [one.id for _, one in scheduled]
    ids += sorted({key for tie in tied for key in (tie.before, tie.after) if key < 0}, reverse=True)
    place = {key: index for index, key in enumerate(ids)}
    rules += [_helper(key, rules, place) for key in ids[len(scheduled) :]]
    clock = _clock(plan, rules, tied)
    into = np.array([place[tie.before] for tie in tied], dtype=np.int32)
    to = np.array([place[tie.after] for tie in tied], dtype=np.int32)
    nodes = _ordered(plan, ids, tied, (into, to))
    rank = np.empty(len(ids), dtype=np.int32)
    rank[nodes] = np.arange(len(ids), dtype=np.int32)
    rows = np.array([row for row, _ in scheduled] + [-1] * (len(ids) - len(scheduled)), dtype=np.int32)[nodes]
    network = _network(setting, clock, [rules[index] for index in nodes], rows, (rank[into], rank[to], tied))
    return replace(network, assumptions=assumptions)


def _helper(key: int, rules: Sequence[Rule], place: Mapping[int, int]) -> Rule:
    """The rule of a helper; a gate takes over when its task could start."""
    if not is_gate(key):
        return Rule(calendar=None, duration=0)
    task = rules[place[owner(key)]]
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
    rule = _rules(setting.plan)(activity, setting)
    found = _bounds(network.clock, network.arrays.calendar[node : node + 1], [rule])
    floor, cap, finish_floor, finish_cap = (
        int(found[name][0]) for name in ("floor", "cap", "finish_floor", "finish_cap")
    )
    return Bounds(floor, cap, finish_floor, finish_cap, floor_moment=int(_floor_moments([rule])[0]))


def _rules(plan: Plan) -> Callable[[Activity, Setting], Rule]:
    return primavera.rule if plan.dialect is Dialect.PRIMAVERA else microsoft.rule


def _ordered(
    plan: Plan, ids: Sequence[int], tied: Sequence[Tie], ends: tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]
) -> npt.NDArray[np.int32]:
    into, to = ends
    tail, out = order.compressed(into, len(ids))
    nodes = order.topological(len(ids), to, tail, out)
    if len(nodes) < len(ids):
        raise _loop(plan, [ids[node] for node in order.find_loop(len(ids), into, to, nodes)], tied)
    return nodes


def _loop(plan: Plan, ids: Sequence[int], tied: Sequence[Tie]) -> errors.BadPlan:
    """The error for a loop of nodes; also names summaries whose links are part of it, and hold for all below them."""
    names = {one.id: one.name for one in plan.activities}
    steps = set(zip(ids, (*ids[1:], ids[0]), strict=True))
    links = [plan.links[tie.link] for tie in tied if (tie.before, tie.after) in steps and tie.link >= 0]
    linked = {end for one in links for end in (one.predecessor_id, one.successor_id)}
    above = [one.name for one in plan.activities if one.id in linked and one.type.is_summary]
    keys = [key if key >= 0 else owner(key) for key in ids]
    shown = tuple(names[key] for key in keys)
    hint = Message.of("schedule.loop_above", names=tuple(above), count=len(above)) if above else None
    return errors.BadPlan(
        Message.of("schedule.loop", names=" → ".join((*shown, shown[0])), count=len(shown)),
        where={"activities": ", ".join(map(str, keys))},
        hint=hint or Message.of("schedule.loop_hint"),
    )


def _clock(plan: Plan, rules: Sequence[Rule], tied: Sequence[Tie]) -> Clock:
    """A horizon that holds every date and all the work, and the calendars in use."""
    moments = [
        value
        for rule in rules
        for value in (rule.start_from, rule.finish_from, rule.fixed_start, rule.late_finish_by)
        if value is not None
    ]
    moments += [minute(project_start(plan))]
    first = _day(min(moments)) - timedelta(days=370)
    work = min(sum(rule.duration for rule in rules) * 5, 60 * 366 * 1440)
    last = _day(max(moments) + work) + timedelta(days=3 * 366)
    first, last = max(first, date(1950, 1, 1)), min(last, date(2199, 12, 31))
    default = plan.default_calendar_id or 0
    known = {one.id for one in plan.calendars}
    used = {rule.calendar for rule in rules} | {rule.float_calendar for rule in rules} | {tie.calendar for tie in tied}
    ids = sorted(key for key in used if isinstance(key, int) and key in known)
    mixtures = sorted((key for key in used if isinstance(key, Mixed)), key=repr)
    wanted: list[int | Mixed] = list(dict.fromkeys([default, *ids]))
    wanted += mixtures
    clock = build_clock(plan.calendars, wanted, first, max(last, first + timedelta(days=366)))
    position = dict(clock.position)
    for key in used - set(position):
        position[key] = position[default]
    position[None] = ALWAYS
    return Clock(**{**vars(clock), "position": position})


def _day(moment: int) -> date:
    return max(min(EPOCH + timedelta(minutes=moment), datetime(2190, 1, 1)), datetime(1950, 1, 1)).date()


def _network(
    setting: Setting,
    clock: Clock,
    rules: Sequence[Rule],
    rows: npt.NDArray[np.int32],
    tied: tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Sequence[Tie]],
) -> Network:
    plan = setting.plan
    into, to, links = tied
    count = len(rules)
    calendar = np.array([clock.position[rule.calendar] for rule in rules], dtype=np.int64)
    head, by_successor = order.compressed(to, count)
    into, to = into[by_successor], to[by_successor]
    links = [links[index] for index in by_successor]
    lag = np.array([tie.lag for tie in links], dtype=np.int64)
    lag_calendar = np.array([clock.position[tie.calendar] for tie in links], dtype=np.int32)
    lag = remaining_lags(setting, clock, links, lag, lag_calendar)
    same = (calendar[into] == calendar[to]) & ((lag == 0) | (lag_calendar == calendar[into]))
    tail, out = order.compressed(into, count)
    arrays = NetworkArrays(
        clock=arrays_of(clock),
        calendar=calendar,
        head=head,
        tail=tail,
        into=into,
        to=to,
        kind=np.array([_KINDS[tie.kind] for tie in links], dtype=np.int8),
        lag=lag,
        lag_calendar=np.where(same, PLAIN, lag_calendar).astype(np.int32),
        out=out,
        open_end=((np.diff(tail) == 0) & plan.options.open_ends_critical).astype(np.int8),
        stays_at_finish=np.array([rule.stays_at_finish for rule in rules], dtype=np.int8),
        stays_at_start=np.array([rule.stays_at_start for rule in rules], dtype=np.int8),
        floor_moment=_floor_moments(rules),
        start_links=np.array([rule.start_links for rule in rules], dtype=np.int8),
        **_bounds(clock, calendar, rules),
    )
    node = np.full(len(plan.activities), -1, dtype=np.int32)
    real = rows >= 0
    node[rows[real]] = np.flatnonzero(real)
    counted_back = plan.options.from_finish and plan.dialect is Dialect.MICROSOFT
    must = plan.finish if counted_back else plan.options.must_finish_by
    return Network(
        plan=plan,
        clock=clock,
        arrays=arrays,
        row=rows,
        node=node,
        link=np.array([tie.link for tie in links], dtype=np.int32),
        lag_shares=np.array(
            [plan.links[tie.link].lag_unit in _SHARES if tie.link >= 0 else False for tie in links], bool
        ),
        fixed_start=_moments([rule.fixed_start for rule in rules]),
        fixed_finish=_moments([rule.fixed_finish for rule in rules]),
        known_finish=_moments(
            [rule.typed_finish if rule.fixed_finish is None else rule.fixed_finish for rule in rules]
        ),
        finished=np.array([rule.finished for rule in rules], dtype=np.bool_),
        as_late_as_possible=np.array([rule.alap for rule in rules], dtype=np.bool_),
        driven=tuple(row for row, one in enumerate(plan.activities) if one.active and is_driven(one)),
        project_start=minute(project_start(plan)),
        must_finish=NONE if must is None else minute(must),
        float_calendar=np.array([clock.position[rule.float_calendar] for rule in rules], dtype=np.int64),
    )


def _moments(values: Sequence[int | None]) -> Long:
    return np.array([NONE if value is None else value for value in values], dtype=np.int64)


def _floor_moments(rules: Sequence[Rule]) -> Long:
    """The later of both early bounds, for work without length."""
    return np.array([max(rule.start_from or NONE, rule.finish_from or NONE) for rule in rules], dtype=np.int64)


def _bounds(clock: Clock, calendar: Long, rules: Sequence[Rule]) -> dict[str, Long]:
    """Bounds in working minutes of each node's own calendar."""

    def works(values: Sequence[int | None], otherwise: int) -> Long:
        found = works_before(arrays_of(clock), calendar, _moments(values))
        return np.where(found == NONE, otherwise, found)

    duration = np.array([rule.duration for rule in rules], dtype=np.int64)
    begin = works([rule.span[0] if rule.span else None for rule in rules], NONE)
    end = works([rule.span[1] if rule.span else None for rule in rules], NONE)
    duration = np.where(begin == NONE, duration, end - begin)
    start_from = works([rule.start_from for rule in rules], -FREE)
    finish_from = works([rule.finish_from for rule in rules], -FREE)
    start_until = works([rule.start_until for rule in rules], FREE)
    finish_until = works([rule.finish_until for rule in rules], FREE)
    late_start_by = works([rule.late_start_by for rule in rules], FREE)
    late_finish_by = works([rule.late_finish_by for rule in rules], FREE)
    pinned = np.array([rule.pinned_late for rule in rules], dtype=np.bool_)
    unlimiting = np.array([rule.unlimiting for rule in rules], dtype=np.bool_)
    return {
        "duration": duration,
        "floor": start_from,
        "cap": start_until,
        "finish_floor": finish_from,
        "finish_cap": finish_until,
        "target": works([rule.target for rule in rules], NONE),
        "late_cap": np.minimum(late_start_by + duration, late_finish_by),
        "late_floor": np.where(
            unlimiting, FREE, np.where(pinned, np.minimum(start_until + duration, finish_until), -FREE)
        ),
    }
