"""The checks as a workbook: what each found, every row of evidence, what came of excuses."""

from __future__ import annotations

from rechterhand.engine.schedule.result import EPOCH
from rechterhand.findings.examined import Examined
from rechterhand.reports.saying import Sayer
from rechterhand.reports.sheets.basis import assumptions_sheet, intake_sheet
from rechterhand.reports.sheets.checks import checks_sheet, evidence_sheet, excuses_sheet
from rechterhand.reports.writers.xlsx import write
from rechterhand.text import Language


def checks_workbook(examined: Examined, language: Language) -> bytes:
    """The bytes of an Excel workbook; equal plans and profiles give equal bytes."""
    say = Sayer(language)
    sheets = [checks_sheet(examined, say), evidence_sheet(examined, say)]
    if examined.checks.excuses:
        sheets.append(excuses_sheet(examined, say))
    sheets += [assumptions_sheet(examined, say), intake_sheet(examined, say)]
    plan, dated = examined.plan, examined.schedule
    made = plan.status_date or (plan.start or EPOCH if dated is None else dated.project_start)
    return write(tuple(sheets), language, title=examined.plan.name, made=made.replace(microsecond=0))
