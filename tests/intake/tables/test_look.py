"""The first rows of a table, for whoever says which column is what; and what is said, without a file for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.programme import mspdi, programme
from tests.cases.sheets import workbook

from rechterhand import errors
from rechterhand.intake import Intake
from rechterhand.intake.look import look

ROWS = [("Wat dan", "Wie", "Hoelang", ""), ("Melk", "Jan", 3, 7), ("Brood", "Piet", 2, 8)]


def test_what_stands_in_a_table_is_seen_though_it_is_no_plan(intake: Intake, tmp_path: Path) -> None:
    path = workbook(tmp_path / "lijst.xlsx", ROWS)
    with pytest.raises(errors.NoTable):
        intake.read(path)

    table = look(path, worker=intake.worker)

    assert table is not None
    sheet = table.sheets[0]
    found = sheet.columns(sheet.header_row)
    assert sheet.header_row == 1
    assert [(one.letter, one.heading, one.samples, one.guess) for one in found] == [
        ("A", "Wat dan", ("Melk", "Brood"), ""),
        ("B", "Wie", ("Jan", "Piet"), "resources"),
        ("C", "Hoelang", ("3", "2"), ""),
        ("D", "", ("7", "8"), ""),
    ]
    assert [one.by_name for one in found] == [True, True, True, False]


def test_what_was_chosen_reads_it_and_nothing_else_is_guessed(intake: Intake, tmp_path: Path) -> None:
    path = workbook(tmp_path / "lijst.xlsx", ROWS)
    told = {"header_row": 1, "only": True, "columns": {"name": "Wat dan", "duration": "Hoelang"}}

    plan = intake.read(path, mapping=told).plan

    assert [(one.name, one.duration_minutes) for one in plan.activities] == [("Melk", 1440), ("Brood", 960)]
    assert not plan.resources


def test_a_separator_that_is_told_goes_before_the_one_that_is_seen(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Taak;Duur, in dagen;x, y, z, q\nA;3;1, 2, 3, 4, 5\nB;4;1, 2, 3, 4, 5\n", encoding="utf-8")

    seen, told = look(path, worker=intake.worker), look(path, separator=";", worker=intake.worker)

    assert seen is not None
    assert told is not None
    assert (seen.separator, told.separator) == (",", ";")
    plan = intake.read(path, mapping={"separator": ";", "columns": {"duration": "Duur, in dagen"}}).plan
    assert [one.name for one in plan.activities] == ["A", "B"]


@pytest.mark.parametrize(
    "mapping",
    [{"separator": ":"}, {"only": "yes"}, {"columns": {"name": "Wat is dit"}}, {"sheet": "Elders"}, {"sheet": "a\0"}],
)
def test_what_doesnt_fit_names_the_field_and_no_file(
    intake: Intake, tmp_path: Path, mapping: dict[str, object]
) -> None:
    path = workbook(tmp_path / "plan.xlsx", [("Taak", "Duur"), ("A", "1d")])

    with pytest.raises(errors.BadInput) as caught:
        intake.read(path, mapping=mapping)

    assert caught.value.where["file"] == "plan.xlsx"
    assert str(caught.value.where["field"]).split(".")[0] in mapping


def test_a_project_file_is_no_table(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "haven.xml"
    path.write_text(mspdi(programme()), encoding="utf-8")

    assert look(path, worker=intake.worker) is None


def test_a_look_is_in_bounds(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "groot.csv"
    path.write_text("\n".join(";".join(["x" * 500] * 400) for _ in range(300)), encoding="utf-8")

    table = look(path, worker=intake.worker)

    assert table is not None
    rows = table.sheets[0].rows
    assert len(rows) == 30
    assert max(len(one.cells) for one in rows) == 150
    assert max(len(cell) for one in rows for cell in one.cells) == 120
