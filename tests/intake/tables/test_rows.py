"""Rows become activities: outline, milestones, progress, resources, rules, ranges; and what isn't a task."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cases.sheets import SMALL, separated, workbook

from rechterhand.engine.schedule.solve import schedule
from rechterhand.intake import Intake, Reading
from rechterhand.intake.tables.resources import Named, named
from rechterhand.intake.tables.worktime import after, minutes_between
from rechterhand.record.activity import ActivityType, ConstraintType, ThreePoint

DAY = 480
D = dt.datetime


def tree(reading: Reading) -> list[tuple[str, int, str | None]]:
    """Name, level and parent's name of every row."""
    names = {one.id: one.name for one in reading.plan.activities}
    return [
        (one.name, one.outline_level, None if one.parent_id is None else names[one.parent_id])
        for one in reading.plan.activities
    ]


WANTED = [("Fase", 1, None), ("Ontwerp", 2, "Fase"), ("Schets", 3, "Ontwerp"), ("Bouw", 2, "Fase"), ("Nazorg", 1, None)]
NAMES = ("Fase", "Ontwerp", "Schets", "Bouw", "Nazorg")
LEVELS = (1, 2, 3, 2, 1)


def by_level(path: Path) -> Path:
    rows = [("Niveau", "Taak", "Duur"), *((level, name, "1d") for level, name in zip(LEVELS, NAMES, strict=True))]
    return workbook(path / "plan.xlsx", rows)


def by_wbs(path: Path) -> Path:
    numbers = ("1", "1.1", "1.1.1", "1.2", "2")
    return workbook(
        path / "plan.xlsx", [("WBS", "Taak", "Duur"), *((w, n, "1d") for w, n in zip(numbers, NAMES, strict=True))]
    )


def by_number(path: Path) -> Path:
    numbers = ("1.", "1.1", "1.1.1", "1.2", "2.")
    return workbook(
        path / "plan.xlsx", [("Nr", "Taak", "Duur"), *((w, n, "1d") for w, n in zip(numbers, NAMES, strict=True))]
    )


def by_blanks(path: Path) -> Path:
    rows = [
        ("Nr", "Taak", "Duur"),
        *((3, "   " * (level - 1) + name, "1d") for level, name in zip(LEVELS, NAMES, strict=True)),
    ]
    return separated(path / "plan.csv", rows)


def by_indent(path: Path) -> Path:
    rows = [("Nr", "Taak", "Duur"), *((None, name, "1d") for name in NAMES)]
    return workbook(
        path / "plan.xlsx", rows, indents={row: level - 1 for row, level in enumerate(LEVELS, 2) if level > 1}
    )


def by_groups(path: Path) -> Path:
    rows = [("Nr", "Taak", "Duur"), *((None, name, "1d") for name in NAMES)]
    return workbook(
        path / "plan.xlsx", rows, levels={row: level - 1 for row, level in enumerate(LEVELS, 2) if level > 1}
    )


def by_columns(path: Path) -> Path:
    rows = [
        ("Fase", "Taak", "Subtaak", "Duur"),
        *(
            ((None,) * (level - 1) + (name,) + (None,) * (3 - level) + ("1d",))
            for level, name in zip(LEVELS, NAMES, strict=True)
        ),
    ]
    return workbook(path / "plan.xlsx", rows)


@pytest.mark.parametrize("make", [by_level, by_wbs, by_number, by_blanks, by_indent, by_groups, by_columns])
def test_the_outline_is_found_however_it_is_shown(intake: Intake, tmp_path: Path, make: object) -> None:
    assert callable(make)
    reading = intake.read(make(tmp_path))

    assert tree(reading) == WANTED
    summaries = [one.name for one in reading.plan.activities if one.type is ActivityType.SUMMARY]
    assert summaries == ["Fase", "Ontwerp"]


