"""Whether there is anything to simulate."""

from __future__ import annotations

from rechterhand.record.plan import Plan


def has_open_work(plan: Plan) -> bool:
    """Whether anything is left to do; if not, no future can differ from another and a percentile says nothing."""
    return any(one.active and not one.finished and not one.type.is_summary for one in plan.activities)
