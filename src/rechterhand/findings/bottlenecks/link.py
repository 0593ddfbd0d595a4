"""Waiting time in a link, or a link that is a preference.

Relief: the lag becomes nought, the link stays; a link that the plan marks as discretionary goes altogether. Mandatory
logic is no obstacle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from rechterhand.findings.detector import Candidate, Detector, Relief, Scene
from rechterhand.record.link import LagUnit, Link
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
        )


def _relief(scene: Scene, place: int, link: Link) -> Relief:
    links = list(scene.plan.links)
    if link.discretionary:
        del links[place]
        text = Message.of("bottlenecks.link.gone")
    else:
        links[place] = replace(link, lag_minutes=0, lag_percent=None, lag_unit=LagUnit.WORKING)
        text = Message.of("bottlenecks.link.no_lag")
    return Relief(text=text, plan=replace(scene.plan, links=tuple(links)))


detector = Detector(_detect)
