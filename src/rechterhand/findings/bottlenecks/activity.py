"""An activity that takes longer than planned.

Relief: in each future its remaining duration is at most the planned one; when the plan is above three times the
median of its branch of the work breakdown (at least five members), at most that median, and the title says so. The
work itself stays: relieving to nought would price length, not trouble.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from rechterhand.engine.futures.lanes import samples_of
from rechterhand.engine.price.change import Change, Shorter
from rechterhand.engine.simulate.links import FUTURES
from rechterhand.findings.agreed import agreed
from rechterhand.findings.detector import Candidate, Detector, Relief, Scene
from rechterhand.text import Message


def _detect(scene: Scene) -> Iterator[Candidate]:
    for row, held in agreed(scene).items():
        one, node = scene.plan.activities[row], int(scene.network.node[row])
        yield Candidate(
            key=f"activity:{one.id}",
            title=Message.of(
                "bottlenecks.activity.outlier" if held.outlier else "bottlenecks.activity.title", name=one.name
            ),
            activity_ids=(one.id,),
            weight=float(scene.band[row]),
            relief=partial(_relief, scene, node, held.minutes, outlier=held.outlier),
            brings=_overrun(scene, node, held.minutes) if scene.band[row] > 0 else 0.0,
        )


def _overrun(scene: Scene, node: int, most: float) -> float:
    """Minutes that it lasts longer than agreed, on average: of equally critical work that tells what to try first."""
    values = np.empty(min(FUTURES, scene.run.iterations), np.int64)
    samples_of(scene.spreads.arrays, np.uint64(scene.run.seed), node, values)
    return float(np.maximum(values - most, 0.0).mean())


def _relief(scene: Scene, node: int, most: float, *, outlier: bool) -> Relief:
    day = float(scene.plan.options.minutes_per_day)
    begun = scene.plan.activities[scene.network.row[node]].started
    as_planned = "bottlenecks.activity.rest_as_planned" if begun else "bottlenecks.activity.as_planned"
    text = "bottlenecks.activity.as_its_class" if outlier else as_planned
    return Relief(
        text=Message.of(text, days=most / day),
        change=Change(shorter=(Shorter(node, most=most, own=True),)),
        less=Change(shorter=(Shorter(node, less=day),)),
        gone=Change(shorter=(Shorter(node, most=0.0),)),
    )


detector = Detector(_detect)
