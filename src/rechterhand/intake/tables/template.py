"""An empty plan to fill in: a sheet with known columns, an explanation and an example, as an Excel workbook."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib import resources
from typing import Any

from rechterhand.intake.tables.columns import Kind, kinds
from rechterhand.text import Language, Message, render

HEADER_ROW = 4
LAST_ROW = 2000
_MADE = datetime(2026, 1, 1)
_WIDTHS = {
    "name": 44,
    "notes": 40,
    "resources": 26,
    "responsible": 22,
    "predecessors": 15,
    "constraint": 26,
    "calendar": 14,
}
_NEEDED = frozenset({"name", "duration", "predecessors"})
_DATE_FORMATS = {"nl": "dd-mm-yyyy", "en": "yyyy-mm-dd"}
_BLUE, _PALE, _GREY = "#1F4E79", "#DCE6F1", "#595959"
_CONSTRAINTS = ("asap", "alap", "snet", "snlt", "fnet", "fnlt", "mso", "mfo")
_CALENDARS = ("standard", "seven_days", "all_hours")


def template(language: Language) -> bytes:
    """The workbook; ``readers`` read it back once it is filled in."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - needed only to write

    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": _say("template.title", language), "created": _MADE})
        pen = _Pen.of(book, language)
        columns = [kind for kind in kinds().values() if kind.in_template]
        _plan_sheet(pen, columns, "template.sheet_plan", ())
        _explanation(pen, columns)
        _plan_sheet(pen, columns, "template.sheet_example", _example())
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Pen:
    """The workbook with its formats."""

    book: Any
    language: Language
    formats: dict[str, Any]

    @classmethod
    def of(cls, book: Any, language: Language) -> _Pen:
        date = _DATE_FORMATS[language]
        styles: dict[str, dict[str, Any]] = {
            "head": {"bold": True, "font_color": "white", "bg_color": _BLUE, "text_wrap": True, "valign": "vcenter"},
            "extra": {"bold": True, "font_color": _BLUE, "bg_color": _PALE, "text_wrap": True, "valign": "vcenter"},
            "label": {"bold": True},
            "title": {"bold": True, "font_size": 15, "font_color": _BLUE},
            "hint": {"italic": True, "font_color": _GREY},
            "wrap": {"text_wrap": True, "valign": "top"},
            "bold": {"bold": True, "valign": "top"},
            "date": {"num_format": date, "align": "left"},
            "percent": {"num_format": "0%"},
            "text": {"num_format": "@"},
            "phase": {"bold": True},
        }
        return cls(book, language, {name: book.add_format(style) for name, style in styles.items()})

    def say(self, key: str) -> str:
        return _say(key, self.language)

    def of_kind(self, kind: Kind) -> Any:
        """How cells of a column are shown; references and links as text, lest a spreadsheet makes a number of 1.10."""
        named = {"date": "date", "percent": "percent", "reference": "text", "links": "text"}
        return self.formats[named[kind.kind]] if kind.kind in named else None


def _say(key: str, language: Language) -> str:
    return render(Message.of(key), language)


def _plan_sheet(pen: _Pen, columns: Sequence[Kind], name: str, rows: Sequence[dict[str, object]]) -> None:
    sheet = pen.book.add_worksheet(pen.say(name))
    example = bool(rows)
    sheet.hide_gridlines(0)
    for row, (label, value) in enumerate(_above(pen, example=example)):
        sheet.write_string(row, 0, label, pen.formats["label"])
        if isinstance(value, datetime):
            sheet.write_datetime(row, 2, value, pen.formats["date"])
        elif isinstance(value, str):
            sheet.write_string(row, 2, value)
        else:
            sheet.write_blank(row, 2, None, pen.formats["date"] if row else None)
    sheet.set_row(HEADER_ROW, 34)
    for column, kind in enumerate(columns):
        style = "head" if kind.key in _NEEDED else "extra"
        sheet.set_column(column, column, _WIDTHS.get(kind.key, 12), pen.of_kind(kind))
        sheet.write_string(HEADER_ROW, column, kind.titles[pen.language], pen.formats[style])
        _validate(pen, sheet, column, kind)
    sheet.freeze_panes(HEADER_ROW + 1, [kind.key for kind in columns].index("name") + 1)
    sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + max(1, len(rows)), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    _fill(pen, sheet, columns, rows)


