"""The JSON of ``check``."""

from __future__ import annotations

from typing import Any

from rechterhand.findings.check import CheckResult, CheckResults
from rechterhand.schema.checked import EvidenceRows, checked_plan
from rechterhand.text import Language, Message, render


def check_document(results: CheckResults, language: Language) -> dict[str, Any]:
    """Verdicts with their evidence, worst first, and what came of the excuses."""
    profile, rows = results.profile, EvidenceRows(results, language)
    return {
        "plan": checked_plan(results.plan),
        "profile": None
        if profile is None
        else {"key": profile.key, "title": profile.title(language), "lineage": list(profile.lineage)},
        "checks": [_check(one, rows, language) for one in results],
        "excuses": [
            {
                "checks": list(one.excuse.checks),
                "activity": one.excuse.activity,
                "activity_id": one.activity_id,
                "state": one.state.value,
                "reason": one.excuse.reason,
                "owner": one.excuse.owner,
                "expires": one.excuse.expires.isoformat(),
                "text": render(one.text, language),
            }
            for one in results.excuses
        ],
    }


def _check(one: CheckResult, rows: EvidenceRows, language: Language) -> dict[str, Any]:
    return {
        "id": one.id,
        "codes": list(one.check.codes),
        "title": render(Message.of(f"checks.{one.id}.title"), language),
        "reference": one.check.reference,
        "severity": one.check.severity.value,
        "verdict": one.finding.verdict.value,
        "population": one.finding.population,
        "value": one.finding.value,
        "threshold": one.finding.threshold,
        "summary": render(one.finding.summary, language),
        "explanation": render(Message.of(f"checks.{one.id}.explanation"), language),
        "advice": render(Message.of(f"checks.{one.id}.advice"), language),
        "near_critical": sorted(one.near_critical),
        "evidence": [rows.row(one, row) for row in one.finding.evidence],
        "excused": [
            rows.row(one, row.evidence)
            | {"reason": row.excuse.reason, "owner": row.excuse.owner, "expires": row.excuse.expires.isoformat()}
            for row in one.excused
        ],
        "recounted": one.recounted,
    }
