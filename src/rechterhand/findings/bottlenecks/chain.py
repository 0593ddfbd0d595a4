"""Work of one party that follows on itself: a run of activities of which each drives the next, and no other.

Relief: in each future all of them last at most as long as agreed, as for an activity by itself; prices of the members
don't add up. What drives is seen in the futures: the predecessor that most often holds an activity on the longest
path.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np

from rechterhand.engine.price.change import Change, Shorter
from rechterhand.findings.agreed import Agreed, agreed
from rechterhand.findings.detector import Candidate, Detector, Relief, Scene
from rechterhand.findings.party import Party, parties, party_name
from rechterhand.text import Message

LEAST = 2
"""Members whose durations are uncertain; fewer are no chain."""


def _detect(scene: Scene) -> Iterator[Candidate]:
    held = agreed(scene)
    for party, rows in _runs(scene):
        uncertain = [row for row in rows if row in held]
        if len(uncertain) < LEAST:
            continue
        members = [scene.plan.activities[row] for row in rows]
        yield Candidate(
            key=f"chain:{members[0].id}:{members[-1].id}",
            title=Message.of(
                "bottlenecks.chain.title",
                count=len(rows),
                party=party_name(party, scene.setting),
                first=members[0].name,
                last=members[-1].name,
            ),
            activity_ids=tuple(one.id for one in members),
            weight=max(float(scene.band[row]) for row in rows),
            relief=partial(_relief, scene, uncertain, held),
        )


def _runs(scene: Scene) -> Iterator[tuple[Party, list[int]]]:
    """Each run with its party (of several the first by kind and id), from its first row to its last."""
    drives = _driving(scene)
    following = set(drives.values())
    for first in (row for row, _ in scene.open_activities() if row not in following):
        row: int | None = first
        shared: frozenset[Party] = frozenset()
        run: list[int] = []
        while row is not None:
            own = parties(scene.plan.activities[row], scene.setting)
            if run and not shared & own:
                yield from _run(shared, run)
                run = []
            shared = shared & own if run else own
            run.append(row)
            row = drives.get(row)
        yield from _run(shared, run)


def _run(shared: frozenset[Party], rows: list[int]) -> Iterator[tuple[Party, list[int]]]:
    if shared and len(rows) >= LEAST:
        yield min(shared), rows


def _driving(scene: Scene) -> Mapping[int, int]:
    """The one row that each open row drives, by row; rows that drive several, or none, are left out."""
    net, rows, holds = scene.network.arrays, scene.network.row, scene.flow.holds
    driven: dict[int, list[int]] = {}
    for row, _ in scene.open_activities():
        node = int(scene.network.node[row])
        first, last = int(net.head[node]), int(net.head[node + 1])
        if first < last and holds[first:last].max() > 0:
            before = int(net.into[first + int(np.argmax(holds[first:last]))])
            if rows[before] >= 0 and not scene.network.finished[before]:
                driven.setdefault(int(rows[before]), []).append(row)
    return {before: after[0] for before, after in driven.items() if len(after) == 1}


def _relief(scene: Scene, rows: list[int], held: Mapping[int, Agreed]) -> Relief:
    day, nodes = float(scene.plan.options.minutes_per_day), scene.network.node
    net = scene.network.arrays
    longest = max(rows, key=lambda row: int(net.duration[nodes[row]]))
    total = sum(scene.project_days(round(held[row].minutes), int(net.calendar[nodes[row]])) for row in rows)
    return Relief(
        text=Message.of("bottlenecks.chain.relief", days=total),
        change=Change(shorter=tuple(Shorter(int(nodes[row]), most=held[row].minutes, own=True) for row in rows)),
        less=Change(shorter=(Shorter(int(nodes[longest]), less=day),)),
        gone=Change(shorter=tuple(Shorter(int(nodes[row]), most=0.0) for row in rows)),
    )


detector = Detector(_detect)
