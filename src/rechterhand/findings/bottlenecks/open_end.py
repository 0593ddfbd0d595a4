"""Work that no logic comes before, or that leads nowhere: its delay reaches nothing, so the finish looks too early.

Relief: the proposed link is made (``findings/proposals.py``). The finish then usually comes later: the plan was that
much too rosy. One start and one finish of the plan are open by nature; work under a linked summary, or linked with
one, is tied.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rechterhand.engine.price.change import with_link
from rechterhand.findings.detector import Candidate, Detector, Proposal, Relief, Scene
from rechterhand.findings.proposals import proposals


def _detect(scene: Scene) -> Iterator[Candidate]:
    for one, slot in scene.proposed:
        activities = scene.plan.activities
        side = "finish" if one.row == one.before else "start"
        yield Candidate(
            key=f"open_end:{activities[one.row].id}:{side}",
            title=one.title,
            activity_ids=(activities[one.before].id, activities[one.after].id),
            weight=float(max(scene.band[one.before], scene.band[one.after])),
            relief=partial(_relief, scene, one, slot),
            always=True,
        )


def _relief(scene: Scene, one: Proposal, slot: int) -> Relief:
    return Relief(text=one.relief, change=with_link(scene.network, scene.setting, slot))


detector = Detector(_detect, proposals)
