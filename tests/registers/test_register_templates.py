"""The forms: empty they have no rows, their examples are understood wholly, filled in they read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cases.sheets import workbook

import rechterhand as rh
from rechterhand import errors
from rechterhand.intake import Intake
from rechterhand.intake.tables.template import template as plan_template
from rechterhand.registers.template import HEADER_ROW, template
from rechterhand.registers.words import Form, kinds
from rechterhand.text import LANGUAGES, Language

DAY = 480
FORMS: tuple[Form, ...] = ("uncertainty", "risks")
SHEETS = {
    ("uncertainty", "nl"): ["Onzekerheid", "Uitleg", "Voorbeeld"],
    ("uncertainty", "en"): ["Uncertainty", "Explanation", "Example"],
    ("risks", "nl"): ["Risico's", "Uitleg", "Voorbeeld"],
    ("risks", "en"): ["Risks", "Explanation", "Example"],
}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> rh.Plan:
    """The example of the plan's own template, which the examples of these are about."""
    path = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    path.write_bytes(plan_template("nl"))
    with Intake() as intake:
        return intake.read(path, project="Voorbeeld").plan


def example(form: Form, language: Language, folder: Path) -> Path:
    """The example alone, as a user keeps it who threw the other sheets away."""
    path = folder / "form.xlsx"
    path.write_bytes(template(form, language))
    book = load_workbook(path)
    for name in book.sheetnames[:2]:
        del book[name]
    book.save(path)
    return path


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_equal_bytes_each_time_with_help_while_typing(form: Form, language: Language, tmp_path: Path) -> None:
    data = template(form, language)
    path = tmp_path / "form.xlsx"
    path.write_bytes(data)
    book = load_workbook(path)
    sheet = book.worksheets[0]

    assert data == template(form, language)
    assert book.sheetnames == SHEETS[form, language]
    wanted = [kind.titles[language] for kind in kinds(form).values() if kind.width is not None]
    assert [cell.value for cell in sheet[HEADER_ROW + 1]] == wanted
    assert all(rule.prompt for rule in sheet.data_validations.dataValidation)
    assert len(sheet.data_validations.dataValidation) == len(wanted)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_it_says_that_there_is_nothing(form: Form, language: Language, plan: rh.Plan, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(template(form, language))
    read = rh.read_uncertainty if form == "uncertainty" else rh.read_risks
    with pytest.raises(errors.NoTable) as caught:
        read(path, plan)

    assert caught.value.where["sheet"] == SHEETS[form, language][0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_ranges_is_understood(language: Language, plan: rh.Plan, tmp_path: Path) -> None:
    found = rh.read_uncertainty(example("uncertainty", language, tmp_path), plan)

    assert found.correlation == 0.3
    assert found.ranges[5].high == pytest.approx(2.0)
    assert found.ranges[7].shape is rh.Shape.DISCRETE
    assert not {"unread_columns", "uncertainty_empty"} & {one.key for one in found.assumptions}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_risks_is_understood(language: Language, plan: rh.Plan, tmp_path: Path) -> None:
    found = rh.read_risks(example("risks", language, tmp_path), plan)
    first, second = found.risks

    assert (first.key, first.impact.probability, first.activity_ids) == ("R1", 0.3, (5,))
    assert first.impact.minutes == rh.Range(rh.Shape.TRIANGULAR, 5 * DAY, 10 * DAY, 30 * DAY)
    assert first.residual == rh.Impact(0.1, minutes=rh.Range(rh.Shape.TRIANGULAR, 2 * DAY, 5 * DAY, 10 * DAY))
    assert second.impact.factor is not None
    assert second.activity_ids == (5, 6, 7)
    assert {one.key for one in found.assumptions} == {
        *("risks_file", "risks_closed", "branches_file", "conditions_file", "lost_days_file")
    }
    assert [(one.key, one.options[0].activity_ids) for one in found.branches] == [("R4", (7,))]


def test_headings_are_each_of_one_column_only() -> None:
    for form in FORMS:
        seen: dict[str, str] = {}
        for key, kind in kinds(form).items():
            for heading in kind.headings:
                assert seen.setdefault(heading, key) == key, heading


def test_a_filled_form_reads_back_beside_its_own_example(plan: rh.Plan, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(template("risks", "nl"))
    book = load_workbook(path)
    sheet = book["Risico's"]
    for column, value in enumerate(("R9", "Uitval", "open", "25%", None, "12", None, "6"), 1):
        sheet.cell(HEADER_ROW + 2, column, value)
    book.save(path)

    (risk,) = rh.read_risks(path, plan).risks

    assert (risk.key, risk.title, risk.impact.probability, risk.activity_ids) == ("R9", "Uitval", 0.25, (6,))


def test_the_sheet_with_most_known_columns_is_read(plan: rh.Plan, tmp_path: Path) -> None:
    rows = [("Risico", "Kans", "Gevolg (dagen)", "Taken"), ("Uitval", "25 %", 12, "6")]
    path = workbook(tmp_path / "r.xlsx", {"Voorblad": [("Register van",), ("Zaaksysteem",)], "Register": rows})

    assert len(rh.read_risks(path, plan).risks) == 1
