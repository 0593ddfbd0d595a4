"""Dates and durations in every way that planners write them, and what is said where they are open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from tests.cases.sheets import separated, workbook

from rechterhand.intake import Intake, Reading
from rechterhand.intake.tables.dates import Order, stamp
from rechterhand.intake.tables.durations import Span, Week, lag, span

MARCH_3 = dt.datetime(2026, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        "3-3-2026", "03/03/2026", "3.3.2026", "3-3-26", "2026-03-03", "2026/3/3", "20260303", "46084", "di 3-3-26",
        "dinsdag 3 maart 2026", "3 mrt 2026", "3-mrt-26", "3 maart '26", "March 3, 2026", "Tue 3/3/26", "3 Mar 2026",
        "3-Mar-26 A", "3-3-2026*", "2026-03-03T00:00:00", "3 mrt. 2026",
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    found = stamp(text, Order.DMY)

    assert found is not None
    assert (found.moment, found.timed) == (MARCH_3, False)


@pytest.mark.parametrize(
    "text", ["3-3-2026 13:30", "Tue 3/3/26 1:30 PM", "2026-03-03T13:30:00Z", "3 mrt 2026 13.30 uur"]
)
def test_a_time_of_day_is_kept(text: str) -> None:
    found = stamp(text, Order.DMY)

    assert found is not None
    assert (found.moment, found.timed) == (dt.datetime(2026, 3, 3, 13, 30), True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "32-3-2026",
        "3-13-2026x",
        "30-2-2026",
        "3 foo 2026",
        "12-2026",
        "1-1-1900",
        "n.t.b.",
        "5",
        "99999999",
        "2026",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert stamp(text, Order.DMY) is None


@pytest.mark.parametrize("text", ["wk 10 2026", "2026-W10", "week 10-2026", "W10 26"])
def test_a_week_is_its_monday(text: str) -> None:
    found = stamp(text, Order.DMY)

    assert found is not None
    assert (found.moment, found.week) == (dt.datetime(2026, 3, 2), True)


WEEK = Week()
DAY = 480


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("5d", 5 * DAY), ("5 dagen", 5 * DAY), ("5 dgn.", 5 * DAY), ("2w", 10 * DAY), ("2 weken", 10 * DAY),
        ("4u", 240), ("4 uur", 240), ("4h", 240), ("30 min", 30), ("1 mnd", 20 * DAY), ("1ma", 20 * DAY),
        ("2 months", 40 * DAY),
        ("1 week 2 dagen", 7 * DAY), ("1,5 d", 720), ("1.5 weeks", 3600), ("P5D", 5 * DAY),
        ("PT40H0M0S", 2400), ("12", 12 * DAY),
        ("0", 0), ("ca. 3 weken", 15 * DAY), ("3 wkn", 15 * DAY), ("1 jaar", 240 * DAY), ("5 working days", 5 * DAY),
    ],
)  # fmt: skip
def test_a_duration_in_working_time(text: str, minutes: int) -> None:
    found = span(text, "d", WEEK)

    assert found is not None
    assert (found.minutes, found.elapsed) == (minutes, False)


@pytest.mark.parametrize(
    "text", ["5ed", "5 edays", "5 kalenderdagen", "5 kd", "5 vd", "5 elapsed days", "5 verstreken dagen"]
)
def test_a_duration_in_clock_time(text: str) -> None:
    assert span(text, "d", WEEK) == Span(5 * 1440, elapsed=True)


def test_a_question_mark_makes_an_estimate() -> None:
    assert span("5d?", "d", WEEK) == Span(2400, estimated=True)


@pytest.mark.parametrize(
    "text", ["-3", "-3d", "5-10 dagen", "abc", "d", "5 d 3 ed", "5x", "9" * 30, "1 2 3", "%", "5%"]
)
def test_what_is_no_duration_is_none(text: str) -> None:
    assert span(text, "d", WEEK) is None


def test_lags_carry_sign_percentage_and_clock_time() -> None:
    three, lead, half, clock = (lag(text, WEEK) for text in ("+3,5d", "- 2 dagen", "+50%", "+1ew"))

    assert three is not None
    assert lead is not None
    assert half is not None
    assert clock is not None
    assert three.minutes == 1680
    assert lead.minutes == -960
    assert half.percent == 50
    assert (clock.minutes, clock.elapsed) == (7 * 1440, True)


def dated(intake: Intake, path: Path, *pairs: tuple[str, str]) -> Reading:
    """A plan of tasks with these starts and finishes as texts."""
    rows: list[Sequence[object]] = [("Taak", "Begin", "Einde")]
    rows += [(f"Taak {number}", *pair) for number, pair in enumerate(pairs, 1)]
    return intake.read(separated(path / "plan.csv", rows))


def starts(reading: Reading) -> list[tuple[int, int]]:
    return [(one.start.month, one.start.day) for one in reading.plan.activities if one.start is not None]


def texts(reading: Reading) -> dict[str, dict[str, object]]:
    return {one.key: dict(one.text.values) for one in reading.assumptions}


def test_a_thirteenth_shows_that_the_day_comes_first(intake: Intake, tmp_path: Path) -> None:
    reading = dated(intake, tmp_path, ("2/3/2026", "6/3/2026"), ("9/3/2026", "13/3/2026"))

    assert starts(reading) == [(3, 2), (3, 9)]
    assert texts(reading)["dates_dmy"] == {"titles": "Begin, Einde", "example": "13/3/2026", "where": "C3"}


def test_a_thirteenth_in_second_place_shows_that_the_month_comes_first(intake: Intake, tmp_path: Path) -> None:
    reading = dated(intake, tmp_path, ("3/2/2026", "3/6/2026"), ("3/9/2026", "3/13/2026"))

    assert starts(reading) == [(3, 2), (3, 9)]
    assert texts(reading)["dates_mdy"]["example"] == "3/13/2026"


def test_open_dates_are_read_so_that_tasks_end_after_they_start(intake: Intake, tmp_path: Path) -> None:
    reading = dated(intake, tmp_path, ("03/09/2026", "04/03/2026"), ("03/10/2026", "05/01/2026"))

    assert starts(reading) == [(3, 9), (3, 10)]
    assert "dates_mdy_fitted" in texts(reading)


def test_dates_that_stay_open_are_read_as_dutch_and_named(intake: Intake, tmp_path: Path) -> None:
    reading = dated(intake, tmp_path, ("01/02/2026", "03/04/2026"))

    assert starts(reading) == [(2, 1)]
    assert texts(reading)["dates_dmy_guessed"]["example"] == "01/02/2026"


def test_what_is_a_date_in_no_order_asks_after_none(intake: Intake, tmp_path: Path) -> None:
    reading = dated(intake, tmp_path, ("32-13-2026", "13-3-2026"))

    assert [one.example for one in reading.not_understood] == ["32-13-2026"]
    assert "dates_dmy_guessed" not in texts(reading)


def test_a_mapping_file_settles_open_dates(intake: Intake, tmp_path: Path) -> None:
    path = separated(tmp_path / "plan.csv", [("Taak", "Begin", "Duur"), ("Bouw", "01/02/2026", "5d")])
    mapping = tmp_path / "kolommen.toml"
    mapping.write_text('dates = "mdy"\n')

    assert starts(intake.read(path, mapping=mapping)) == [(1, 2)]


def test_both_orders_in_one_column_are_named(intake: Intake, tmp_path: Path) -> None:
    reading = dated(intake, tmp_path, ("13/3/2026", "20/3/2026"), ("3/4/2026", "4/16/2026"), ("14/4/2026", "24/4/2026"))

    told = texts(reading)["dates_mixed_finish"]
    assert told == {"title": "Einde", "example": "4/16/2026", "where": "C3", "count": 1}
    assert starts(reading) == [(3, 13), (4, 3), (4, 14)]


def test_cells_that_hold_no_date_are_named_with_place_and_kept(intake: Intake, tmp_path: Path) -> None:
    rows = [
        ("Taak", "Begin", "Duur"),
        ("A", "32-13-2026", "5d"),
        ("B", "n.t.b.", "5d"),
        ("C", "wk 12", "5d"),
        ("D", "=#N/A", "5d"),
        ("E", dt.datetime(2026, 3, 2), "een tijdje"),
    ]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    told = {one.where: (one.field, one.example, one.reason.key if one.reason else "") for one in reading.not_understood}
    assert told == {
        "Planning!B2": ("Begin", "32-13-2026", "tables.no_date"),
        "Planning!B3": ("Begin", "n.t.b.", "tables.cell_unknown"),
        "Planning!B4": ("Begin", "wk 12", "tables.week_without_year"),
        "Planning!B5": ("Begin", "#N/A", "tables.cell_fault"),
        "Planning!C6": ("Duur", "een tijdje", "tables.no_duration"),
    }
    assert [one.fields.get("Begin") for one in reading.plan.activities] == [
        "32-13-2026",
        "n.t.b.",
        "wk 12",
        "#N/A",
        None,
    ]


def test_formulas_that_nothing_has_computed_are_named_with_place(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Planning")
        sheet.write_row(0, 0, ["Taak", "Begin", "Duur"])
        sheet.write_row(1, 0, ["A", "2-3-2026"])
        sheet.write_formula(1, 2, "=2+3", None, "")
        sheet.write_row(2, 0, ["B", "", "3d"])
        sheet.write_formula(2, 1, "=#REF!", None, "")
        sheet.write_row(3, 0, ["C", "9-3-2026"])
        sheet.write_formula(3, 2, "=2+3", None, 5)
    reading = intake.read(path)

    told = {one.where: (one.field, one.example, one.reason.key if one.reason else "") for one in reading.not_understood}
    assert told == {
        "Planning!C2": ("Duur", "=2+3", "tables.cell_unsaved"),
        "Planning!B3": ("Begin", "=#REF!", "tables.cell_unsaved"),
    }
    assert reading.plan.activities[2].duration_minutes == 5 * 480


@pytest.mark.parametrize(
    ("begin", "end", "wanted"),
    [
        ("13/4/26", "20-4", ("2026-04-13", "2026-04-20")),
        ("13/4/26", "20 apr", ("2026-04-13", "2026-04-20")),
        ("14/12/26", "8 januari", ("2026-12-14", "2027-01-08")),
        ("13/4/26", "wk 17", ("2026-04-13", "2026-04-24")),
        ("13-4", "20-4-2026", ("2026-04-13", "2026-04-20")),
        ("14-12", "8-1-2027", ("2026-12-14", "2027-01-08")),
        ("13/4/26", "13-4", ("2026-04-13", "2026-04-13")),
    ],
)
def test_a_date_without_a_year_gets_that_of_the_other_date(
    intake: Intake, tmp_path: Path, begin: str, end: str, wanted: tuple[str, str]
) -> None:
    reading = dated(intake, tmp_path, (begin, end))
    one = reading.plan.activities[0]

    assert tuple(str(moment)[:10] for moment in (one.start, one.finish)) == wanted
    assert one.type == "task"
    assert "year_beside" in texts(reading)
    assert reading.not_understood == ()


@pytest.mark.parametrize("pair", [("13/4/26", "6-4"), ("n.t.b.", "20-4-2026"), ("20-4", "13-x")])
def test_a_date_that_stays_open_makes_no_milestone(intake: Intake, tmp_path: Path, pair: tuple[str, str]) -> None:
    """'6-4' after 13 April would be a year later: rather a slip of the pen."""
    reading = dated(intake, tmp_path, pair)
    one = reading.plan.activities[0]

    assert (one.type, one.duration_minutes, one.estimated) == ("task", DAY, True)
    assert reading.not_understood != ()
    assert "duration_milestone" not in texts(reading)
    assert texts(reading)["duration_lost"]["examples"] == "Taak 1"


def test_durations_that_count_weekends_are_found_out(intake: Intake, tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [("Taak", "Begin", "Einde", "Duur")]
    for number in range(4):
        start = dt.datetime(2026, 3, 2) + dt.timedelta(days=14 * number)
        rows.append((f"Taak {number}", start, start + dt.timedelta(days=11), 12))
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert [one.duration_minutes for one in reading.plan.activities] == [10 * DAY] * 4
    assert texts(reading)["calendar_days"]["count"] == 4


def test_a_missing_duration_comes_from_the_dates(intake: Intake, tmp_path: Path) -> None:
    rows = [
        ("Taak", "Begin", "Einde"),
        ("Bouw", dt.datetime(2026, 3, 2), dt.datetime(2026, 3, 13)),
        ("Conversie in het weekend", dt.datetime(2026, 3, 14), dt.datetime(2026, 3, 15)),
        ("Livegang", None, dt.datetime(2026, 3, 16)),
        ("Nog te plannen", None, None),
    ]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))
    build, convert, live, later = reading.plan.activities

    assert build.duration_minutes == 10 * DAY
    assert (convert.duration_minutes, convert.elapsed) == (33 * 60, True)
    assert (live.type, live.duration_minutes) == ("milestone", 0)
    assert (later.duration_minutes, later.estimated) == (DAY, True)
    assert texts(reading)["duration_dates"]["count"] == 2
    assert texts(reading)["duration_milestone"]["examples"] == "Livegang"
    assert texts(reading)["duration_nothing"]["examples"] == "Nog te plannen"


def test_a_finish_before_the_start_is_named_and_left_out(intake: Intake, tmp_path: Path) -> None:
    rows = [("Taak", "Begin", "Einde", "Duur"), ("Bouw", dt.datetime(2026, 3, 9), dt.datetime(2026, 3, 2), "5d")]
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert reading.plan.activities[0].finish is None
    assert reading.not_understood[0].reason is not None
    assert reading.not_understood[0].reason.key == "tables.finish_before_start"


@pytest.mark.parametrize(
    ("heading", "value", "minutes"),
    [
        ("Duur (uren)", 16, 960),
        ("Duur in weken", 2, 10 * DAY),
        ("Aantal dagen", 3, 3 * DAY),
        ("Duration (months)", 1, 20 * DAY),
    ],
)
def test_bare_numbers_take_the_unit_of_their_heading(
    intake: Intake, tmp_path: Path, heading: str, value: int, minutes: int
) -> None:
    plan = intake.read(workbook(tmp_path / "plan.xlsx", [("Taak", heading), ("Bouw", value)])).plan

    assert plan.activities[0].duration_minutes == minutes


def test_a_plan_without_any_date_says_from_when_it_is_counted(intake: Intake, tmp_path: Path) -> None:
    reading = intake.read(workbook(tmp_path / "plan.xlsx", [("Taak", "Duur"), ("Bouw", 5)]))

    assert reading.plan.start is not None
    assert reading.plan.start.weekday() == 0
    assert "no_dates" in texts(reading)


@pytest.mark.parametrize(
    ("rows", "key", "start"),
    [
        (
            [("Taak", "Duur", "Basislijn begin", "Basislijn einde"), ("A", "5d", "2-11-2026", "6-11-2026")],
            "baseline",
            2,
        ),
        ([("Statusdatum", "9-11-2026"), (None, None), ("Taak", "Duur"), ("A", "5d")], "status", 9),
    ],
)
def test_a_plan_without_dates_begins_where_its_baseline_or_status_date_is(
    intake: Intake, tmp_path: Path, rows: list[tuple[object, ...]], key: str, start: int
) -> None:
    reading = intake.read(workbook(tmp_path / "plan.xlsx", rows))

    assert reading.plan.start is not None
    assert reading.plan.start.date() == dt.date(2026, 11, start)
    assert [one.text.key for one in reading.assumptions if one.key == "no_dates"] == [f"tables.no_dates_{key}"]
