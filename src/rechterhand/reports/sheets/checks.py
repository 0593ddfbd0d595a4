"""The checks with what they measured, and every offending row as evidence."""

from __future__ import annotations

from rechterhand.findings.breakdown import Breakdown
from rechterhand.findings.check import CheckResult, Evidence
from rechterhand.findings.examined import Examined
from rechterhand.findings.subjects import subject_of, subject_title
from rechterhand.reports.document import Cell, Column, Form, Formed, Sheet
from rechterhand.reports.observed import Observed
from rechterhand.reports.saying import Sayer
from rechterhand.reports.sources import source
from rechterhand.verdict import Review

UNITS = {"share": Form.SHARE, "ratio": Form.SHARE, "count": Form.COUNT, "days": Form.DAYS}


def checks_sheet(review: Review | Examined, say: Sayer) -> Sheet:
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
        Column(say("workbook.column.near_critical"), 10, Form.COUNT),
        Column(say("workbook.column.excused_count"), 10, Form.COUNT),
        Column(say("workbook.column.summary"), 60),
        Column(say("workbook.column.explanation"), 50),
        Column(say("workbook.column.advice"), 50),
        Column(say("workbook.column.reference"), 36),
        Column(say("workbook.column.subject"), 24),
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
            len(one.near_rows),
            len(one.excused),
            say.message(one.finding.summary),
            say(f"checks.{one.id}.explanation"),
            say(f"checks.{one.id}.advice"),
            source(one.check.reference, say),
            say.message(subject_title(subject_of(one.check))),
        )
        for one in review.checks
    ]
    return Sheet(say("workbook.sheet.checks"), columns, rows)


def evidence_sheet(review: Review | Examined, say: Sayer) -> Sheet:
    """One row for each offending activity or link, with how near it lies to the finish; excused ones with why."""
    simulated = isinstance(review, Review)
    columns = (
        Column(say("workbook.column.check"), 28),
        Column(say("workbook.column.verdict"), 18),
        Column(say("workbook.column.id"), 10),
        Column(say("workbook.column.code"), 14),
        Column(say("workbook.column.activity"), 44),
        Column(say("workbook.column.wbs"), 44),
        Column(say("workbook.column.evidence"), 70),
        *((Column(say("workbook.column.criticality"), 11, Form.SHARE),) if simulated else ()),
        Column(say("workbook.column.total_float"), 11, Form.DAYS),
        Column(say("workbook.column.other_id"), 10),
        Column(say("workbook.column.other"), 44),
        Column(say("workbook.column.fields"), 40),
        Column(say("workbook.column.excused_reason"), 44),
        Column(say("workbook.column.excused_owner"), 24),
        Column(say("workbook.column.excused_until"), 14),
    )
    observed, breakdown = Observed(review.plan, say), Breakdown(review.plan)
    rows: list[tuple[Cell, ...]] = []
    for one in review.checks:
        head = (say(f"checks.{one.id}.title"), say(f"report.verdict.{one.finding.verdict.value}"))
        rows += [
            (*head, *_row(review, item, (observed, breakdown), say), None, None, None) for item in one.finding.evidence
        ]
        rows += [
            (
                *head,
                *_row(review, item.evidence, (observed, breakdown), say),
                item.excuse.reason,
                item.excuse.owner,
                item.excuse.expires,
            )
            for item in one.excused
        ]
    return Sheet(say("workbook.sheet.evidence"), columns, rows)


def _row(review: Review | Examined, item: Evidence, known: tuple[Observed, Breakdown], say: Sayer) -> tuple[Cell, ...]:
    observed, breakdown = known
    row = observed.position[item.activity_id]
    one = review.plan.activities[row]
    dated = None if review.schedule is None else review.schedule.at(row)
    day = review.plan.options.minutes_per_day if dated is None else dated.minutes_per_day
    days = None if dated is None or dated.total_float_minutes is None else dated.total_float_minutes / day
    other = None if item.other_id is None else observed.position.get(item.other_id)
    return (
        item.activity_id,
        one.code,
        one.name,
        " › ".join(breakdown.path(item.activity_id)) or None,
        say.message(item.text),
        *((float(review.simulation.criticality[row]),) if isinstance(review, Review) else ()),
        days,
        item.other_id,
        None if other is None else review.plan.activities[other].name,
        observed.told(item, day),
    )


def excuses_sheet(review: Review | Examined, say: Sayer) -> Sheet:
    """What came of each excuse of the profile that is about this plan."""
    columns = (
        Column(say("workbook.column.excuse_state"), 20),
        Column(say("workbook.column.check"), 40),
        Column(say("workbook.column.activity"), 20),
        Column(say("workbook.column.id"), 10),
        Column(say("workbook.column.excused_reason"), 60),
        Column(say("workbook.column.excused_owner"), 24),
        Column(say("workbook.column.excused_until"), 14),
        Column(say("workbook.column.summary"), 80),
    )
    rows = [
        (
            say(f"report.excuse.{one.state.value}"),
            ", ".join(say(f"checks.{key}.title") for key in one.excuse.checks),
            str(one.excuse.activity),
            one.activity_id,
            one.excuse.reason,
            one.excuse.owner,
            one.excuse.expires,
            say.message(one.text),
        )
        for one in review.checks.excuses
    ]
    return Sheet(say("workbook.sheet.excuses"), columns, rows)


def _measured(one: CheckResult, value: float | None) -> Formed | None:
    return None if value is None else Formed(value, UNITS.get(one.check.unit, Form.FIGURE))
