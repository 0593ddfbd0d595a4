"""Empty forms of an uncertainty table and a risk register, with an explanation and an example, as Excel workbooks."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import Any

from rechterhand.registers.words import Form, Kind, kinds
from rechterhand.text import Language, Message, render

HEADER_ROW = 2
LAST_ROW = 1000
_MADE = datetime(2026, 1, 1)
_BLUE, _PALE, _GREY = "#1F4E79", "#DCE6F1", "#595959"
_NEEDED = {
    "uncertainty": frozenset({"activities", "wbs", "code", "low", "high"}),
    "risks": frozenset({"title", "probability", "likely", "activities"}),
}
_SHAPES = ("triangular", "pert", "trigen", "lognormal", "uniform", "discrete", "fixed")
_PARAGRAPHS = {
    "uncertainty": ("rows", "numbers", "shapes", "read"),
    "risks": ("impact", "branch", "condition", "lost", "response", "read"),
}


def template(form: Form, language: Language) -> bytes:
    """The workbook; ``read_uncertainty`` and ``read_risks`` read it back once it is filled in."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - needed only to write

    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": _say(f"registers.{form}.title", language), "created": _MADE})
        styles: dict[str, dict[str, Any]] = {
            "head": {"bold": True, "font_color": "white", "bg_color": _BLUE, "text_wrap": True, "valign": "vcenter"},
            "extra": {"bold": True, "font_color": _BLUE, "bg_color": _PALE, "text_wrap": True, "valign": "vcenter"},
            "title": {"bold": True, "font_size": 15, "font_color": _BLUE},
            "hint": {"italic": True, "font_color": _GREY},
            "wrap": {"text_wrap": True, "valign": "top"},
            "bold": {"bold": True, "valign": "top"},
            "text": {"num_format": "@"},
        }
        formats = {name: book.add_format(style) for name, style in styles.items()}
        columns = [kind for kind in kinds(form).values() if kind.width is not None]
        pen = _Pen(book, formats, form, language)
        _sheet(pen, columns, ())
        _explanation(pen, columns)
        _sheet(pen, columns, _example(form))
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Pen:
    """The workbook with its formats, the form that is written and in which language."""

    book: Any
    formats: Mapping[str, Any]
    form: Form
    language: Language

    def say(self, name: str) -> str:
        """A text of the form."""
        return _say(f"registers.{self.form}.{name}", self.language)


def _say(key: str, language: Language) -> str:
    return render(Message.of(key), language)


def _sheet(pen: _Pen, columns: Sequence[Kind], rows: Sequence[Mapping[str, str]]) -> None:
    formats, language = pen.formats, pen.language
    sheet = pen.book.add_worksheet(_say("template.sheet_example", language) if rows else pen.say("sheet"))
    sheet.hide_gridlines(0)
    sheet.write_string(0, 0, pen.say("hint"), formats["hint"])
    sheet.set_row(HEADER_ROW, 48)
    for column, kind in enumerate(columns):
        # everything is text: a spreadsheet would make 1.10 a number, and 30 % a share that no longer shows its sign
        sheet.set_column(column, column, kind.width, formats["text"])
        style = "head" if kind.key in _NEEDED[pen.form] else "extra"
        sheet.write_string(HEADER_ROW, column, kind.titles[language], formats[style])
        _help(sheet, column, kind, pen)
        for number, row in enumerate(rows, HEADER_ROW + 1):
            text = row.get(kind.key)
            if text:
                sheet.write_string(number, column, _text(text, language), formats["text"])
    sheet.freeze_panes(HEADER_ROW + 1, 2 if pen.form == "risks" else 1)
    sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + max(1, len(rows)), len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A{HEADER_ROW + 2}:Z{LAST_ROW + 1}"})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)


def _help(sheet: Any, column: int, kind: Kind, pen: _Pen) -> None:
    """Help while typing; a list warns and never forbids, since the reader takes more than it can hold."""
    text = pen.say(f"about_{kind.key}")[:255]
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": kind.titles[pen.language][:32],
        "input_message": text,
        "error_type": "warning",
        "error_title": kind.titles[pen.language][:32],
        "error_message": text,
    }
    if kind.key == "shape":
        rule |= {"validate": "list", "source": [_say(f"registers.shape_{one}", pen.language) for one in _SHAPES]}
    sheet.data_validation(HEADER_ROW + 1, column, LAST_ROW, column, rule)


def _explanation(pen: _Pen, columns: Sequence[Kind]) -> None:
    formats, language = pen.formats, pen.language
    sheet = pen.book.add_worksheet(_say("template.sheet_explanation", language))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 92)
    sheet.write_string(0, 0, pen.say("title"), formats["title"])
    row = 2
    for name in _PARAGRAPHS[pen.form]:
        sheet.merge_range(row, 0, row, 1, pen.say(f"how_{name}"), formats["wrap"])
        sheet.set_row(row, 48)
        row += 1
    row += 1
    sheet.write_string(row, 0, _say("template.column", language), formats["head"])
    sheet.write_string(row, 1, _say("template.what", language), formats["head"])
    for kind in columns:
        row += 1
        text = pen.say(f"about_{kind.key}")
        sheet.write_string(row, 0, kind.titles[language], formats["bold"])
        sheet.write_string(row, 1, text, formats["wrap"])
        sheet.set_row(row, 15 * (1 + len(text) // 95))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _example(form: Form) -> list[Mapping[str, str]]:
    text = resources.files("rechterhand.registers").joinpath("example.toml").read_text(encoding="utf-8")
    rows: list[Mapping[str, str]] = tomllib.loads(text)[form]
    return rows


def _text(text: str, language: Language) -> str:
    return _say(text, language) if text.startswith("registers.") else text
