"""The workbook: the whole verdict as tables to sort, filter and compute with."""

from __future__ import annotations

from rechterhand.reports.document import Sheet
from rechterhand.reports.kinds.changes import changes_sheet, why_sheet
from rechterhand.reports.saying import Sayer
from rechterhand.reports.sheets.basis import assumptions_sheet, intake_sheet
from rechterhand.reports.sheets.bottlenecks import bottlenecks_sheet
from rechterhand.reports.sheets.checks import checks_sheet, evidence_sheet, excuses_sheet
from rechterhand.reports.sheets.schedule import schedule_sheet
from rechterhand.reports.sheets.verdict import verdict_sheet
from rechterhand.reports.sheets.ways import ways_sheet
from rechterhand.reports.writers.xlsx import write
from rechterhand.text import Language
from rechterhand.verdict import Review
from rechterhand.versions.series import of_steps

SHEETS = (
    verdict_sheet,
    bottlenecks_sheet,
    ways_sheet,
    checks_sheet,
    evidence_sheet,
    excuses_sheet,
    schedule_sheet,
    assumptions_sheet,
    intake_sheet,
)


def sheets(review: Review, language: Language) -> tuple[Sheet, ...]:
    """All sheets, in the order in which they are read; those of excuses and of changes only where there are any."""
    say = Sayer(language)
    found = [build(review, say) for build in SHEETS if build is not excuses_sheet or review.checks.excuses]
    if review.comparison is None:
        return tuple(found)
    moved = of_steps((review.comparison,))
    return (found[0], why_sheet(moved, say), *found[1:], changes_sheet(moved, say))


def workbook(review: Review, language: Language) -> bytes:
    """The bytes of an Excel workbook; equal verdicts give equal bytes."""
    made = review.plan.status_date or review.schedule.project_start
    return write(sheets(review, language), language, title=review.plan.name, made=made.replace(microsecond=0))