def _example() -> list[dict[str, object]]:
    """Rows of the example; dates without time."""
    text = resources.files("rechterhand.intake.tables").joinpath("example.toml").read_text(encoding="utf-8")
    return [
        {key: datetime.combine(one, time.min) if isinstance(one, date) else one for key, one in row.items()}
        for row in tomllib.loads(text)["row"]
    ]


def _above(pen: _Pen, *, example: bool) -> list[tuple[str, object]]:
    return [
        (pen.say("template.project"), pen.say("template.example_project") if example else None),
        (pen.say("template.project_start"), datetime(2027, 3, 1) if example else None),
        (pen.say("template.status_date"), datetime(2027, 3, 5) if example else None),
    ]


def _validate(pen: _Pen, sheet: Any, column: int, kind: Kind) -> None:
    """Help while typing; it warns and never forbids, since the reader takes more than a list can hold."""
    title = kind.titles[pen.language][:32]
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": title,
        "input_message": pen.say(f"template.about_{kind.key}")[:255],
        "error_type": "warning",
        "error_title": title,
        "error_message": pen.say(f"template.about_{kind.key}")[:255],
    }
    if kind.kind == "date":
        rule |= {"validate": "date", "criteria": ">=", "value": datetime(1980, 1, 1)}
    elif kind.kind == "percent":
        rule |= {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
    elif kind.kind == "flag":
        rule |= {"validate": "list", "source": [pen.say("template.yes"), pen.say("template.no")]}
    elif kind.key == "constraint":
        rule |= {"validate": "list", "source": [pen.say(f"template.constraint_{one}") for one in _CONSTRAINTS]}
    elif kind.key == "calendar":
        rule |= {"validate": "list", "source": [pen.say(f"template.calendar_{one}") for one in _CALENDARS]}
    sheet.data_validation(HEADER_ROW + 1, column, LAST_ROW, column, rule)


def _fill(pen: _Pen, sheet: Any, columns: Sequence[Kind], rows: Sequence[dict[str, object]]) -> None:
    for number, row in enumerate(rows, HEADER_ROW + 1):
        for column, kind in enumerate(columns):
            value = row.get(kind.key)
            if isinstance(value, str) and value.startswith("template."):
                value = pen.say(value)
            if isinstance(value, datetime):
                sheet.write_datetime(number, column, value, pen.formats["date"])
            elif isinstance(value, float):
                sheet.write_number(number, column, value, pen.formats["percent"])
            elif isinstance(value, str):
                phase = kind.key == "name" and "duration" not in row
                sheet.write_string(number, column, value, pen.formats["phase"] if phase else pen.of_kind(kind))


def _explanation(pen: _Pen, columns: Sequence[Kind]) -> None:
    sheet = pen.book.add_worksheet(pen.say("template.sheet_explanation"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 92)
    sheet.write_string(0, 0, pen.say("template.title"), pen.formats["title"])
    row = 2
    for key in ("needed", "outline", "summaries", "read"):
        sheet.merge_range(row, 0, row, 1, pen.say(f"template.how_{key}"), pen.formats["wrap"])
        sheet.set_row(row, 32)
        row += 1
    row += 1
    sheet.write_string(row, 0, pen.say("template.column"), pen.formats["head"])
    sheet.write_string(row, 1, pen.say("template.what"), pen.formats["head"])
    for kind in columns:
        row += 1
        sheet.write_string(row, 0, kind.titles[pen.language], pen.formats["bold"])
        text = pen.say(f"template.about_{kind.key}")
        sheet.write_string(row, 1, text, pen.formats["wrap"])
        sheet.set_row(row, 15 * (1 + len(text) // 95))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
