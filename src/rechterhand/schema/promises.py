"""In which order promised dates are told: what the whole project promised first, then what ends something."""

from __future__ import annotations

from rechterhand.engine.simulate.result import Committed, SimulationResult
from rechterhand.record.activity import ActivityType

_ENDS = frozenset({ActivityType.MILESTONE, ActivityType.FINISH_MILESTONE})


def by_importance(result: SimulationResult) -> list[Committed]:
    """Promised dates, the weightiest first.

    Those of the whole project; then of milestones that nothing follows, as contracts have them; of other milestones;
    deadlines of work; other dates of work. Among equals the last date first.
    """
    types = {one.id: one.type for one in result.plan.activities}
    followed = {one.predecessor_id for one in result.plan.links}

    def rank(one: Committed) -> int:
        if one.activity_id is None:
            return 0
        if types[one.activity_id] in _ENDS:
            return 2 if one.activity_id in followed else 1
        return 3 if one.what == "deadline" else 4

    whole = [one for one in result.committed if one.activity_id is None]
    parts = [one for one in result.committed if one.activity_id is not None]
    return whole + sorted(sorted(parts, key=lambda one: one.moment, reverse=True), key=rank)
