"""A moment at which several paths meet: the latest of them decides, and that is later than each by itself.

Relief: all links into it are cut but that of the predecessor which is latest on average in the futures, as if the
other feeders were protected by a buffer. They stay part of the plan: a merge at the very end has no price, since its
feeders must be finished all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from rechterhand.engine.price.change import without_others
from rechterhand.findings.detector import Candidate, Detector, Relief, Scene
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
        kept = int(driving[np.argmax(scene.flow.latest[driving])])
        others = float(np.delete(scene.flow.holds[driving], np.flatnonzero(driving == kept)).max())
        known = [scene.plan.activities[at].id for at in feeders if at >= 0]
        yield Candidate(
            key=f"merge:{one.id}",
            title=Message.of("bottlenecks.merge.title", count=len(feeders), name=one.name),
            activity_ids=(one.id, *known),
            weight=float(scene.band[row]) * others,
            relief=partial(_relief, scene, node, kept),
        )


def _relief(scene: Scene, node: int, kept: int) -> Relief:
    before = int(scene.network.row[scene.network.arrays.into[kept]])
    change = without_others(scene.network, scene.setting, node, kept)
    if before < 0:
        return Relief(text=Message.of("bottlenecks.merge.summary"), change=change)
    name = scene.plan.activities[before].name
    return Relief(text=Message.of("bottlenecks.merge.relief", name=name), change=change)


detector = Detector(_detect)
