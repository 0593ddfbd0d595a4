"""Refuses uncertainty about activities that a plan doesn't have: it would do nothing, and nobody would know."""

from __future__ import annotations

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.errors import BadInput
from rechterhand.record.plan import Plan
from rechterhand.text import Message

TOLD = 5


def refuse_unknown(plan: Plan, uncertainty: Uncertainty | None) -> None:
    """Check that every id in ranges, risks, branches, correlations and lost days is one of the plan.

    Raises
    ------
    BadInput
        Some aren't; the message names the first of them.
    """
    if uncertainty is None:
        return
    lacking = sorted(uncertainty.activity_ids - {one.id for one in plan.activities})
    if lacking:
        ids = tuple(str(one) for one in lacking[:TOLD])
        text = Message.of("simulate.unknown_activities", count=len(lacking), ids=ids)
        raise BadInput(text, hint=Message.of("simulate.unknown_activities_hint"))
