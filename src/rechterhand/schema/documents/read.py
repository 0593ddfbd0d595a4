"""The JSON of ``read``."""

from __future__ import annotations

from typing import Any

from rechterhand.intake import Reading
from rechterhand.record.plan import Dialect, Plan
from rechterhand.text import Language, render


def read_document(reading: Reading, language: Language = "en") -> dict[str, Any]:
    """What was read, counted, and what wasn't understood."""
    return {
        "counts": _counts(reading.plan),
        "not_understood": [
            {
                "field": one.field,
                "count": one.count,
                "example": one.example,
                "where": one.where,
                "reason": None if one.reason is None else render(one.reason, language),
            }
            for one in reading.not_understood
        ],
    }


def _counts(plan: Plan) -> dict[str, int]:
    """How many there are of what people know; not what a format needs a row for.

    Primavera has a row for each role beside that of its resource; Microsoft Project a calendar for each resource, and
    an assignment to nobody for a task without resources.
    """
    summaries = sum(one.type.is_summary for one in plan.activities)
    roles = sum(one.generic for one in plan.resources) if plan.dialect is Dialect.PRIMAVERA else 0
    return {
        "activities": len(plan.activities) - summaries,
        "summaries": summaries,
        "links": len(plan.links),
        "resources": len(plan.resources) - roles,
        "assignments": sum(one.resource_id is not None or one.role is not None for one in plan.assignments),
        "calendars": sum(not one.of_resource for one in plan.calendars),
        "baselines": len({base.number for one in plan.activities for base in one.baselines}),
    }
