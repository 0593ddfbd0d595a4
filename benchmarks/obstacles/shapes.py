"""Plans of several shapes and sizes made from a seed, each with the hindrances that plans have by nature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np

from benchmarks.obstacles.case import BEGIN, DAY, END, FOUR_DAYS, Case, Draft, moment_of, starts_of
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Impact, Risk
from rechterhand.record.activity import ConstraintType
from rechterhand.record.resource import Assignment, Resource

Random = np.random.Generator

SIZES = (40, 60, 80, 120, 160, 240, 400)
CHANCES = (0.22, 0.22, 0.18, 0.16, 0.12, 0.06, 0.04)


def natural(shape: str, size: int, seed: int) -> Case:
    """A plan of about so many activities without anything planted."""
    random = np.random.default_rng([seed, size, list(SHAPES).index(shape)])
    draft = Draft()
    draft.task(0, name="Start")
    draft.task(0, name="Finish")
    SHAPES[shape](draft, size, random)
    _tie(draft)
    _burden(draft, random)
    return draft.case(f"{shape} {size} {seed}")


def _days(random: Random) -> int:
    return int(np.clip(round(float(random.lognormal(2.0, 0.6))), 2, 25))


def _layered(draft: Draft, size: int, random: Random) -> None:
    """Layers of random width; each activity follows one to three of the two layers before it."""
    layers: list[list[int]] = []
    made = 0
    while made < size:
        layer = [draft.task(_days(random)) for _ in range(int(random.integers(2, 9)))]
        made += len(layer)
        before = [key for one in layers[-2:] for key in one]
        for key in layer if before else []:
            count = min(len(before), int(random.integers(1, 4)))
            for other in random.choice(before, count, replace=False).tolist():
                draft.link(other, key)
        layers.append(layer)


def _chains(draft: Draft, size: int, random: Random) -> None:
    """A few long chains with ties between them; stretches without other ties are the work of one team."""
    count = int(random.integers(3, 7))
    rows = [[draft.task(_days(random)) for _ in range(size // count)] for _ in range(count)]
    for row in rows:
        for first, second in pairwise(row):
            draft.link(first, second)
    for _ in range(size // 7):
        one, other = random.choice(count, 2, replace=False).tolist()
        at = int(random.integers(0, len(rows[0]) - 2))
        draft.link(rows[one][at], rows[other][int(random.integers(at + 1, len(rows[0])))])
    draft.links = list({(one.predecessor_id, one.successor_id): one for one in draft.links}.values())
    _teams(draft, random)


def _teams(draft: Draft, random: Random) -> None:
    out: dict[int, list[int]] = {}
    into: dict[int, list[int]] = {}
    for one in draft.links:
        out.setdefault(one.predecessor_id, []).append(one.successor_id)
        into.setdefault(one.successor_id, []).append(one.predecessor_id)
    free = set(draft.tasks) - {BEGIN, END}
    for key in sorted(free):
        run = [key]
        while len(out.get(run[-1], [])) == 1 and len(into[out[run[-1]][0]]) == 1 and out[run[-1]][0] in free:
            run.append(out[run[-1]][0])
        if len(run) < 3 or key not in free:
            continue
        free -= set(run)
        if random.random() < 0.3:
            for member in run:
                draft.tasks[member] = replace(draft.tasks[member], responsible=f"Team {key}")


def _branches(draft: Draft, size: int, random: Random) -> None:
    """Phases of parallel branches that meet at a milestone, each a branch of the work breakdown."""
    gate, made = BEGIN, 0
    while made < size:
        phase = draft.summary()
        ends = []
        for _ in range(int(random.integers(2, 6))):
            last = gate
            for _ in range(int(random.integers(2, 6))):
                key = draft.task(_days(random), parent_id=phase)
                draft.link(last, key)
                last, made = key, made + 1
            ends.append(last)
        gate = draft.task(0, parent_id=phase, name=f"Gate {phase}")
        for key in ends:
            draft.link(key, gate)


def _staffed(draft: Draft, size: int, random: Random) -> None:
    """Layers, most of whose work is done by teams; what follows on each other is never of the same team."""
    _layered(draft, size, random)
    teams = list(range(1, int(random.integers(4, 7)) + 1))
    draft.resources = [
        Resource(key, f"Group {key}", generic=True, max_units=float(random.integers(1, 3))) for key in teams
    ]
    before: dict[int, set[int]] = {}
    for one in draft.links:
        before.setdefault(one.successor_id, set()).add(one.predecessor_id)
    own: dict[int, int] = {}
    for key in sorted(set(draft.tasks) - {BEGIN, END}):
        free = [team for team in teams if team not in {own.get(other) for other in before.get(key, set())}]
        if free and random.random() < 0.7:
            own[key] = int(random.choice(free))
    draft.assignments = [staffing(place, key, team, draft) for place, (key, team) in enumerate(own.items(), 1)]


def staffing(place: int, key: int, team: int, draft: Draft) -> Assignment:
    """One of a team on an activity, all of its time."""
    minutes = draft.tasks[key].duration_minutes or 0
    return Assignment(place, key, team, work_minutes=minutes, remaining_work_minutes=minutes)


SHAPES: dict[str, Callable[[Draft, int, Random], None]] = {
    "layers": _layered,
    "chains": _chains,
    "branches": _branches,
    "staffed": _staffed,
}


def _tie(draft: Draft) -> None:
    """What nothing comes before follows the start, what leads nowhere leads to the finish."""
    followed, follows = {one.predecessor_id for one in draft.links}, {one.successor_id for one in draft.links}
    for key, one in draft.tasks.items():
        if one.type.is_summary or key in {BEGIN, END}:
            continue
        if key not in follows:
            draft.link(BEGIN, key)
        if key not in followed:
            draft.link(key, END)


def _burden(draft: Draft, random: Random) -> None:
    """Ranges of their own for a third, waiting times, dates, risks, and sometimes a shorter week."""
    working = [key for key, one in draft.tasks.items() if one.duration_minutes]
    for key in working:
        if random.random() < 1 / 3:
            draft.ranges[key] = Range(Shape.TRIANGULAR, random.uniform(0.8, 0.95), 1.0, random.uniform(1.1, 1.8))
    inner = {BEGIN, END}
    draft.links = [
        replace(one, lag_minutes=int(random.integers(1, 6)) * DAY)
        if random.random() < 0.08 and not {one.predecessor_id, one.successor_id} & inner
        else one
        for one in draft.links
    ]
    starts = starts_of(draft.tasks, draft.links)
    shorter = random.random() < 0.5
    for key in working:
        if random.random() < 0.02:
            date = moment_of(max(0.0, starts[key] + float(random.integers(-5, 4))))
            draft.tasks[key] = replace(
                draft.tasks[key], constraint=ConstraintType.START_NO_EARLIER_THAN, constraint_date=date
            )
        if shorter and random.random() < 0.05:
            draft.tasks[key] = replace(draft.tasks[key], calendar_id=FOUR_DAYS)
    for place in range(int(random.integers(1, 4))):
        delay = float(random.integers(2, 11)) * DAY
        impact = Impact(random.uniform(0.1, 0.5), minutes=Range(Shape.TRIANGULAR, delay / 2, delay, delay * 2))
        draft.risks.append(Risk(f"natural {place}", f"Risk {place}", impact, (int(random.choice(working)),)))
