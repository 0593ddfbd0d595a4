"""Predecessors in every notation, numbered in every way, and the Dutch codes that mean opposite things."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cases.sheets import workbook

from rechterhand import errors
from rechterhand.intake import Intake, Reading
from rechterhand.record.link import LagUnit, Link, LinkType

DAY = 480
FS, SS, FF, SF = LinkType.FS, LinkType.SS, LinkType.FF, LinkType.SF


def linked(intake: Intake, path: Path, cell: object, *, header: str = "Voorgangers") -> Reading:
    """A plan of fourteen tasks of which the last has this cell for its predecessors."""
    rows: list[Sequence[object]] = [("Nr", "Taak", "Duur", header)]
    rows += [(number, f"Taak {number}", "5d", None) for number in range(1, 14)]
    rows.append((14, "Laatste", "5d", cell))
    return intake.read(workbook(path / "plan.xlsx", rows))


def told(links: Sequence[Link]) -> list[tuple[int, LinkType, float]]:
    """Predecessor, type, and lag in working days."""
    return [(one.predecessor_id, one.type, one.lag_minutes / DAY) for one in links]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        (12, [(12, FS, 0)]),
        ("12", [(12, FS, 0)]),
        ("12;13", [(12, FS, 0), (13, FS, 0)]),
        ("12, 13", [(12, FS, 0), (13, FS, 0)]),
        ("12 en 13", [(12, FS, 0), (13, FS, 0)]),
        ("12\n13", [(12, FS, 0), (13, FS, 0)]),
        ("4FS-2d", [(4, FS, -2)]),
        ("7SS", [(7, SS, 0)]),
        ("7ss+1d;8ff", [(7, SS, 1), (8, FF, 0)]),
        ("12BE+3d", [(12, FS, 3)]),
        ("12BE+3,5d", [(12, FS, 3.5)]),
        ("12GB;13GE", [(12, SS, 0), (13, FF, 0)]),
        ("3FS+1w, 4FS", [(3, FS, 5), (4, FS, 0)]),
        ("3SS3", [(3, SS, 3)]),
        ("FS 12", [(12, FS, 0)]),
        ("12 (FS+2d)", [(12, FS, 2)]),
        ("12 SS + 2 days", [(12, SS, 2)]),
        ("12 begin na einde", [(12, FS, 0)]),
        ("12 finish-to-start", [(12, FS, 0)]),
        ("12 gelijk begin +2 dagen", [(12, SS, 2)]),
        ("12+4d", [(12, FS, 4)]),
        ("12-4d", [(12, FS, -4)]),
        ("Taak 3", [(3, FS, 0)]),
        ("taak 3 SS+1d; Taak 4", [(3, SS, 1), (4, FS, 0)]),
        ("012", [(12, FS, 0)]),
        ("-", []),
        ("nvt", []),
    ],
)
def test_predecessors_are_read_however_they_are_written(
    intake: Intake, tmp_path: Path, cell: object, wanted: list[tuple[int, LinkType, float]]
) -> None:
    reading = linked(intake, tmp_path, cell)

    assert told(reading.plan.links) == wanted
    assert reading.not_understood == ()


def test_percent_and_elapsed_lags_keep_their_unit(intake: Intake, tmp_path: Path) -> None:
    half, clock = linked(intake, tmp_path, "3FS+50%; 4FS+2ed").plan.links

    assert (half.lag_unit, half.lag_percent, half.lag_minutes) == (LagUnit.PERCENT, 50.0, 0)
    assert (clock.lag_unit, clock.lag_minutes) == (LagUnit.ELAPSED, 2880)


@pytest.mark.parametrize(
    ("cell", "piece"),
    [("99", "99"), ("3;99FS", "99FS"), ("12-14", "12-14"), ("Sloop", "Sloop"), ("3XX", "3XX"), ("²", "²")],
)
def test_what_names_no_task_is_reported_with_its_place(intake: Intake, tmp_path: Path, cell: str, piece: str) -> None:
    reading = linked(intake, tmp_path, cell)

    (missed,) = reading.not_understood
    assert (missed.field, missed.example, missed.where) == ("Voorgangers", cell, "Planning!D15")
    assert missed.reason is not None
    assert missed.reason.values["told"] == piece
    assert reading.plan.activities[-1].fields["Voorgangers"] == cell


def test_a_task_that_waits_for_itself_is_reported(intake: Intake, tmp_path: Path) -> None:
    reading = linked(intake, tmp_path, "14")

    assert reading.plan.links == ()
    assert len(reading.not_understood) == 1


def test_a_number_with_two_tasks_is_reported_and_links_to_neither(intake: Intake, tmp_path: Path) -> None:
    rows = [("Nr", "Taak", "Duur", "Voorgangers"), (1, "A", "1d", None), (1, "B", "1d", None), (2, "C", "1d", "1")]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert len({one.id for one in reading.plan.activities}) == 3
    assert reading.plan.links == ()
    assert [(one.where, one.reason.key) for one in reading.not_understood if one.reason] == [
        ("Planning!A3", "tables.double_id"),
        ("Planning!D4", "tables.no_such_task"),
    ]


def test_successors_are_links_the_other_way_round(intake: Intake, tmp_path: Path) -> None:
    assert [
        (one.predecessor_id, one.successor_id) for one in linked(intake, tmp_path, "3", header="Opvolgers").plan.links
    ] == [(14, 3)]


def test_the_same_link_from_both_sides_counts_once(intake: Intake, tmp_path: Path) -> None:
    rows = [("Nr", "Taak", "Duur", "Voorgangers", "Opvolgers"), (1, "A", "1d", None, "2"), (2, "B", "1d", "1", None)]

    assert len(intake.read(workbook(tmp_path / "plan.xlsx", rows)).plan.links) == 1


def test_a_link_that_one_column_names_twice_is_kept_twice(intake: Intake, tmp_path: Path) -> None:
    rows = [("Nr", "Taak", "Duur", "Voorgangers", "Opvolgers"), (1, "A", "1d", None, "2"), (2, "B", "1d", "1;1", None)]
    plan = intake.read(workbook(tmp_path / "plan.xlsx", rows)).plan

    assert [(one.predecessor_id, one.successor_id, one.id) for one in plan.links] == [(1, 2, 1), (1, 2, 2)]


def test_names_that_end_like_a_code_or_hold_a_comma_are_still_names(intake: Intake, tmp_path: Path) -> None:
    rows = [
        ("Taak", "Duur", "Voorgangers"),
        ("Ontwerp, fase 1", "1d", None),
        ("Toets SS", "1d", "Ontwerp, fase 1"),
        ("Bouw", "1d", "Toets SS; Ontwerp, fase 1 SS+1d"),
    ]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert [(one.predecessor_id, one.successor_id, one.type) for one in reading.plan.links] == [
        (1, 2, FS),
        (2, 3, FS),
        (1, 3, SS),
    ]


def test_codes_and_wbs_numbers_are_references_too(intake: Intake, tmp_path: Path) -> None:
    rows = [
        ("Code", "WBS", "Taak", "Duur", "Voorgangers"),
        ("A-100", "1", "Fase", None, None),
        ("A-110", "1.1", "Ontwerp", "5d", None),
        ("A-120", "1.2", "Bouw", "5d", "A-110FS+2d"),
        ("A-130", "1.3", "Test", "5d", "1.2"),
    ]
    plan = intake.read(workbook(tmp_path / "plan.xlsx", rows)).plan

    assert [one.code for one in plan.activities] == ["A-100", "A-110", "A-120", "A-130"]
    ids = {one.code: one.id for one in plan.activities}
    assert [(one.predecessor_id, one.successor_id, one.lag_minutes) for one in plan.links] == [
        (ids["A-110"], ids["A-120"], 960),
        (ids["A-120"], ids["A-130"], 0),
    ]


def chain(intake: Intake, path: Path, codes: tuple[str, str], *, days: bool = True) -> Reading:
    """Three tasks after one another without numbers; the later two name the one before in these words."""
    first = dt.datetime(2026, 3, 2)
    dates = [(first + dt.timedelta(weeks=week), first + dt.timedelta(weeks=week, days=4)) for week in range(3)]
    header = ("Planning",), (), ("Taak", "Begin", "Einde", "Voorgangers")
    tasks = [
        (name, *(pair if days else (None, None)), cell)
        for name, pair, cell in zip(("A", "B", "C"), dates, (None, *codes), strict=True)
    ]
    return intake.read(workbook(path / "plan.xlsx", [*header, *tasks]))


@pytest.mark.parametrize(("codes", "style"), [(("1", "2"), "order"), (("4", "5"), "row")])
def test_numbers_without_a_column_of_numbers_are_places_or_rows(
    intake: Intake, tmp_path: Path, codes: tuple[str, str], style: str
) -> None:
    reading = chain(intake, tmp_path, codes)
    names = {one.id: one.name for one in reading.plan.activities}

    assert [(names[one.predecessor_id], names[one.successor_id]) for one in reading.plan.links] == [
        ("A", "B"),
        ("B", "C"),
    ]
    assert f"numbers_{style}" in {one.key for one in reading.assumptions}


def keys(reading: Reading) -> set[str]:
    return {one.key for one in reading.assumptions}


def test_be_is_finish_to_start_when_the_dates_follow_it(intake: Intake, tmp_path: Path) -> None:
    reading = chain(intake, tmp_path, ("1BE", "2BE"))

    assert [one.type for one in reading.plan.links] == [FS, FS]
    assert "links_microsoft_fitted" in keys(reading)


def test_eb_is_finish_to_start_when_the_dates_follow_it(intake: Intake, tmp_path: Path) -> None:
    reading = chain(intake, tmp_path, ("1EB", "2EB"))

    assert [one.type for one in reading.plan.links] == [FS, FS]
    assert "links_letters_fitted" in keys(reading)


def test_bb_shows_that_the_letters_stand_in_order(intake: Intake, tmp_path: Path) -> None:
    reading = chain(intake, tmp_path, ("1EB", "1BB;2BE"), days=False)

    assert [one.type for one in reading.plan.links] == [FS, SS, SF]
    assert "links_letters" in keys(reading)


@pytest.mark.parametrize(("codes", "types"), [(("1BE", "2BE"), [FS, FS]), (("1EB", "2EB"), [FS, FS])])
def test_without_dates_most_links_are_finish_to_start_and_that_is_said(
    intake: Intake, tmp_path: Path, codes: tuple[str, str], types: list[LinkType]
) -> None:
    reading = chain(intake, tmp_path, codes, days=False)

    assert [one.type for one in reading.plan.links] == types
    assert any(key.startswith("links_") and key.endswith("_guessed") for key in keys(reading))


def test_dutch_microsoft_project_is_known_by_its_heading(intake: Intake, tmp_path: Path) -> None:
    reading = linked(intake, tmp_path, "3EB;4BE", header="Voorafgaande taken")

    assert [one.type for one in reading.plan.links] == [SF, FS]
    assert "links_microsoft" in keys(reading)


def test_names_among_predecessors_say_nothing_of_numbers(intake: Intake, tmp_path: Path) -> None:
    rows = [
        ("Taak", "Duur", "Voorgangers"),
        ("Ontwerp", "5d", None),
        ("2e ronde", "5d", "Ontwerp"),
        ("Bouw", "5d", "2e ronde"),
    ]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert told(reading.plan.links) == [(1, FS, 0), (2, FS, 0)]
    assert not any(one.key.startswith("numbers") for one in reading.assumptions)
    assert [(one.id, one.row) for one in reading.plan.activities] == [(1, 1), (2, 2), (3, 3)]


def test_a_mapping_file_says_how_codes_and_numbers_are_meant(intake: Intake, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "plan.xlsx",
        [("Taak", "Duur", "Wacht"), ("A", "1d", None), ("B", "1d", None), ("C", "1d", "2BE"), ("D", "1d", "3EB")],
    )
    mapping = tmp_path / "kolommen.toml"
    mapping.write_text('links = "letters"\nnumbers = "row"\n[columns]\npredecessors = "Wacht"\n')
    plan = intake.read(path, mapping=mapping).plan
    names = {one.id: one.name for one in plan.activities}

    assert [(names[one.predecessor_id], names[one.successor_id], one.type) for one in plan.links] == [
        ("A", "C", SF),
        ("B", "D", FS),
    ]


def test_a_list_that_a_spreadsheet_took_for_a_number_is_a_list_again(intake: Intake, tmp_path: Path) -> None:
    assert told(linked(intake, tmp_path, 3.4).plan.links) == [(3, FS, 0), (4, FS, 0)]


BAD_MAPPINGS = [
    ("columns = 3", "columns"),
    ('[columns]\nkleur = "x"', "columns.kleur"),
    ('[columns]\nname = ""', "columns.name"),
    ('datums = "dmy"', "datums"),
    ('dates = "ydm"', "dates"),
    ("header_row = 0", "header_row"),
    ("sheet = 4", "sheet"),
    ('[columns]\nname = "Wat is dit"', "columns.name"),
]


@pytest.mark.parametrize(("text", "field"), BAD_MAPPINGS)
def test_a_mapping_file_that_doesnt_fit_says_where(intake: Intake, tmp_path: Path, text: str, field: str) -> None:
    path = workbook(tmp_path / "plan.xlsx", [("Taak", "Duur"), ("A", "1d")])
    mapping = tmp_path / "kolommen.toml"
    mapping.write_text(text)

    with pytest.raises(errors.BadInput) as caught:
        intake.read(path, mapping=mapping)

    assert caught.value.where["field"] == field
    assert caught.value.where["file"] == str(mapping)


@pytest.mark.parametrize("data", [b"[columns\n", b"\xff\xfe\x00", b"a = 1\na = 2"])
def test_a_mapping_file_that_is_no_toml_is_refused(intake: Intake, tmp_path: Path, data: bytes) -> None:
    path = workbook(tmp_path / "plan.xlsx", [("Taak", "Duur"), ("A", "1d")])
    mapping = tmp_path / "kolommen.toml"
    mapping.write_bytes(data)

    with pytest.raises(errors.BadInput):
        intake.read(path, mapping=mapping)
    with pytest.raises(errors.BadInput):
        intake.read(path, mapping=tmp_path / "is er niet.toml")