def test_wbs_numbers_that_became_numbers_are_mended(intake: Intake, tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [("WBS", "Taak", "Duur"), (1, "Fase", None)]
    rows += [(float(f"1.{number}"), f"Stap {number}", "1d") for number in range(1, 11)]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert reading.plan.activities[-1].wbs == "1.10"
    assert all(one.outline_level == 2 for one in reading.plan.activities[1:])


def test_a_phase_beside_each_task_is_kept_as_a_code(intake: Intake, tmp_path: Path) -> None:
    rows = [("Fase", "Taak", "Duur"), ("Ontwerp", "Schets", "1d"), (None, "Toets", "1d"), ("Bouw", "Ruwbouw", "1d")]
    plan = intake.read(workbook(tmp_path / "plan.xlsx", rows)).plan

    assert [one.codes.get("Fase") for one in plan.activities] == ["Ontwerp", "Ontwerp", "Bouw"]
    assert all(one.parent_id is None for one in plan.activities)


def test_totals_remarks_and_rows_without_a_name_are_no_tasks_and_are_reported(intake: Intake, tmp_path: Path) -> None:
    rows = [
        *SMALL,
        (None, None, "3d", None, None, None),
        (None, "Totaal", "20d", None, None, None),
        (),
        (None, "Groen = op schema", None, None, None, None),
        (None, "Bron: afdeling", None, None, None, None),
    ]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert [one.name for one in reading.plan.activities] == ["Ontwerp", "Bouw", "Test"]
    told = {one.reason.key if one.reason else "": (one.count, one.example, one.where) for one in reading.not_understood}
    assert told == {
        "tables.row_without_name": (1, "3d", "Planning!C5"),
        "tables.row_total": (1, "Totaal | 20d", "Planning!B6"),
        "tables.row_beneath": (2, "Groen = op schema", "Planning!B8"),
    }


def test_a_header_repeated_on_every_page_is_no_task(intake: Intake, tmp_path: Path) -> None:
    rows = [*SMALL[:3], SMALL[0], *SMALL[3:]]

    assert len(intake.read(workbook(tmp_path / "plan.xlsx", rows)).plan.activities) == 3


def test_hidden_rows_are_read_and_marked(intake: Intake, tmp_path: Path) -> None:
    plan = intake.read(workbook(tmp_path / "plan.xlsx", SMALL, hidden_rows=[3])).plan

    assert [one.hidden for one in plan.activities] == [False, True, False]


@pytest.mark.parametrize(
    ("cells", "percents"),
    [
        ((1.0, 0.5, 0.0), (100, 50, 0)),
        ((100, 50, 0), (100, 50, 0)),
        (("100%", "50 %", "0%"), (100, 50, 0)),
        (("ja", "nee", None), (100, 0, None)),
        (("gereed", "0,5", None), (100, 50, None)),
    ],
)
def test_progress_is_read_as_share_percentage_or_word(
    intake: Intake, tmp_path: Path, cells: Sequence[object], percents: Sequence[float | None]
) -> None:
    rows = [(*SMALL[0], "% gereed"), *((*row, cell) for row, cell in zip(SMALL[1:], cells, strict=True))]
    plan = intake.read(workbook(tmp_path / "plan.xlsx", rows)).plan

    assert tuple(one.percent_complete for one in plan.activities) == percents


def test_finished_and_begun_tasks_get_actual_dates_and_that_is_said(intake: Intake, tmp_path: Path) -> None:
    rows = [
        (*SMALL[0], "% gereed", "Werkelijk begin", "Werkelijk einde"),
        (*SMALL[1], 100, D(2026, 3, 3), D(2026, 3, 10)),
        (*SMALL[2], 50, None, None),
        (*SMALL[3], None, None, None),
    ]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))
    design, build, test = reading.plan.activities

    assert (design.actual_start, design.actual_finish) == (D(2026, 3, 3, 8), D(2026, 3, 10, 17))
    assert design.remaining_duration_minutes == 0
    assert (build.actual_start, build.actual_finish) == (D(2026, 3, 9, 8), None)
    assert (build.remaining_duration_minutes, build.actual_duration_minutes) == (5 * DAY, 5 * DAY)
    assert (build.stop, build.resume) == (D(2026, 3, 13, 17), D(2026, 3, 16, 8))
    assert (test.actual_start, test.remaining_duration_minutes) == (None, 5 * DAY)
    assert {one.key: one.text.values.get("examples") for one in reading.assumptions}["actuals_derived"] == "Bouw"


@pytest.mark.parametrize(
    ("kind", "start", "minutes", "wanted"),
    [
        ("standard", D(2026, 3, 2, 8), 480, D(2026, 3, 2, 17)),
        ("standard", D(2026, 3, 2, 13), 480, D(2026, 3, 3, 12)),
        ("standard", D(2026, 3, 6, 8), 960, D(2026, 3, 9, 17)),
        ("standard", D(2026, 3, 7), 60, D(2026, 3, 9, 9)),
        ("standard", D(2026, 3, 2, 8), 52 * 2400, D(2027, 2, 26, 17)),
        ("seven_days", D(2026, 3, 6, 8), 960, D(2026, 3, 7, 17)),
        ("all_hours", D(2026, 3, 6, 8), 1440, D(2026, 3, 7, 8)),
        ("standard", D(2026, 3, 2, 8), 0, D(2026, 3, 2, 8)),
    ],
)
def test_work_done_ends_when_its_minutes_are_over(
    kind: str, start: dt.datetime, minutes: int, wanted: dt.datetime
) -> None:
    assert after(start, minutes, kind) == wanted
    assert minutes_between(start, wanted, kind) == minutes


