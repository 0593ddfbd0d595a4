"""The workbook: the whole verdict as tables to sort, filter and compute with."""

from __future__ import annotations

from rechterhand.reports.document import Sheet
from rechterhand.reports.saying import Sayer
from rechterhand.reports.sheets.basis import assumptions_sheet, intake_sheet
from rechterhand.reports.sheets.bottlenecks import bottlenecks_sheet
from rechterhand.reports.sheets.checks import checks_sheet, evidence_sheet, excuses_sheet
from rechterhand.reports.sheets.schedule import schedule_sheet
from rechterhand.reports.sheets.verdict import verdict_sheet
from rechterhand.reports.writers.xlsx import write
from rechterhand.text import Language
from rechterhand.verdict import Review

SHEETS = (
    verdict_sheet,
    bottlenecks_sheet,
    checks_sheet,
    evidence_sheet,
    excuses_sheet,
    schedule_sheet,
    assumptions_sheet,
    intake_sheet,
)


def sheets(review: Review, language: Language) -> tuple[Sheet, ...]:
    """All sheets, in the order in which they are read; that of excuses only where there are any."""
    say = Sayer(language)
    return tuple(build(review, say) for build in SHEETS if build is not excuses_sheet or review.checks.excuses)


def workbook(review: Review, language: Language) -> bytes:
    """The bytes of an Excel workbook; equal verdicts give equal bytes."""
    made = review.plan.status_date or review.schedule.project_start
    return write(sheets(review, language), language, title=review.plan.name, made=made.replace(microsecond=0))
