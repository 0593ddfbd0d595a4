"""Waiting time in a link, or a link that is a preference.

Relief: the lag becomes nought, the link stays; a link that the plan marks as discretionary goes altogether. Mandatory
logic is no obstacle.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from rechterhand.engine.network.arrays import PLAIN
from rechterhand.engine.price.change import without_lag, without_link
from rechterhand.findings.detector import Candidate, Detector, Relief, Scene
from rechterhand.record.link import Link
from rechterhand.text import Message


def _detect(scene: Scene) -> Iterator[Candidate]:
    for place, link in enumerate(scene.plan.links):
        waits = link.lag_minutes > 0 or (link.lag_percent or 0) > 0
        before, after = scene.position[link.predecessor_id], scene.position[link.successor_id]
        if not (waits or link.discretionary) or scene.network.node[after] < 0:
            continue
        names = {"before": scene.plan.activities[before].name, "after": scene.plan.activities[after].name}
        yield Candidate(
            key=f"link:{link.predecessor_id}:{link.successor_id}:{link.type.value}",
            title=Message.of("bottlenecks.link.title", **names),
            activity_ids=(link.predecessor_id, link.successor_id),
            weight=float(min(scene.band[before] if scene.network.node[before] >= 0 else 1.0, scene.band[after])),
            relief=partial(_relief, scene, place, link),
            size=_size(scene, place) if waits and not link.discretionary else None,
        )


def _size(scene: Scene, place: int) -> float:
    """What is left of the waiting time, as working days of the project's calendar: by how much time both calendars
    have.
    """
    net = scene.network.arrays
    lag = net.lag if scene.plan.status_date is not None else net.lag + scene.network.begun
    longest = 0.0
    for at in np.flatnonzero(scene.network.link == place).tolist():
        row = net.lag_calendar[at] if net.lag_calendar[at] != PLAIN else net.calendar[net.to[at]]
        longest = max(longest, scene.project_days(int(lag[at]), int(row)))
    return longest


def _relief(scene: Scene, place: int, link: Link) -> Relief:
    if link.discretionary:
        change = without_link(scene.network, scene.setting, place)
        return Relief(text=Message.of("bottlenecks.link.gone"), change=change)
    return Relief(text=Message.of("bottlenecks.link.no_lag"), change=without_lag(scene.network, place))


detector = Detector(_detect)