def test_words_for_status_say_how_far_a_task_is(intake: Intake, tmp_path: Path) -> None:
    rows = [(*SMALL[0], "Status"), (*SMALL[1], "Afgerond"), (*SMALL[2], "in uitvoering"), (*SMALL[3], "Vervallen")]
    design, build, test = intake.read(workbook(tmp_path / "plan.xlsx", rows)).plan.activities

    assert design.percent_complete == 100
    assert build.actual_start == D(2026, 3, 9, 8)
    assert not test.active


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (("50%", "gereed", None), (50, 100, None)),
        (("50 %", "in uitvoering", "0%"), (50, None, 0)),
        ((0.5, 1.0, 0.0), (50, 100, 0)),
        (("12,5%", "wacht op Jan", "100%"), (12.5, None, 100)),
    ],
)
def test_percentages_under_status_are_the_share_done(
    intake: Intake, tmp_path: Path, cells: tuple[object, ...], wanted: tuple[float | None, ...]
) -> None:
    rows = [(*SMALL[0], "Status"), *((*row, cell) for row, cell in zip(SMALL[1:], cells, strict=True))]

    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert tuple(one.percent_complete for one in reading.plan.activities) == wanted
    assert [one.key for one in reading.assumptions].count("status_percent") == 1
    misread = [one.example for one in reading.not_understood if one.field == "Status"]
    assert misread == [cell for cell in cells if cell == "wacht op Jan"]


def test_a_column_of_its_own_goes_before_a_percentage_under_status(intake: Intake, tmp_path: Path) -> None:
    rows = [(*SMALL[0], "Status", "% gereed"), (*SMALL[1], "50%", "80%"), (*SMALL[2], "20%", None), (*SMALL[3], "", "")]

    design, build, _ = intake.read(workbook(tmp_path / "plan.xlsx", rows)).plan.activities

    assert (design.percent_complete, build.percent_complete) == (80, 20)


@pytest.mark.parametrize("cells", [(1.0, 2.0, 3.0), (0.0, 1.0, 1.0), ("150%", "200%", "x")])
def test_other_numbers_under_status_are_no_progress(intake: Intake, tmp_path: Path, cells: tuple[object, ...]) -> None:
    rows = [(*SMALL[0], "Status"), *((*row, cell) for row, cell in zip(SMALL[1:], cells, strict=True))]

    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert {one.percent_complete for one in reading.plan.activities} == {None}
    assert "Status" in reading.plan.activities[0].fields


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jan de Vries", [Named("Jan de Vries")]),
        ("Jan; Piet", [Named("Jan"), Named("Piet")]),
        ("Jan, Piet", [Named("Jan"), Named("Piet")]),
        ("Vries, Jan de; Bakker, Piet", [Named("Vries, Jan de"), Named("Bakker, Piet")]),
        ("Tester[50%]", [Named("Tester", 0.5)]),
        ("Tester (50 %)", [Named("Tester", 0.5)]),
        ("Architect 0,5 fte", [Named("Architect", 0.5)]),
        ("2x Ontwikkelaar", [Named("Ontwikkelaar", 2.0)]),
        ("Bouwer[200%], Tester[0,5]", [Named("Bouwer", 2.0), Named("Tester", 0.5)]),
        ("Team (extern)", [Named("Team (extern)")]),
    ],
)
def test_resources_carry_their_units(text: str, wanted: list[Named]) -> None:
    assert list(named(text)) == wanted


def test_a_resource_named_twice_is_one(intake: Intake, tmp_path: Path) -> None:
    rows = [("Taak", "Duur", "Wie", "Werk"), ("A", "1d", "Tester[50%]; Bouwer", "12u"), ("B", "1d", "tester", None)]
    plan = intake.read(workbook(tmp_path / "plan.xlsx", rows)).plan

    assert [one.name for one in plan.resources] == ["Tester", "Bouwer"]
    assert [(one.activity_id, one.resource_id, one.units) for one in plan.assignments] == [
        (2, 1, 0.5),
        (2, 2, 1.0),
        (3, 1, 1.0),
    ]
    assert [round(one.work_minutes) for one in plan.assignments] == [240, 480, 0]


