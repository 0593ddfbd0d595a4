"""The checks with what they measured, and every offending row as evidence."""

from __future__ import annotations

from rechterhand.findings.check import CheckResult
from rechterhand.reports.document import Cell, Column, Form, Formed, Sheet
from rechterhand.reports.observed import Observed
from rechterhand.reports.saying import Sayer
from rechterhand.verdict import Review

UNITS = {"share": Form.SHARE, "count": Form.COUNT}


def checks_sheet(review: Review, say: Sayer) -> Sheet:
    """One row a check, in the order of the verdict."""
    columns = (
        Column(say("workbook.column.verdict"), 18),
        Column(say("workbook.column.check"), 28),
        Column(say("workbook.column.codes"), 16),
        Column(say("workbook.column.severity"), 14),
        Column(say("workbook.column.population"), 10, Form.COUNT),
        Column(say("workbook.column.measured"), 10, Form.FIGURE),
        Column(say("workbook.column.limit"), 10, Form.FIGURE),
        Column(say("workbook.column.evidence_count"), 10, Form.COUNT),
        Column(say("workbook.column.summary"), 60),
        Column(say("workbook.column.explanation"), 50),
        Column(say("workbook.column.advice"), 50),
        Column(say("workbook.column.reference"), 36),
    )
    rows = [
        (
            say(f"report.verdict.{one.finding.verdict.value}"),
            say(f"checks.{one.id}.title"),
            ", ".join(one.check.codes),
            say(f"workbook.severity.{one.check.severity.value}"),
            one.finding.population,
            _measured(one, one.finding.value),
            _measured(one, one.finding.threshold),
            len(one.finding.evidence),
            say.message(one.finding.summary),
            say(f"checks.{one.id}.explanation"),
            say(f"checks.{one.id}.advice"),
            one.check.reference,
        )
        for one in review.checks
    ]
    return Sheet(say("workbook.sheet.checks"), columns, rows)


def evidence_sheet(review: Review, say: Sayer) -> Sheet:
    """One row for each offending activity or link, with how near it lies to the finish."""
    columns = (
        Column(say("workbook.column.check"), 28),
        Column(say("workbook.column.verdict"), 18),
        Column(say("workbook.column.id"), 10),
        Column(say("workbook.column.code"), 14),
        Column(say("workbook.column.activity"), 44),
        Column(say("workbook.column.evidence"), 70),
        Column(say("workbook.column.criticality"), 11, Form.SHARE),
        Column(say("workbook.column.total_float"), 11, Form.DAYS),
        Column(say("workbook.column.other_id"), 10),
        Column(say("workbook.column.other"), 44),
        Column(say("workbook.column.fields"), 40),
    )
    position, observed = review.schedule.position, Observed(review.plan, say)
    rows: list[tuple[Cell, ...]] = []
    for one in review.checks:
        head = (say(f"checks.{one.id}.title"), say(f"report.verdict.{one.finding.verdict.value}"))
        for item in one.finding.evidence:
            row = position[item.activity_id]
            dated = review.schedule.at(row)
            days = None if dated.total_float_minutes is None else dated.total_float_minutes / dated.minutes_per_day
            other = None if item.other_id is None else position.get(item.other_id)
            rows.append(
                (
                    *head,
                    item.activity_id,
                    dated.activity.code,
                    dated.activity.name,
                    say.message(item.text),
                    float(review.simulation.criticality[row]),
                    days,
                    item.other_id,
                    None if other is None else review.plan.activities[other].name,
                    observed.told(item, dated.minutes_per_day),
                )
            )
    return Sheet(say("workbook.sheet.evidence"), columns, rows)


def _measured(one: CheckResult, value: float | None) -> Formed | None:
    return None if value is None else Formed(value, UNITS.get(one.check.unit, Form.FIGURE))
