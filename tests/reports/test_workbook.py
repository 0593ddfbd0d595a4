"""The workbook as who opens it finds it: real dates and numbers, filters, and names that can do no harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from tests.cases.verdicts import harmful, ordinary

from rechterhand.findings.bottleneck import Hidden
from rechterhand.reports.document import Column, Form, Sheet
from rechterhand.reports.kinds.workbook import workbook
from rechterhand.reports.writers.xlsx import write
from rechterhand.text import LANGUAGES, Language, Message, render

EPOCH = datetime(1970, 1, 1)
SHEETS = {
    "nl": ["Oordeel", "Knelpunten", "Uitwegen", "Controles", "Onderbouwing", "Planning", "Aannames", "Inlezen"],
    "en": ["Verdict", "Bottlenecks", "Ways out", "Checks", "Evidence", "Schedule", "Assumptions", "Intake"],
}


def opened(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """Rows of every sheet by column head, as an independent reader sees them."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    found = {}
    for name in book.sheet_names:
        head, *rows = book.get_sheet_by_name(name).to_python()
        found[name] = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_workbook_has_its_sheets_in_the_readers_language(language: Language) -> None:
    assert list(opened(workbook(ordinary(), language))) == SHEETS[language]


def test_dates_are_dates_and_numbers_are_numbers() -> None:
    review = ordinary()
    sheets = opened(workbook(review, "nl"))
    rows = {row["Id in het bestand"]: row for row in sheets["Planning"]}

    acceptance = rows[21]
    assert acceptance["Taak"] == "Acceptatietest"
    assert acceptance["Vroegste einde"] == review.schedule[21].early_finish
    assert acceptance["Einde P80"] == EPOCH + timedelta(
        minutes=int(review.simulation.finish_p80[review.schedule.position[21]])
    )
    assert acceptance["Totale speling (werkdagen)"] == (review.schedule[21].total_float_minutes or 0) / 480
    assert acceptance["Duur (werkdagen)"] == 15.0
    assert acceptance["Einde in de basislijn"] == datetime(2027, 4, 13, 17)
    assert acceptance["Voltooid"] == ""
    assert rows[4]["Voltooid"] == 1.0


def test_prices_and_chances_are_those_of_the_verdict() -> None:
    review = ordinary()
    sheets = opened(workbook(review, "en"))

    prices = [row["Price (working days on P80)"] for row in sheets["Bottlenecks"]]
    assert prices == [round(one.price_days, 1) for one in review.prices.bottlenecks]
    facts = {row["Subject"]: row for row in sheets["Verdict"]}
    p80 = facts["P80 of the finish, with 95 % interval"]
    assert p80["Value"] == review.simulation.percentiles["p80"].moment
    assert p80["From"] == review.simulation.percentiles["p80"].low
    promise = facts["End of the baseline"]
    assert promise["Value"] == date(2027, 6, 2)
    assert promise["Chance"] == review.simulation.committed[0].chance
    assert promise["Working days to P80"] > 20


def test_every_offending_row_is_evidence() -> None:
    review = ordinary()
    rows = opened(workbook(review, "en"))["Evidence"]

    assert len(rows) == sum(len(one.finding.evidence) for one in review.checks)
    lead = next(row for row in rows if row["Check"] == "Leads")
    assert (lead["Id in the file"], lead["Id of the other"]) == (24, 25)
    assert lead["Other activity"] == "Handleidingen schrijven"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "soort: begin na einde; overlappingstijd: 3 werkdagen"),
        ("en", "type: finish to start; lead: 3 working days"),
    ],
)
def test_values_of_evidence_are_told_in_the_readers_words(language: Language, told: str) -> None:
    sheet = opened(workbook(ordinary(), language))[SHEETS[language][4]]
    values = [row[render(Message.of("workbook.column.fields"), language)] for row in sheet]

    assert told in values
    assert not any("None" in one or " = " in one or "_" in one for one in values)


def test_finished_work_has_no_late_dates() -> None:
    rows = {row["Id in the file"]: row for row in opened(workbook(ordinary(), "en"))["Schedule"]}

    assert (rows[4]["Late start"], rows[4]["Late finish"]) == ("", "")
    assert isinstance(rows[21]["Late finish"], datetime)


def test_what_is_hidden_stands_below_the_prices_as_a_loss() -> None:
    review = ordinary()
    title = Message.of("bottlenecks.activity.title", name="Gunning")
    hidden = (Hidden("constraint", "constraint:26", title, (26,), 3.5, 0.2),)
    rows = opened(workbook(replace(review, prices=replace(review.prices, hidden=hidden)), "en"))["Bottlenecks"]

    assert rows[-1]["List"] == "hidden"
    assert rows[-1]["Price (working days on P80)"] == -3.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_never_formulas_or_links(language: Language) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(harmful(), language)))
    texts = []
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    texts.append(cell.value)
                    assert "\x1b" not in cell.value
                    if cell.value.startswith(("=", "+", "-", "@")):
                        assert cell.quotePrefix, cell.value

    assert '=HYPERLINK("http://example.invalid","klik")' in texts
    assert "@SUM(A1:A9)" in texts


def test_every_sheet_has_a_frozen_head_and_filters() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(ordinary(), "nl")))

    for page in book:
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref == page.dimensions
        assert all(page.cell(1, column).font.bold for column in range(1, page.max_column + 1))
        assert all(one.width >= 8 for one in page.column_dimensions.values())


@pytest.mark.parametrize(("language", "form"), [("nl", "dd-mm-yyyy hh:mm"), ("en", "d mmm yyyy hh:mm")])
def test_dates_are_written_in_the_readers_convention(language: Language, form: str) -> None:
    page = openpyxl.load_workbook(BytesIO(workbook(ordinary(), language))).worksheets[5]
    dated = [cell for row in page.iter_rows(min_row=2) for cell in row if cell.is_date]

    assert dated
    assert {cell.number_format for cell in dated} == {form}


def test_outline_follows_the_plan() -> None:
    page = openpyxl.load_workbook(BytesIO(workbook(ordinary(), "nl")))["Planning"]

    assert [page.row_dimensions[row].outlineLevel for row in (2, 3, 4)] == [0, 1, 2]
    assert page.cell(4, 3).alignment.indent == 2


def test_equal_verdicts_give_equal_bytes() -> None:
    assert workbook(ordinary(), "nl") == workbook(ordinary(), "nl")


def test_odd_values_do_not_break_the_file() -> None:
    sheet = Sheet("x", (Column("a", 9), Column("b", 9, Form.DAYS)), [("y" * 40_000, None), (date(1899, 5, 1), 2.0)])
    rows = opened(write([sheet], "en", title="z\x00", made=datetime(2026, 1, 1)))["x"]

    assert len(rows[0]["a"]) == 32_767
    assert rows[1]["a"] == "1899-05-01"


def test_a_cell_of_days_holds_what_it_shows() -> None:
    """Who copies 36.42708333333337 out of a cell that shows 36.4 has a figure that nobody meant."""
    columns = (Column("days", 9, Form.DAYS), Column("figure", 9, Form.FIGURE), Column("cost", 9, Form.COUNT))
    (row,) = opened(
        write([Sheet("x", columns, [(36.42708333333337, 1 / 3, 12_528.2)])], "en", title="z", made=datetime(2026, 1, 1))
    )["x"]

    assert (row["days"], row["figure"], row["cost"]) == (36.4, 0.3333, 12_528.2)