def test_ranges_deadlines_constraints_and_notes_find_their_place(intake: Intake, tmp_path: Path) -> None:
    rows = [
        (
            "Taak",
            "Duur",
            "Min",
            "Max",
            "Deadline",
            "Type beperking",
            "Beperkingsdatum",
            "Opmerkingen",
            "Eigenaar",
            "Kosten",
        ),
        ("A", "10d", "8d", "20d", D(2026, 6, 1), "Moet beginnen op", D(2026, 3, 2), "Let op", "PMO", "€ 1.250,50"),
        ("B", "10d", "30d", "20d", None, "Start no earlier than", D(2026, 3, 9), None, None, None),
        ("C", "10d", None, None, None, "Ooit", None, None, None, None),
    ]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))
    first, second, third = reading.plan.activities

    assert first.three_point == ThreePoint(8 * DAY, 10 * DAY, 20 * DAY)
    assert first.deadline == D(2026, 6, 1, 17)
    assert (first.constraint, first.constraint_date) == (ConstraintType.MUST_START_ON, D(2026, 3, 2, 8))
    assert (first.notes, first.responsible, first.cost.total) == ("Let op", "PMO", 1250.5)
    assert second.three_point is None
    assert second.constraint is ConstraintType.START_NO_EARLIER_THAN
    assert third.constraint is ConstraintType.AS_SOON_AS_POSSIBLE
    assert {one.reason.key for one in reading.not_understood if one.reason} == {
        "tables.three_point_order",
        "tables.no_constraint",
    }


def test_calendars_that_are_known_by_name_hold_and_others_are_reported(intake: Intake, tmp_path: Path) -> None:
    rows = [("Taak", "Duur", "Kalender"), ("A", "7d", "7 dagen"), ("B", "1d", "Standaard"), ("C", "1d", "Ploeg 3")]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))
    weeks = {one.id: sum(bool(day) for day in one.week) for one in reading.plan.calendars}
    first, second, third = reading.plan.activities

    assert weeks[first.calendar_id or 0] == 7
    assert second.calendar_id is None
    assert third.calendar_id is not None
    assert [one.example for one in reading.not_understood] == ["Ploeg 3"]


def test_two_waits_between_the_same_two_are_both_kept(intake: Intake, tmp_path: Path) -> None:
    rows = [
        ("Nr", "Taak", "Duur", "Voorgangers", "Opvolgers"),
        (1, "Ontwerp", "5d", None, "2"),
        (2, "Bouw", "5d", "1;1FS+1d", None),
    ]
    links = intake.read(workbook(tmp_path / "plan.xlsx", rows)).plan.links
    assert sorted((one.predecessor_id, one.successor_id, one.lag_minutes) for one in links) == [(1, 2, 0), (1, 2, 480)]


def test_a_task_that_begins_after_a_holiday_is_not_held_there(intake: Intake, tmp_path: Path) -> None:
    rows = [
        ("Nr", "Taak", "Duur", "Begin", "Einde", "Voorgangers"),
        (1, "Analyse", "9d", D(2026, 12, 14), D(2026, 12, 24), None),
        (2, "Bouw", "5d", D(2026, 12, 28), D(2027, 1, 4), "1"),  # Christmas lies between
        (3, "Test", "5d", D(2027, 1, 6), D(2027, 1, 12), "2"),  # a day later than asked
    ]
    told = {
        one.key: str(one.text.values.get("examples"))
        for one in intake.read(workbook(tmp_path / "p.xlsx", rows)).assumptions
    }

    assert told["dates_wait"] == "Test"


def test_a_task_that_a_lead_puts_where_it_stands_is_not_held_there(intake: Intake, tmp_path: Path) -> None:
    rows = [
        ("Nr", "Taak", "Duur", "Begin", "Einde", "Voorgangers"),
        (1, "Bouw", "10d", D(2026, 3, 9), D(2026, 3, 20), None),
        (2, "Test", "5d", D(2026, 3, 19), D(2026, 3, 25), "1EB-2d"),
        (3, "Livegang", "5d", D(2026, 4, 6), D(2026, 4, 10), "2EB-2d"),
    ]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    told = {one.key: str(one.text.values.get("examples")) for one in reading.assumptions}
    assert told["dates_wait"] == "Livegang"
    found = schedule(reading.plan, drag=True)
    assert [one.drag_minutes for one in found] == [0, 0, 2400]


def test_the_schedule_of_a_table_is_that_of_its_logic(intake: Intake, tmp_path: Path) -> None:
    rows = [
        ("Nr", "Taak", "Duur", "Begin", "Voorgangers"),
        (1, "Ontwerp", "5d", D(2026, 3, 2), None),
        (2, "Bouw", "10d", None, "1BE+2d"),
        (3, "Werving", "3d", D(2026, 3, 16), None),
        (4, "Livegang", "0d", D(2026, 5, 1), "2;3"),
    ]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))
    found = {one.activity.name: (one.early_start, one.early_finish) for one in schedule(reading.plan)}

    assert found["Ontwerp"] == (D(2026, 3, 2, 8), D(2026, 3, 6, 17))
    assert found["Bouw"] == (D(2026, 3, 11, 8), D(2026, 3, 24, 17))
    assert found["Werving"][0] == D(2026, 3, 16, 8)  # waits for nothing: its own date holds
    assert found["Livegang"][1] == D(2026, 5, 1, 8)  # later than the logic asks: somebody wanted it there
    assert {"dates_hold", "dates_wait"} <= {one.key for one in reading.assumptions}
