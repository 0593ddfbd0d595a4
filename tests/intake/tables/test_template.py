"""The template: empty it has no tasks, filled in it reads back, and its example is a plan."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from rechterhand import errors
from rechterhand.intake import Intake
from rechterhand.intake.tables.columns import kinds
from rechterhand.intake.tables.template import HEADER_ROW, template
from rechterhand.record.activity import ActivityType, ConstraintType, ThreePoint
from rechterhand.text import LANGUAGES, Language

DAY = 480
SHEETS = {"nl": ("Planning", "Uitleg", "Voorbeeld"), "en": ("Plan", "Explanation", "Example")}


def opened(path: Path, language: Language) -> Workbook:
    path.write_bytes(template(language))
    return load_workbook(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_equal_bytes_each_time(language: Language) -> None:
    assert template(language) == template(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_it_says_that_there_are_no_tasks(intake: Intake, tmp_path: Path, language: Language) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(template(language))

    with pytest.raises(errors.NoTable) as caught:
        intake.read(path)

    assert caught.value.where["sheet"] == SHEETS[language][0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_a_plan_that_is_understood_wholly(intake: Intake, tmp_path: Path, language: Language) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(template(language))
    reading = intake.read(path, project=SHEETS[language][2])
    plan = reading.plan
    by_id = {one.id: one for one in plan.activities}

    assert reading.not_understood == ()
    assert not any(one.key.endswith("_guessed") for one in reading.assumptions)
    assert [one.type for one in plan.activities].count(ActivityType.SUMMARY) == 2
    assert by_id[3].three_point == ThreePoint(8 * DAY, 10 * DAY, 20 * DAY)
    assert by_id[7].constraint is ConstraintType.START_NO_EARLIER_THAN
    assert by_id[8].deadline == dt.datetime(2027, 6, 1, 17)
    assert [(one.predecessor_id, one.successor_id, one.type, one.lag_minutes // DAY) for one in plan.links] == [
        (2, 3, "FS", 0),
        (3, 5, "FS", 0),
        (5, 6, "FS", 0),
        (2, 7, "FS", 0),
        (6, 7, "FS", 0),
        (7, 8, "FS", 2),
    ]
    assert plan.start == dt.datetime(2027, 3, 1, 8)
    assert plan.status_date == dt.datetime(2027, 3, 5, 17)


@pytest.mark.parametrize("language", LANGUAGES)
def test_filled_in_it_reads_back(intake: Intake, tmp_path: Path, language: Language) -> None:
    path = tmp_path / "plan.xlsx"
    book = opened(path, language)
    sheet = book[SHEETS[language][0]]
    sheet["C1"] = "Burgerzaken"
    columns = {cell.value: cell.column for cell in sheet[HEADER_ROW + 1]}
    row = {"id": 7, "name": "Bouw", "duration": "10d", "start": dt.datetime(2027, 3, 1), "percent_complete": 0.25}
    for key, value in row.items():
        sheet.cell(HEADER_ROW + 2, columns[kinds()[key].titles[language]], value)
    book.save(path)
    reading = intake.read(path)
    (one,) = reading.plan.activities

    assert reading.plan.name == "Burgerzaken"
    assert reading.not_understood == ()
    assert (one.id, one.name, one.duration_minutes, one.percent_complete) == (7, "Bouw", 10 * DAY, 25)
    assert one.start == dt.datetime(2027, 3, 1, 8)


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_header_stays_in_view_and_cells_help_while_typing(tmp_path: Path, language: Language) -> None:
    book = opened(tmp_path / "plan.xlsx", language)
    sheet = book[SHEETS[language][0]]
    rules = sheet.data_validations.dataValidation

    assert book.sheetnames == list(SHEETS[language])
    assert sheet.freeze_panes == "D6"
    assert sheet.auto_filter.ref is not None
    assert len(rules) == sum(kind.in_template for kind in kinds().values())
    assert all(rule.prompt for rule in rules)
    assert {rule.type for rule in rules if rule.type} >= {"date", "decimal", "list"}
    told = [cell.value for cell in book[SHEETS[language][1]]["A"]]
    assert {kind.titles[language] for kind in kinds().values() if kind.in_template} <= set(told)
