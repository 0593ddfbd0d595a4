"""What a row of evidence and the plan that was checked say of themselves in a document."""

from __future__ import annotations

from typing import Any

from rechterhand.findings.breakdown import Breakdown
from rechterhand.findings.check import CheckResult, CheckResults, Evidence
from rechterhand.record.plan import Plan
from rechterhand.schema.envelope import moment
from rechterhand.text import Language, render


class EvidenceRows:
    """Rows of evidence with the activity that they are about; of results without a plan the ids alone."""

    def __init__(self, results: CheckResults, language: Language) -> None:
        self._breakdown = None if results.plan is None else Breakdown(results.plan)
        self._language = language

    def row(self, result: CheckResult, one: Evidence) -> dict[str, Any]:
        """The activity, the fields looked at with their values, the limit of the check, and a sentence."""
        known = None if self._breakdown is None else self._breakdown.by_id.get(one.activity_id)
        return {
            "activity_id": one.activity_id,
            "code": None if known is None else known.code,
            "name": None if known is None else known.name,
            "wbs": [] if self._breakdown is None else list(self._breakdown.path(one.activity_id)),
            "other_id": one.other_id,
            "fields": dict(one.fields),
            "limit": result.finding.threshold,
            "text": render(one.text, self._language),
        }


def checked_plan(plan: Plan | None) -> dict[str, Any] | None:
    """The plan's status date and the settings that dates and floats depend on."""
    if plan is None:
        return None
    options = plan.options
    return {
        "name": plan.name,
        "status_date": moment(plan.status_date),
        "float_type": options.float_type.value,
        "lag_calendar": options.lag_calendar.value,
        "critical_rule": options.critical_rule.value,
        "critical_float_minutes": options.critical_float_minutes,
        "minutes_per_day": options.minutes_per_day,
    }
