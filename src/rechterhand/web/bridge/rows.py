"""A plan, and its verdict once there is one → the rows of its latest version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rechterhand.engine.schedule.result import to_moment
from rechterhand.findings.check import Verdict
from rechterhand.intake.bounds import NAME
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan
from rechterhand.verdict import Review
from rechterhand.web.data.models import LatestActivity, LatestLink, PlanVersion

_FOUND = 255
"""Longest code, place in the outline and key of a bottleneck that a row keeps."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a verdict says of the activities, by their numbers."""

    dates: dict[int, dict[str, Any]] = field(default_factory=dict)
    prices: dict[int, tuple[float, float, str]] = field(default_factory=dict)
    findings: dict[int, list[str]] = field(default_factory=dict)


def activity_rows(version: PlanVersion, plan: Plan, review: Review | None = None) -> list[LatestActivity]:
    """A row of each activity; a summary spans what lies below it. ``plan`` is without people's names."""
    found = list(_rows(version, plan, review))
    _span(found)
    return found


def _span(rows: list[LatestActivity]) -> None:
    """Summaries begin and end with their work, whatever the file says of them: some tools write nothing there."""
    below: dict[int, tuple[datetime, datetime]] = {}
    for one in reversed(rows):  # in a plan's outline parents go before their children
        if one.is_summary and one.activity_id in below:
            one.start, one.finish = below[one.activity_id]
        if one.parent_id is not None and one.start is not None and one.finish is not None:
            first, last = below.get(one.parent_id, (one.start, one.finish))
            below[one.parent_id] = (min(first, one.start), max(last, one.finish))


def _rows(version: PlanVersion, plan: Plan, review: Review | None) -> Iterator[LatestActivity]:
    said = Said() if review is None else _said(review)
    for position, one in enumerate(plan.activities):
        price, error, key = said.prices.get(one.id, (None, None, ""))
        yield LatestActivity(
            project_id=version.project_id,
            version=version,
            position=position,
            price_days=price,
            price_error_days=error,
            bottleneck=key[:_FOUND],
            findings=said.findings.get(one.id, []),
            **(_own(one) | said.dates.get(one.id, {})),
        )


def link_rows(version: PlanVersion, plan: Plan) -> Iterator[LatestLink]:
    """A row of each link."""
    for one in plan.links:
        yield LatestLink(
            project_id=version.project_id,
            version=version,
            predecessor_id=one.predecessor_id,
            successor_id=one.successor_id,
            type=one.type.value,
            lag_minutes=one.lag_minutes,
            lag_unit=one.lag_unit.value,
            lag_percent=one.lag_percent,
        )


def _own(one: Activity) -> dict[str, Any]:
    baseline = one.baseline()
    return {
        "activity_id": one.id,
        "code": _short(one.code, _FOUND),
        "wbs": _short(one.wbs, _FOUND),
        "name": _short(one.name, NAME),
        "type": one.type.value,
        "outline_level": max(one.outline_level, 0),
        "parent_id": one.parent_id,
        "is_summary": one.type.is_summary,
        "is_milestone": one.type.is_milestone,
        "start": one.start,
        "finish": one.finish,
        "actual_start": one.actual_start,
        "actual_finish": one.actual_finish,
        "baseline_start": baseline.start if baseline else None,
        "baseline_finish": baseline.finish if baseline else None,
        "deadline": one.deadline,
        "duration_minutes": one.duration_minutes,
        "percent_complete": one.percent_complete,
        "total_float_minutes": one.stored.total_float_minutes,
        "is_critical": bool(one.stored.critical),
        "notes": _short(one.notes, NAME),
    }


def _short(text: str | None, most: int) -> str:
    """What PostgreSQL takes: no null characters, not endless."""
    return (text or "").replace("\0", "")[:most]


def _said(review: Review) -> Said:
    prices: dict[int, tuple[float, float, str]] = {}
    for one in reversed(review.prices.bottlenecks):
        for key in one.activity_ids:
            prices[key] = (*review.prices.ranked(one), one.key)
    findings: defaultdict[int, list[str]] = defaultdict(list)
    for check in review.checks:
        if check.finding.verdict in (Verdict.FAIL, Verdict.WARN):
            for evidence in check.finding.evidence:
                if evidence.activity_id is not None and check.id not in findings[evidence.activity_id]:
                    findings[evidence.activity_id].append(check.id)
    return Said(_dates(review), prices, dict(findings))


def _dates(review: Review) -> dict[int, dict[str, Any]]:
    futures, found = review.simulation, {}
    for row, one in enumerate(review.plan.activities):
        dated = review.schedule.at(row)
        told: dict[str, Any] = {
            "total_float_minutes": dated.total_float_minutes,
            "is_critical": dated.critical,
        }
        if one.start is None:
            told["start"] = dated.early_start
        if one.finish is None:
            told["finish"] = dated.early_finish
        p80 = _moment(futures.finish_p80[row])
        if p80 is not None:
            told |= {
                "criticality": round(float(futures.criticality[row]), 6),
                "finish_p50": _moment(futures.finish_p50[row]),
                "finish_p80": p80,
            }
        found[one.id] = told
    return found


def _moment(minute: Any) -> datetime | None:
    return to_moment(int(minute))
