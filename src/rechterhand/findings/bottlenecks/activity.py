"""An activity that takes longer than planned.

Relief: in each future its remaining duration is at most the planned one; when the plan is above three times the
median of its branch of the work breakdown (at least five members), at most that median, and the title says so. The
work itself stays: relieving to nought would price length, not trouble.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping
from functools import partial

from rechterhand.engine.price.change import Change, Shorter
from rechterhand.findings.detector import Candidate, Detector, Relief, Scene
from rechterhand.text import Message

MEMBERS = 5
TIMES = 3


def _detect(scene: Scene) -> Iterator[Candidate]:
    medians = _medians(scene)
    for row, one in scene.open_activities():
        node = int(scene.network.node[row])
        if scene.spreads.certain[node]:
            continue
        planned = float(scene.network.arrays.duration[node])
        median = medians.get(one.parent_id, planned)
        outlier = planned > TIMES * median
        yield Candidate(
            key=f"activity:{one.id}",
            title=Message.of(
                "bottlenecks.activity.outlier" if outlier else "bottlenecks.activity.title", name=one.name
            ),
            activity_ids=(one.id,),
            weight=float(scene.band[row]),
            relief=partial(_relief, scene, node, median if outlier else planned, outlier=outlier),
        )


def _medians(scene: Scene) -> Mapping[int | None, float]:
    """Median remaining duration by branch, for branches with enough members; all open work together is no branch."""
    groups: dict[int | None, list[float]] = {}
    for row, one in scene.open_activities():
        length = float(scene.network.arrays.duration[scene.network.node[row]])
        if length > 0:
            groups.setdefault(one.parent_id, []).append(length)
    if len(groups) == 1:
        return {}
    return {
        key: statistics.median(values) for key, values in groups.items() if key is not None and len(values) >= MEMBERS
    }


def _relief(scene: Scene, node: int, most: float, *, outlier: bool) -> Relief:
    day = float(scene.plan.options.minutes_per_day)
    text = "bottlenecks.activity.as_its_class" if outlier else "bottlenecks.activity.as_planned"
    return Relief(
        text=Message.of(text, days=most / day),
        change=Change(shorter=(Shorter(node, most=most),)),
        less=Change(shorter=(Shorter(node, less=day),)),
        gone=Change(shorter=(Shorter(node, most=0.0),)),
    )


detector = Detector(_detect)
