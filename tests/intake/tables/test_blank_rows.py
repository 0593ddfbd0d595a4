"""Blank rows between phases part a table without ending it; only remarks beneath it are no tasks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cases.sheets import separated, workbook

from rechterhand.intake import Intake, Reading

Row = Sequence[object]

FLAT = ("Taak", "Duur", "Start")
PHASED = ("Fase", "Taak", "Duur", "Start")
WANTED = {"Ontwerp": None, "Analyse": "Ontwerp", "Schets": "Ontwerp", "Bouw": None, "Ruwbouw": "Bouw"}


def phased(gap: Row) -> list[Row]:
    ontwerp: list[Row] = [("Ontwerp",), (None, "Analyse", "10d", "2-3-2026"), (None, "Schets", "5d", "16-3-2026")]
    return [PHASED, *ontwerp, gap, ("Bouw",), (None, "Ruwbouw", "20d", "23-3-2026")]


def flat(indent: str, gap: Row, number: bool = False) -> list[Row]:
    rows: list[Row] = [
        FLAT,
        ("Ontwerp",),
        (f"{indent}Analyse", "10d", "2-3-2026"),
        (f"{indent}Schets", "5d", "16-3-2026"),
        gap,
        ("Bouw",),
        (f"{indent}Ruwbouw", "20d", "23-3-2026"),
    ]
    if not number:
        return rows
    return [("Nr", *rows[0]), *((place if row else None, *row) for place, row in enumerate(rows[1:], 1))]


def parents(reading: Reading) -> dict[str, str | None]:
    names = {one.id: one.name for one in reading.plan.activities}
    return {one.name: names.get(one.parent_id or 0) for one in reading.plan.activities}


def noted(reading: Reading) -> dict[str, int]:
    return {one.reason.key: one.count for one in reading.not_understood if one.reason}


@pytest.mark.parametrize(
    "rows",
    [phased(()), flat("   ", ()), flat("", ()), flat("", (), number=True), [*flat("", ()), (), ("Legenda: groen",)]],
    ids=["columns", "indents", "names alone", "numbered", "with a remark"],
)
@pytest.mark.parametrize("make", [workbook, separated], ids=["workbook", "text"])
def test_phases_after_a_blank_row_are_of_the_table(
    intake: Intake, tmp_path: Path, rows: list[Row], make: object
) -> None:
    assert callable(make)
    reading = intake.read(make(tmp_path / ("plan.xlsx" if make is workbook else "plan.csv"), rows))

    assert parents(reading) == WANTED
    assert noted(reading) == ({"tables.row_beneath": 1} if rows[-1][0] == "Legenda: groen" else {})


def test_a_phase_alone_between_blank_rows_is_of_the_table(intake: Intake, tmp_path: Path) -> None:
    rows = flat("", ())
    reading = intake.read(workbook(tmp_path / "plan.xlsx", [*rows[:6], (), *rows[6:]]))

    assert parents(reading) == WANTED
    assert noted(reading) == {}


def test_tasks_above_the_first_phase_hang_under_none(intake: Intake, tmp_path: Path) -> None:
    rows = flat("", ())
    reading = intake.read(workbook(tmp_path / "plan.xlsx", [rows[0], ("Start", "1d", "2-3-2026"), (), *rows[1:]]))

    assert parents(reading) == {"Start": None, **WANTED}


def test_one_task_without_dates_beneath_a_blank_row_makes_no_phase(intake: Intake, tmp_path: Path) -> None:
    rows: list[Row] = [FLAT, ("A", "5d", "2-3-2026"), (), ("B",), ("C", "5d", "9-3-2026")]

    assert parents(intake.read(workbook(tmp_path / "plan.xlsx", rows))) == {"A": None, "B": None, "C": None}


@pytest.mark.parametrize(
    "remarks",
    [
        [("Groen = op schema",), ("Rood = te laat",)],
        [("Legenda",), (), ("Groen = op schema",)],
        [("Legenda",), ("Groen",), (), ("Opgesteld door PMO",)],
    ],
)
def test_remarks_beneath_the_table_are_no_tasks(intake: Intake, tmp_path: Path, remarks: list[Row]) -> None:
    rows: list[Row] = [*flat("   ", ()), (), *remarks]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert parents(reading) == WANTED
    assert noted(reading) == {"tables.row_beneath": sum(1 for one in remarks if one)}


def test_a_legend_between_two_blocks_is_noted_whole(intake: Intake, tmp_path: Path) -> None:
    rows = flat("   ", ())
    reading = intake.read(
        workbook(tmp_path / "plan.xlsx", [*rows[:5], ("Groen = klaar",), ("Rood = laat",), *rows[4:]])
    )

    assert parents(reading) == WANTED
    assert noted(reading) == {"tables.row_beneath": 2}
