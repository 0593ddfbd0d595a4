"""Plants one obstacle of a kind in a plan, as large as is asked. Nothing here knows how obstacles are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from benchmarks.obstacles.case import DAY, GRID, Case, moment_of, starts_of, work
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Impact, Risk
from rechterhand.record.activity import Activity, ActivityType, ConstraintType
from rechterhand.record.calendar import STANDARD_DAY, Calendar
from rechterhand.record.link import Link
from rechterhand.record.resource import Assignment, Resource

Random = np.random.Generator

NEW = 5_001
"""Ids from here on are planted."""
BOARD = 9
GROUP = 90
LIKELY = 0.05
"""Least share of futures in which a place must be critical to be planted at."""
ROOM = 25
"""Least working days that work needs by logic beside which a shortage of people is planted."""


@dataclass(frozen=True)
class Planted:
    """What was planted: kind, name, the activities that it is about, and the plan with it."""

    kind: str
    key: str
    ids: tuple[int, ...]
    case: Case


Plant = Callable[[Case, float], Planted]


def spots(kind: str, case: Case, likely: Mapping[int, float], random: Random) -> Iterator[Plant]:
    """Places in random order at which an obstacle of a kind can be planted, each with how.

    Parameters
    ----------
    kind
        One of ``KINDS``.
    case
        The plan without it.
    likely
        Share of futures in which each activity is critical, by id.
    random
        Where chance comes from.
    """
    yield from KINDS[kind](case, likely, random)


def _some(case: Case, likely: Mapping[int, float], random: Random) -> list[Activity]:
    """Work that is critical now and then and nobody's chain, in random order."""
    found = [
        one
        for one in case.plan.activities
        if one.duration_minutes and one.responsible is None and likely.get(one.id, 0.0) >= LIKELY
    ]
    return [found[place] for place in random.permutation(len(found)).tolist()]


def _ties(case: Case, likely: Mapping[int, float], random: Random) -> list[Link]:
    """Links without waiting time between work that is critical now and then, in random order."""
    own = {one.id for one in _some(case, likely, random)}
    found = [one for one in case.plan.links if {one.predecessor_id, one.successor_id} <= own and not one.lag_minutes]
    return [found[place] for place in random.permutation(len(found)).tolist()]


def _with(case: Case, *added: Activity, ranges: Mapping[int, Range] | None = None, **more: object) -> Case:
    """The plan with more activities and other fields."""
    plan = replace(case.plan, activities=(*case.plan.activities, *added), **more)  # type: ignore[arg-type] - fields of a plan
    known = MappingProxyType({**case.uncertainty.ranges, **(ranges or {})})
    return Case(plan, replace(case.uncertainty, ranges=known))


def _triangle(low: float, high: float) -> Range:
    return Range(Shape.TRIANGULAR, low, 1.0, high)


def _activity(case: Case, likely: Mapping[int, float], random: Random) -> Iterator[Plant]:
    """Work that may last far longer than planned."""
    for one in _some(case, likely, random):

        def plant(case: Case, size: float, key: int = one.id) -> Planted:
            planned = (case.activities[key].duration_minutes or 0) / DAY
            ranges = {key: _triangle(0.9, 1 + size / planned)}
            return Planted("activity", f"activity:{key}", (key,), _with(case, ranges=ranges))

        yield plant


def _chain(case: Case, likely: Mapping[int, float], random: Random) -> Iterator[Plant]:
    """A run of five to seven activities of one team, each of which may last longer."""
    for tie in _ties(case, likely, random):
        count = int(random.integers(5, 8))

        def plant(case: Case, size: float, tie: Link = tie, count: int = count) -> Planted:
            keys = tuple(range(NEW, NEW + count))
            steps = [tie.predecessor_id, *keys, tie.successor_id]
            links = [one for one in case.plan.links if one is not tie]
            links += [Link(one, other) for one, other in pairwise(steps)]
            added = [work(key, 4, responsible="Planted team") for key in keys]
            ranges = dict.fromkeys(keys, _triangle(0.9, 1 + size / 4))
            changed = _with(case, *added, ranges=ranges, links=tuple(links))
            return Planted("chain", f"chain:{keys[0]}:{keys[-1]}", keys, changed)

        yield plant


