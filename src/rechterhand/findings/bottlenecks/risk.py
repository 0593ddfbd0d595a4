"""A risk that may delay work, or in which working days are lost.

Relief: its registered response is carried out, and what that leaves of chance and impact remains; a risk without
response doesn't happen at all, and the relief says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from rechterhand.engine.price.answered import nodes_of
from rechterhand.engine.price.change import Averted, Change
from rechterhand.findings.detector import Candidate, Detector, Relief, Scene
from rechterhand.text import Message


def _detect(scene: Scene) -> Iterator[Candidate]:
    rows = scene.network.row
    for place, one in enumerate(scene.spreads.uncertainty.risks):
        nodes = nodes_of(scene.spreads.arrays.risks, place)
        if not len(nodes) or one.impact.probability == 0:
            continue
        touched = [int(row) for row in rows[nodes] if row >= 0]
        yield Candidate(
            key=f"risk:{one.key}",
            title=Message.of("bottlenecks.risk.title", title=one.title, chance=one.impact.probability),
            activity_ids=tuple(scene.plan.activities[row].id for row in touched),
            weight=max((float(scene.band[row]) for row in touched), default=0.0),
            relief=partial(_relief, scene, place),
            always=True,
        )
    yield from _lost_days(scene)


def _lost_days(scene: Scene) -> Iterator[Candidate]:
    bends = scene.spreads.arrays.bends
    for place, one in enumerate(scene.spreads.uncertainty.lost_days):
        struck = [
            int(scene.network.row[node])
            for node in np.flatnonzero(bends.place >= 0).tolist()
            if int(bends.hit[bends.place[node]]) >> place & 1
        ]
        if not struck or one.probability == 0:
            continue
        gone = Change(spared=(place,))
        yield Candidate(
            key=f"risk:lost days {one.key}",
            title=Message.of("bottlenecks.risk.lost_days", title=one.title, chance=one.probability),
            activity_ids=tuple(scene.plan.activities[row].id for row in struck),
            weight=max(float(scene.band[row]) for row in struck),
            relief=partial(Relief, text=Message.of("bottlenecks.risk.whole"), change=gone, gone=gone),
            always=True,
        )


def _relief(scene: Scene, place: int) -> Relief:
    left = scene.spreads.uncertainty.risks[place].residual
    gone = Change(averted=(Averted(place),))
    if left is None:
        return Relief(text=Message.of("bottlenecks.risk.whole"), change=gone, gone=gone)
    text = Message.of("bottlenecks.risk.response", chance=left.probability)
    return Relief(text=text, change=Change(averted=(Averted(place, left),)), gone=gone)


detector = Detector(_detect)
