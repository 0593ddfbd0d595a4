"""A plan is found in a table however its columns are called and wherever its header row stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.cases.sheets import SMALL, open_document, separated, workbook

from rechterhand import errors
from rechterhand.intake import Intake
from rechterhand.intake.tables.columns import kinds, recognise
from rechterhand.intake.tables.words import plain

DUTCH = ("Taaknummer", "Omschrijving", "Doorlooptijd (werkdagen)", "Startdatum", "Einddatum", "Voorafgaande taken")
ENGLISH = ("ID", "Task Name", "Duration", "Start", "Finish", "Predecessors")
INFORMAL = ("#", "Wat", "Dagen", "Van", "T/m", "Afhankelijk van")


@pytest.mark.parametrize("header", [DUTCH, ENGLISH, INFORMAL])
def test_headings_in_dutch_and_english_are_recognised(intake: Intake, tmp_path: Path, header: tuple[str, ...]) -> None:
    plan = intake.read(workbook(tmp_path / "plan.xlsx", (header, *SMALL[1:]))).plan

    assert [(one.id, one.name, one.duration_minutes) for one in plan.activities] == [
        (1, "Ontwerp", 2400),
        (2, "Bouw", 4800),
        (3, "Test", 2400),
    ]
    assert plan.activities[0].start == dt.datetime(2026, 3, 2, 8)
    assert plan.activities[0].finish == dt.datetime(2026, 3, 6, 17)
    assert [(one.predecessor_id, one.successor_id, one.type) for one in plan.links] == [(1, 2, "FS"), (2, 3, "FS")]


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_the_same_plan_reads_the_same_from_every_kind_of_table(intake: Intake, tmp_path: Path, kind: str) -> None:
    make = {"xlsx": workbook, "ods": open_document, "csv": separated}[kind]
    reading = intake.read(make(tmp_path / f"plan.{kind}", SMALL))

    assert reading.plan.source.format == kind.upper()
    assert reading.not_understood == ()
    assert [one.finish for one in reading.plan.activities] == [
        dt.datetime(2026, 3, 6, 17),
        dt.datetime(2026, 3, 20, 17),
        dt.datetime(2026, 3, 27, 17),
    ]
    assert len(reading.plan.links) == 2


@pytest.mark.parametrize("above", [0, 1, 7, 19])
def test_the_header_row_is_found_in_the_first_twenty_rows(intake: Intake, tmp_path: Path, above: int) -> None:
    rows = [("Planning zaaksysteem",)] * (above > 0) + [()] * max(0, above - 1) + list(SMALL)
    plan = intake.read(workbook(tmp_path / "plan.xlsx", rows)).plan

    assert len(plan.activities) == 3
    assert plan.name == ("Planning zaaksysteem" if above else "plan")


def test_a_header_further_down_is_refused_and_says_what_it_needs(intake: Intake, tmp_path: Path) -> None:
    rows = [(f"tekst {row}",) for row in range(45)] + list(SMALL)

    with pytest.raises(errors.NoTable) as caught:
        intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert caught.value.hint is not None
    assert "--mapping" in str(caught.value)


def test_a_header_that_comes_near_is_named_with_its_row(intake: Intake, tmp_path: Path) -> None:
    rows = [(), ("Klant", "Bedrag", "Regio"), ("A", 5, "Noord")]

    with pytest.raises(errors.NoTable) as caught:
        intake.read(workbook(tmp_path / "omzet.xlsx", rows))

    assert caught.value.where["row"] == 2
    assert caught.value.where["sheet"] == "Planning"
    assert "Klant, Bedrag, Regio" in str(caught.value)


def test_a_register_that_counts_tasks_and_links_is_no_plan(intake: Intake, tmp_path: Path) -> None:
    rows = [("file", "tasks", "links", "resources"), ("a.mpp", 12, 8, 3), ("b.mpp", 40, 39, 0)]

    with pytest.raises(errors.NoTable):
        intake.read(separated(tmp_path / "index.csv", rows, sign=","))


def test_a_header_of_two_rows_is_read_as_one(intake: Intake, tmp_path: Path) -> None:
    rows = [
        ("Nr", "Taak", "Gepland", None, "Basislijn", None, "Werkelijk", None),
        (None, None, "Begin", "Einde", "Begin", "Einde", "Begin", "Einde"),
        (
            1,
            "Ontwerp",
            *(dt.datetime(2026, 3, day) for day in (2, 6)),
            dt.datetime(2026, 2, 23),
            dt.datetime(2026, 2, 27),
        ),
    ]
    one = intake.read(workbook(tmp_path / "plan.xlsx", rows)).plan.activities[0]

    assert one.start == dt.datetime(2026, 3, 2, 8)
    baseline = one.baseline()
    assert baseline is not None
    assert (baseline.start, baseline.finish) == (dt.datetime(2026, 2, 23, 8), dt.datetime(2026, 2, 27, 17))


def test_project_status_date_and_start_above_the_table_are_read(intake: Intake, tmp_path: Path) -> None:
    rows = [
        ("Project:", "Burgerzaken"),
        ("Peildatum", dt.datetime(2026, 3, 16), "Projectstart: 1-3-2026"),
        ("versie 0.7",),
        *SMALL,
    ]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert reading.plan.name == "Burgerzaken"
    assert reading.plan.status_date == dt.datetime(2026, 3, 16, 17)
    assert reading.plan.start == dt.datetime(2026, 3, 1, 8)
    assert [(one.example, one.where) for one in reading.not_understood] == [("versie 0.7", "Planning!A3")]


def test_the_best_sheet_is_read_and_the_others_are_named(intake: Intake, tmp_path: Path) -> None:
    sheets = {
        "Voorblad": [("Dit is versie 2",)],
        "Kort": [("Taak", "Einde"), ("Livegang", dt.datetime(2026, 5, 1))],
        "Planning": SMALL,
        "Oud": SMALL,
    }
    path = workbook(tmp_path / "plan.xlsx", sheets)
    reading = intake.read(path)

    assert reading.plan.properties["sheet"] == "Planning"
    assert "first_sheet" in {one.key for one in reading.assumptions}
    assert [(one.field, one.where) for one in reading.not_understood] == [("Voorblad", "Voorblad!A1")]
    assert len(intake.read(path, project="Kort").plan.activities) == 1


def test_a_hidden_sheet_gives_way_to_a_visible_one(intake: Intake, tmp_path: Path) -> None:
    sheets = {"Nu": [("Taak", "Duur"), ("Bouw", "3d")], "Archief": SMALL}
    shown = intake.read(workbook(tmp_path / "plan.xlsx", sheets))
    hidden = intake.read(workbook(tmp_path / "plan.xlsx", sheets, hidden=["Archief"]))

    assert shown.plan.properties["sheet"] == "Archief"
    assert hidden.plan.properties["sheet"] == "Nu"


def test_a_sheet_that_isnt_there_is_refused_with_those_that_are(intake: Intake, tmp_path: Path) -> None:
    with pytest.raises(errors.BadInput, match="Planning"):
        intake.read(workbook(tmp_path / "plan.xlsx", SMALL), project="Blad9")


def test_columns_nobody_knows_are_kept_and_reported(intake: Intake, tmp_path: Path) -> None:
    rows = [(*row, extra) for row, extra in zip(SMALL, ("Kleur", "groen", None, "rood"), strict=True)]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert [one.fields.get("Kleur") for one in reading.plan.activities] == ["groen", None, "rood"]
    (missed,) = reading.not_understood
    assert (missed.field, missed.count, missed.example, missed.where) == ("Kleur", 2, "groen", "Planning!G2")


def test_a_column_of_status_texts_is_not_taken_for_progress(intake: Intake, tmp_path: Path) -> None:
    rows = [(*SMALL[0], "Status"), *((*row, f"wacht op afdeling {row[0]}") for row in SMALL[1:])]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert all(one.percent_complete is None for one in reading.plan.activities)
    assert reading.plan.activities[0].fields["Status"] == "wacht op afdeling 1"


def test_every_heading_is_written_as_it_is_compared() -> None:
    for key, kind in kinds().items():
        for heading in kind.headings:
            assert heading == plain(heading), key


@pytest.mark.parametrize(
    ("headings", "key", "column"),
    [
        (("Taak", "Omschrijving"), "notes", 1),
        (("Omschrijving", "Duur"), "name", 0),
        (("Fase", "Mijlpaal", "Datum"), "name", 1),
        (("Taak", "Mijlpaal"), "milestone", 1),
        (("Taak", "Duur (uren)"), "duration", 1),
        (("Taak", "Werk in uren"), "work", 1),
        (("ID", "Active", "Task Mode", "Name"), "mode", 2),
        (("Activity ID", "Activity Name", "Original Duration(d)"), "duration", 2),
    ],
)
def test_a_heading_that_could_be_several_things_is_what_the_others_leave(
    headings: tuple[str, ...], key: str, column: int
) -> None:
    assert recognise(headings).of(key) == column