def _merge(case: Case, likely: Mapping[int, float], random: Random) -> Iterator[Plant]:
    """Three to eight equal and very uncertain paths that meet before work goes on."""
    for tie in _ties(case, likely, random):
        count = int(random.integers(3, 9))

        def plant(case: Case, size: float, tie: Link = tie, count: int = count) -> Planted:
            keys, meeting = tuple(range(NEW, NEW + count)), NEW + count
            links = [*case.plan.links, Link(meeting, tie.successor_id)]
            links += [link for key in keys for link in (Link(tie.predecessor_id, key), Link(key, meeting))]
            added = [*(work(key, size) for key in keys), work(meeting, 2)]
            ranges = {**dict.fromkeys(keys, _triangle(0.4, 1.6)), meeting: Range(Shape.FIXED)}
            changed = _with(case, *added, ranges=ranges, links=tuple(links))
            return Planted("merge", f"merge:{meeting}", (meeting, *keys), changed)

        yield plant


def _link(case: Case, likely: Mapping[int, float], random: Random) -> Iterator[Plant]:
    """Waiting time in a link."""
    for tie in _ties(case, likely, random):

        def plant(case: Case, size: float, tie: Link = tie) -> Planted:
            waits = replace(tie, lag_minutes=round(size * DAY / GRID) * GRID)
            links = tuple(waits if one is tie else one for one in case.plan.links)
            ends = (tie.predecessor_id, tie.successor_id)
            return Planted("link", f"link:{ends[0]}:{ends[1]}:FS", ends, _with(case, links=links))

        yield plant


def _constraint(case: Case, likely: Mapping[int, float], random: Random) -> Iterator[Plant]:
    """A date before which work doesn't begin."""
    starts = starts_of(case.activities, list(case.plan.links))
    for one in _some(case, likely, random):

        def plant(case: Case, size: float, key: int = one.id) -> Planted:
            held = replace(
                case.activities[key],
                constraint=ConstraintType.START_NO_EARLIER_THAN,
                constraint_date=moment_of(starts[key] + size),
            )
            rows = tuple(held if row.id == key else row for row in case.plan.activities)
            return Planted(
                "constraint", f"constraint:{key}", (key,), replace(case, plan=replace(case.plan, activities=rows))
            )

        yield plant


def _calendar(case: Case, likely: Mapping[int, float], random: Random) -> Iterator[Plant]:
    """Decisions by a body that only works two days a week."""
    for tie in _ties(case, likely, random):
        first = int(random.integers(0, 4))

        def plant(case: Case, size: float, tie: Link = tie, first: int = first) -> Planted:
            week = tuple(STANDARD_DAY if day in {first, first + 1} else () for day in range(7))
            board = Calendar(BOARD, "Board", week, minutes_per_day=DAY)
            links = [one for one in case.plan.links if one is not tie]
            links += [Link(tie.predecessor_id, NEW), Link(NEW, tie.successor_id)]
            decision = work(NEW, size, calendar_id=BOARD)
            changed = _with(
                case,
                decision,
                ranges={NEW: Range(Shape.FIXED)},
                links=tuple(links),
                calendars=(*case.plan.calendars, board),
            )
            return Planted("calendar", f"calendar:{BOARD}", (NEW,), changed)

        yield plant


