"""What the verdict takes for granted, and what was understood of the file."""

from __future__ import annotations

from rechterhand.findings.examined import Examined
from rechterhand.reports.document import Cell, Column, Form, Sheet
from rechterhand.reports.saying import Sayer
from rechterhand.reports.unread import shown_field
from rechterhand.schema.documents.read import read_document
from rechterhand.verdict import Review


def assumptions_sheet(review: Review | Examined, say: Sayer) -> Sheet:
    """Every assumption."""
    columns = (Column(say("workbook.column.key"), 28), Column(say("workbook.column.assumption"), 110))
    rows = [(one.key, say.message(one.text)) for one in review.assumptions]
    return Sheet(say("workbook.sheet.assumptions"), columns, rows)


def intake_sheet(review: Review | Examined, say: Sayer) -> Sheet:
    """How many of each the plan holds, and what had no place in it."""
    columns = (
        Column(say("workbook.column.intake"), 18),
        Column(say("workbook.column.field"), 44),
        Column(say("workbook.column.count"), 10, Form.COUNT),
        Column(say("workbook.column.example"), 60),
        Column(say("workbook.column.where"), 24),
    )
    read, odd = say("workbook.intake.read"), say("workbook.intake.not_understood")
    counts = read_document(review.reading)["counts"]
    rows: list[tuple[Cell, ...]] = [
        (read, say(f"workbook.counted.{key}"), count, None, None) for key, count in counts.items()
    ]
    rows += [
        (odd, shown_field(one, say.language), one.count, one.example, one.where)
        for one in review.reading.not_understood
    ]
    return Sheet(say("workbook.sheet.intake"), columns, rows)
