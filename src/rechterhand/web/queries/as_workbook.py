"""The portfolio as an Excel workbook: the rows that are shown, with real dates and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from rechterhand.reports.document import Cell, Column, Form, Sheet
from rechterhand.reports.writers.xlsx import write
from rechterhand.text import Language
from rechterhand.web.look.explained import Explained
from rechterhand.web.look.health import word
from rechterhand.web.look.say import say, told
from rechterhand.web.queries.portfolio import ProjectLine

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 10_000
"""Rows that the workbook holds."""


def portfolio_workbook(lines: Sequence[ProjectLine], language: Language) -> tuple[str, bytes]:
    """What the workbook of today is called, and the workbook."""
    now = timezone.localtime()
    return f"{say('portfolio.file')} {now:%Y-%m-%d}.xlsx", as_workbook(lines, language, now.replace(tzinfo=None))


def as_workbook(lines: Sequence[ProjectLine], language: Language, made: datetime) -> bytes:
    """One sheet, a row a project."""
    columns = (
        Column(say("portfolio.column.number"), 10),
        Column(say("portfolio.column.project"), 36),
        Column(say("portfolio.column.programme"), 22),
        Column(say("portfolio.column.phase"), 14),
        Column(say("portfolio.column.method"), 12),
        Column(say("portfolio.column.unit"), 18),
        Column(say("portfolio.column.tags"), 18),
        Column(say("portfolio.column.health"), 13),
        Column(say("portfolio.column.declared"), 13),
        Column(say("portfolio.column.reason"), 30),
        Column(say("portfolio.column.p50"), 12),
        Column(say("portfolio.column.p80"), 12),
        Column(say("portfolio.column.together"), 14),
        Column(say("portfolio.column.later"), 14, Form.DAYS),
        Column(say("portfolio.column.committed"), 12),
        Column(say("portfolio.column.late"), 11, Form.COUNT),
        Column(say("portfolio.column.chance"), 8, Form.SHARE),
        Column(say("portfolio.column.dearest"), 40),
        Column(say("portfolio.column.price"), 11, Form.DAYS),
        Column(say("portfolio.column.way"), 40),
        Column(say("portfolio.column.relief"), 11, Form.DAYS),
    )
    sheet = Sheet(say("portfolio.file"), columns, [_row(one) for one in lines])
    return write([sheet], language, title=say("portfolio.title"), made=made)


def _row(one: ProjectLine) -> tuple[Cell, ...]:
    health, dear = one.health, one.dearest
    return (
        one.number,
        one.name,
        one.programme,
        say(f"records.phase.{one.phase}") if one.phase else "",
        say(f"records.method.{one.method}") if one.method else "",
        one.unit,
        ", ".join(one.tags),
        word(health.computed),
        word(health.declared) if health.declared else "",
        told(health.reason),
        _cell(one.p50),
        _cell(one.p80),
        _cell(one.apart.together) if one.apart else None,
        _cell(one.apart.later) if one.apart else None,
        *(_cell(each) for each in (one.committed, one.late, one.chance)),
        dear.title if dear else "",
        _cell(dear.price) if dear else None,
        dear.way if dear else "",
        _cell(dear.way_price) if dear else None,
    )


def _cell(one: Explained | None) -> float | date | None:
    if one is None or one.value is None or isinstance(one.value, date):
        return None if one is None else one.value  # type: ignore[return-value]  # a date or nothing, as just asked
    return float(one.value)