def _risk(case: Case, likely: Mapping[int, float], random: Random) -> Iterator[Plant]:
    """A risk on one to three activities, half of them with a response."""
    some = _some(case, likely, random)
    for at in range(len(some)):
        ids = tuple(one.id for one in some[at : at + int(random.integers(1, 4))])
        chance, answered = float(random.uniform(0.25, 0.75)), bool(random.random() < 0.5)

        def plant(
            case: Case, size: float, told: tuple[tuple[int, ...], float, bool] = (ids, chance, answered)
        ) -> Planted:
            ids, chance, answered = told
            delay = size * DAY
            residual = Impact(chance / 4, minutes=_delay(delay / 2)) if answered else None
            own = Risk("planted", "Planted", Impact(chance, minutes=_delay(delay)), ids, residual)
            uncertainty = replace(case.uncertainty, risks=(*case.uncertainty.risks, own))
            return Planted("risk", "risk:planted", ids, replace(case, uncertainty=uncertainty))

        yield plant


def _delay(minutes: float) -> Range:
    return Range(Shape.TRIANGULAR, minutes / 2, minutes, minutes * 3 / 2)


def _open_end(case: Case, likely: Mapping[int, float], random: Random) -> Iterator[Plant]:
    """A branch with a closing milestone that one of its activities doesn't lead to."""
    for tie in _ties(case, likely, random):

        def plant(case: Case, size: float, tie: Link = tie) -> Planted:
            branch, short, long, closing = range(NEW, NEW + 4)
            added = [
                Activity(branch, "Branch", ActivityType.SUMMARY),
                work(short, 2, parent_id=branch),
                work(long, size, parent_id=branch),
                work(closing, 0, parent_id=branch),
            ]
            ends = [
                (tie.predecessor_id, short),
                (tie.predecessor_id, long),
                (short, closing),
                (closing, tie.successor_id),
            ]
            links = (*case.plan.links, *(Link(one, other) for one, other in ends))
            changed = _with(case, *added, links=links)
            return Planted("open_end", f"open_end:{long}:finish", (long, closing), changed)

        yield plant


def _resource(case: Case, likely: Mapping[int, float], random: Random) -> Iterator[Plant]:
    """Work for one person that logic lets be done side by side, beside a long path of other work."""
    starts = starts_of(case.activities, list(case.plan.links))
    some = _some(case, likely, random)
    pairs = [(one, other) for one in some for other in some if starts[other.id] - starts[one.id] >= ROOM]
    for place in random.permutation(len(pairs)).tolist():
        (first, last), count = pairs[place], int(random.integers(4, 7))
        if last.id not in _after(case, first.id):
            continue

        def plant(case: Case, size: float, told: tuple[int, int, int] = (first.id, last.id, count)) -> Planted:
            keys = tuple(range(NEW, NEW + told[2]))
            added = [work(key, size) for key in keys]
            links = [link for key in keys for link in (Link(told[0], key), Link(key, told[1]))]
            effort = added[0].duration_minutes or 0
            asks = [Assignment(key, key, GROUP, work_minutes=effort, remaining_work_minutes=effort) for key in keys]
            changed = _with(
                case,
                *added,
                links=(*case.plan.links, *links),
                resources=(*case.plan.resources, Resource(GROUP, "Planted person", generic=True, max_units=1.0)),
                assignments=(*case.plan.assignments, *asks),
            )
            return Planted("resource", f"resource:{GROUP}", keys, changed)

        yield plant


def _after(case: Case, first: int) -> set[int]:
    """What follows on an activity, at any distance."""
    found: set[int] = set()
    waiting = [first]
    while waiting:
        for one in case.out.get(waiting.pop(), []):
            if one.successor_id not in found:
                found.add(one.successor_id)
                waiting.append(one.successor_id)
    return found


KINDS: Mapping[str, Callable[[Case, Mapping[int, float], Random], Iterator[Plant]]] = {
    "activity": _activity,
    "chain": _chain,
    "merge": _merge,
    "resource": _resource,
    "link": _link,
    "constraint": _constraint,
    "calendar": _calendar,
    "open_end": _open_end,
    "risk": _risk,
}
