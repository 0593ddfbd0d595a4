"""A moment at which several paths meet: the latest of them decides, and that is later than each by itself.

Relief: all links into it are cut but that of the predecessor which is latest on average in the futures, as if the
other feeders were protected by a buffer. They stay part of the plan: a merge at the very end has no price, since its
feeders must be finished all the same. Work that excludes other work, of which one is done in each future, is one path
with it; where there is such a path, the one that decides most often is kept, since means of links say little of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from rechterhand.engine.price.change import without_others
from rechterhand.findings.detector import Candidate, Detector, Long, Relief, Scene
from rechterhand.findings.excluding import paths_of
from rechterhand.text import Message

SELDOM = 0.01
"""Share of the futures in which a link must hold its successor on the longest path to count as driving."""


def _detect(scene: Scene) -> Iterator[Candidate]:
    net, rows = scene.network.arrays, scene.network.row
    for row, one in scene.open_activities():
        node = int(scene.network.node[row])
        into = np.arange(net.head[node], net.head[node + 1])
        driving = into[scene.flow.holds[into] >= SELDOM]
        feeders = dict.fromkeys(int(rows[net.into[link]]) for link in driving.tolist())
        if len(feeders) < 2 or any(scene.network.link[link] < 0 for link in driving.tolist()):
            continue
        known = [scene.plan.activities[at].id for at in feeders if at >= 0]
        paths = paths_of(known, scene.spreads.uncertainty)
        latest = _latest(scene, driving, paths)
        kept = _with_its_path(scene, latest, into, paths)
        cut = driving[~np.isin(driving, kept)]
        if not len(cut):
            continue
        yield Candidate(
            key=f"merge:{one.id}",
            title=Message.of("bottlenecks.merge.title", count=len(feeders) - len(known) + len(paths), name=one.name),
            activity_ids=(one.id, *known),
            weight=float(scene.band[row]) * float(scene.flow.holds[cut].max()),
            relief=partial(_relief, scene, node, (latest, kept)),
        )


def _latest(scene: Scene, driving: Long, paths: list[set[int]]) -> int:
    """The link of the predecessor that is latest on average."""
    flow = scene.flow
    if any(len(path) > 1 for path in paths):
        shares = [float(flow.holds[_with_its_path(scene, link, driving, paths)].sum()) for link in driving.tolist()]
        return int(driving[int(np.argmax(shares))])
    return int(driving[np.argmax(flow.latest[driving])])


def _with_its_path(scene: Scene, latest: int, into: Long, paths: list[set[int]]) -> Long:
    """The link of the latest predecessor, with those of work that is done instead of that."""
    rows = scene.network.row[scene.network.arrays.into[into]]
    ids = [scene.plan.activities[row].id if row >= 0 else None for row in rows.tolist()]
    own = ids[int(np.flatnonzero(into == latest)[0])]
    path = next((one for one in paths if own in one), set())
    return into[[at == latest or key in path for at, key in zip(into.tolist(), ids, strict=True)]]


def _relief(scene: Scene, node: int, links: tuple[int, Long]) -> Relief:
    latest, kept = links
    before = int(scene.network.row[scene.network.arrays.into[latest]])
    change = without_others(scene.network, scene.setting, node, kept.tolist())
    if before < 0:
        return Relief(text=Message.of("bottlenecks.merge.summary"), change=change)
    name = scene.plan.activities[before].name
    return Relief(text=Message.of("bottlenecks.merge.relief", name=name), change=change)


detector = Detector(_detect)
