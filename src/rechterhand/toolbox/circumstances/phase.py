"""In which phase the project is, by the work that is done and the gates that are near.

Nothing begun is 'initiating' (who has a plan is past the start), nine tenths of the work done is 'closing'. A gate
between stages that lies within two weeks of the status date, by the median of its futures or by its actual date, is a
'boundary'; all else is a stage under way. Work counts by its planned duration. What is a gate is read from names in
Dutch or English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from rechterhand.engine.schedule.result import NO_DATE, to_moment
from rechterhand.record.activity import Activity, ActivityType
from rechterhand.text import Message
from rechterhand.toolbox.circumstance import Circumstance, Measured
from rechterhand.toolbox.seen import Seen, now_of
from rechterhand.toolbox.vocabulary import PHASES

CLOSING = 0.9
NEAR = timedelta(days=14)
_WORK = frozenset({ActivityType.TASK, ActivityType.RESOURCE_DEPENDENT})
_GATE = re.compile(
    r"\bfase-?(?:overgang|einde|besluit)|\beind(?:e)? (?:van de )?fase\b|\bstage[ -](?:gate|boundary|end)\b"
    r"|\bend[ -]of[ -]stage\b|\bend[ -]stage\b|\b(?:gate|poort) ?\d|\bgate review\b|\bgo[ /-]{1,3}no[ -]?go\b",
    re.IGNORECASE,
)


def _measure(seen: Seen) -> Measured | None:
    work = [one for one in seen.plan.activities if one.type in _WORK and one.active and one.duration_minutes]
    total = sum(one.duration_minutes or 0 for one in work)
    if not total:
        return None
    done = sum((one.duration_minutes or 0) * _done(one) for one in work) / total
    if done >= CLOSING:
        return Measured("close", Message.of("toolbox.measured.phase.close", share=done))
    gate = _gate(seen)
    if gate is not None:
        name, moment = gate
        return Measured("boundary", Message.of("toolbox.measured.phase.boundary", name=name, date=moment))
    if not any(one.started or _done(one) for one in work):
        return Measured("init", Message.of("toolbox.measured.phase.init"))
    return Measured("stage", Message.of("toolbox.measured.phase.stage", share=done))


def _done(one: Activity) -> float:
    """What share of it is done."""
    if one.finished:
        return 1.0
    return min(1.0, max(0.0, (one.percent_complete or 0.0) / 100))


def _gate(seen: Seen) -> tuple[str, datetime] | None:
    """The gate nearest to the status date, when it is near; of equals the first in the plan."""
    now = now_of(seen)
    if now is None:
        return None
    near = [one for one in _gates(seen) if abs(one[1] - now) <= NEAR]
    return min(near, key=lambda one: abs(one[1] - now), default=None)


def _gates(seen: Seen) -> Iterator[tuple[str, datetime]]:
    for row, one in enumerate(seen.plan.activities):
        if one.active and not one.type.is_summary and _GATE.search(one.name):
            median = seen.simulation.finish_p50[row]
            moment = one.actual_finish or (None if median == NO_DATE else to_moment(median))
            if moment is not None:
                yield one.name, moment


circumstance = Circumstance(Message.of("toolbox.question.phase"), PHASES, _measure)
