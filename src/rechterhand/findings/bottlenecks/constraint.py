"""A date that holds work where logic would let it begin or end elsewhere: its own, or that of a summary above it.

Relief: the date is removed, links stay. When the finish then comes *later*, the date masked logic: it is hidden, not
a price.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rechterhand.engine.network.honest import moves
from rechterhand.engine.network.summaries import held_below
from rechterhand.engine.price.change import without_date, without_date_above
from rechterhand.findings.detector import Candidate, Detector, Relief, Scene
from rechterhand.findings.wording import constraint_name
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.text import Message

_WITHOUT_DATE = frozenset({ConstraintType.AS_SOON_AS_POSSIBLE, ConstraintType.AS_LATE_AS_POSSIBLE})
_LATE_ONLY = frozenset({ConstraintType.START_NO_LATER_THAN, ConstraintType.FINISH_NO_LATER_THAN})


def _detect(scene: Scene) -> Iterator[Candidate]:
    yield from _above(scene)
    hard = scene.plan.options.honour_constraints
    for row, one in scene.open_activities():
        if moves(one):
            yield from _typed(scene, row, one)
            continue
        if one.constraint in _WITHOUT_DATE or one.constraint_date is None or one.external:
            continue
        if one.constraint in _LATE_ONLY and not hard:
            continue
        yield Candidate(
            key=f"constraint:{one.id}",
            title=_title(one),
            activity_ids=(one.id,),
            weight=float(scene.band[row]),
            relief=partial(_relief, scene, row, one),
            always=True,
        )


def _title(one: Activity) -> Message:
    rule = constraint_name(one.constraint)
    return Message.of("bottlenecks.constraint.title", name=one.name, date=one.constraint_date, rule=rule)


def _above(scene: Scene) -> Iterator[Candidate]:
    """Dates of summaries, for the work below that they let begin no earlier. A late limit moves no early dates."""
    for summary, rows in held_below(scene.setting, scene.open_activities()):
        yield Candidate(
            key=f"constraint:{summary.id}",
            title=_title(summary),
            activity_ids=(summary.id,),
            weight=float(scene.band[rows].max()),
            relief=partial(_relief_above, scene, summary, rows),
            always=True,
        )


def _relief_above(scene: Scene, summary: Activity, rows: list[int]) -> Relief:
    change = without_date_above(scene.network, scene.setting, summary, scene.network.node[rows].tolist())
    return Relief(text=Message.of("bottlenecks.constraint.relief"), change=change)


def _typed(scene: Scene, row: int, one: Activity) -> Iterator[Candidate]:
    """The start that was typed for a manual task: it holds the task as 'not earlier than'."""
    if one.started or one.start is None:
        return
    yield Candidate(
        key=f"constraint:{one.id}",
        title=Message.of("bottlenecks.constraint.typed", name=one.name, date=one.start),
        activity_ids=(one.id,),
        weight=float(scene.band[row]),
        relief=partial(_relief, scene, row, one),
        always=True,
    )


def _relief(scene: Scene, row: int, one: Activity) -> Relief:
    change = without_date(scene.network, scene.setting, one, int(scene.network.node[row]))
    return Relief(text=Message.of("bottlenecks.constraint.relief"), change=change)


detector = Detector(_detect)
