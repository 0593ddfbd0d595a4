"""Headings that planners use for more than one thing: the cells beneath them say which it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cases.sheets import workbook

from rechterhand.intake import Intake, Reading
from rechterhand.record.activity import ConstraintType

D = dt.datetime
DAY = 480
Row = Sequence[object]


def read(intake: Intake, path: Path, *rows: Row) -> Reading:
    return intake.read(workbook(path / "plan.xlsx", rows))


def assumed(reading: Reading) -> dict[str, dict[str, object]]:
    return {one.key: dict(one.text.values) for one in reading.assumptions}


@pytest.mark.parametrize("heading", ["Gereed", "Klaar", "Afgerond", "Voltooid", "Done", "Completed"])
@pytest.mark.parametrize("finish", ["Einde", None])
def test_dates_under_done_are_when_tasks_were_done(
    intake: Intake, tmp_path: Path, heading: str, finish: str | None
) -> None:
    head = ("Taak", "Duur", "Start", heading, *([finish] if finish else []))
    first = ("A", "5d", D(2026, 3, 2), D(2026, 3, 10), *([D(2026, 3, 6)] if finish else []))
    second = ("B", "5d", D(2026, 3, 9), None, *([D(2026, 3, 13)] if finish else []))
    reading = read(intake, tmp_path, head, first, second)
    one, two = reading.plan.activities

    assert (one.actual_finish, one.percent_complete) == (D(2026, 3, 10, 17), 100)
    assert (two.started, two.percent_complete) == (False, None)
    assert assumed(reading)["done_actual_finish"] == {"title": heading}
    assert reading.not_understood == ()


def test_a_date_under_done_for_every_task_is_its_finish(intake: Intake, tmp_path: Path) -> None:
    reading = read(
        intake,
        tmp_path,
        ("Fase", "Taak", "Start", "Gereed", "Voortgang"),
        ("Bouw", None, None, None, None),
        (None, "A", D(2026, 3, 2), D(2026, 3, 13), 1),
        (None, "B", D(2026, 3, 16), D(2026, 3, 20), 0.2),
    )
    _, one, two = reading.plan.activities

    assert (one.actual_finish, two.finish) == (D(2026, 3, 13, 17), D(2026, 3, 20, 17))
    assert (two.finished, two.percent_complete, two.duration_minutes) == (False, 20, 5 * DAY)
    assert "done_finish" in assumed(reading)


def test_marks_and_shares_under_done_stay_progress(intake: Intake, tmp_path: Path) -> None:
    reading = read(intake, tmp_path, ("Taak", "Duur", "Gereed"), ("A", "5d", "ja"), ("B", "5d", "50%"))

    assert [one.percent_complete for one in reading.plan.activities] == [100, 50]


def test_a_mapping_goes_before_what_cells_say(intake: Intake, tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx", [("Taak", "Duur", "Gereed"), ("A", "5d", D(2026, 3, 6)), ("B", "5d", None)])
    mapping = tmp_path / "kolommen.toml"
    mapping.write_text('[columns]\nfinish = "Gereed"\n')
    one = intake.read(path, mapping=mapping).plan.activities[0]

    assert (one.finish, one.finished) == (D(2026, 3, 6, 17), False)


@pytest.mark.parametrize(
    ("start", "finish"), [("Prognose start", "Prognose einde"), ("Forecast start", "Forecast finish")]
)
def test_a_forecast_is_the_plan_where_nothing_else_is(intake: Intake, tmp_path: Path, start: str, finish: str) -> None:
    reading = read(
        intake,
        tmp_path,
        ("Taak", "Baseline start", "Baseline einde", start, finish, "Werkelijke start", "Werkelijk einde"),
        ("A", D(2026, 3, 2), D(2026, 3, 13), D(2026, 3, 2), D(2026, 3, 18), D(2026, 3, 2), D(2026, 3, 18)),
        ("B", D(2026, 3, 16), D(2026, 4, 10), D(2026, 3, 19), D(2026, 4, 17), None, None),
    )
    one, two = reading.plan.activities

    assert (one.finished, one.duration_minutes) == (True, 13 * DAY)
    assert (two.start, two.finish) == (D(2026, 3, 19, 8), D(2026, 4, 17, 17))
    assert two.baselines[0].finish == D(2026, 4, 10, 17)


def test_a_forecast_beside_what_was_planned_is_the_plan_and_that_the_baseline(intake: Intake, tmp_path: Path) -> None:
    reading = read(
        intake,
        tmp_path,
        ("Taak", "Gepland begin", "Gepland einde", "Prognose begin", "Prognose einde"),
        ("A", D(2026, 3, 2), D(2026, 3, 13), D(2026, 3, 9), D(2026, 3, 27)),
    )
    one = reading.plan.activities[0]

    assert (one.start, one.finish, one.duration_minutes) == (D(2026, 3, 9, 8), D(2026, 3, 27, 17), 15 * DAY)
    assert (one.baselines[0].start, one.baselines[0].finish) == (D(2026, 3, 2, 8), D(2026, 3, 13, 17))
    assert assumed(reading)["forecast_finish"] == {"title": "Prognose einde", "others": "Gepland einde"}
    assert reading.not_understood == ()


def test_a_forecast_beside_plain_dates_is_kept_and_reported(intake: Intake, tmp_path: Path) -> None:
    reading = read(
        intake,
        tmp_path,
        ("Taak", "Start", "Einde", "Prognose einde"),
        ("A", D(2026, 3, 2), D(2026, 3, 13), D(2026, 3, 27)),
    )

    assert reading.plan.activities[0].finish == D(2026, 3, 13, 17)
    assert [one.field for one in reading.not_understood] == ["Prognose einde"]


def test_milestones_with_baseline_forecast_and_actual(intake: Intake, tmp_path: Path) -> None:
    reading = read(
        intake,
        tmp_path,
        ("Mijlpaal", "Baseline", "Prognose", "Werkelijk"),
        ("Contract", D(2026, 3, 2), D(2026, 3, 4), D(2026, 3, 5)),
        ("Live", D(2026, 6, 1), D(2026, 6, 8), None),
    )
    one, two = reading.plan.activities

    assert (one.type, one.actual_finish) == ("milestone", D(2026, 3, 5, 8))
    assert (two.type, two.finish, two.finished) == ("milestone", D(2026, 6, 8, 8), False)
    assert [each.baselines[0].finish for each in (one, two)] == [D(2026, 3, 2, 17), D(2026, 6, 1, 17)]


def test_amounts_under_baseline_and_forecast_are_no_dates(intake: Intake, tmp_path: Path) -> None:
    reading = read(intake, tmp_path, ("Taak", "Duur", "Baseline", "Prognose"), ("A", "5d", 1000.0, 1200.0))

    assert {one.field: one.reason.key for one in reading.not_understood if one.reason} == {
        "Baseline": "tables.unknown_column",
        "Prognose": "tables.unknown_column",
    }
    assert reading.plan.unread_dates == ()


@pytest.mark.parametrize(
    ("head", "cells", "key", "days"),
    [
        (("Baseline start", "Baseline einde"), (D(2026, 3, 2), D(2026, 3, 13)), "duration_baseline", 10),
        (("Baseline duur", "Start"), ("10d", D(2026, 3, 2)), "duration_baseline", 10),
        (("Actual start", "Actual finish"), (D(2026, 3, 2), D(2026, 3, 6)), "duration_actual", 5),
        (("Duration", "Baseline start", "Baseline finish"), ("3d", D(2026, 3, 2), D(2026, 3, 13)), None, 3),
    ],
)
def test_a_duration_may_come_from_baseline_or_actual_dates(
    intake: Intake, tmp_path: Path, head: Row, cells: Row, key: str | None, days: int
) -> None:
    reading = read(intake, tmp_path, ("Taak", "Voorganger", *head), ("A", None, *cells))

    assert reading.plan.activities[0].duration_minutes == days * DAY
    assert reading.plan.activities[0].type == "task"
    assert [one for one in assumed(reading) if one.startswith("duration_")] == ([key] if key else [])


@pytest.mark.parametrize("heading", ["Constraintdatum", "Constraint date", "Beperkingsdatum", "Datum beperking"])
def test_the_date_of_a_constraint_has_many_names(intake: Intake, tmp_path: Path, heading: str) -> None:
    reading = read(intake, tmp_path, ("Taak", "Duur", "Constraint", heading), ("A", "5d", "SNET", D(2026, 3, 9)))
    one = reading.plan.activities[0]

    assert (one.constraint, one.constraint_date) == (ConstraintType.START_NO_EARLIER_THAN, D(2026, 3, 9, 8))


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Status %", "100%"), ("Status", "behaald"), ("Status", "opgeleverd"), ("Status", "voltooid"),
        ("Status", "gerealiseerd"), ("Status", "achieved"), ("Status", "delivered"),
    ],
)  # fmt: skip
def test_what_says_that_a_task_is_done(intake: Intake, tmp_path: Path, heading: str, cell: str) -> None:
    reading = read(intake, tmp_path, ("Taak", "Duur", "Start", heading), ("A", "5d", D(2026, 3, 2), cell))

    assert reading.plan.activities[0].actual_finish == D(2026, 3, 6, 17)
    assert reading.not_understood == ()


def test_a_milestone_on_schedule_has_not_begun(intake: Intake, tmp_path: Path) -> None:
    reading = read(
        intake,
        tmp_path,
        ("Mijlpaal", "Datum", "Status"),
        ("Contract", D(2026, 3, 2), "behaald"),
        ("Live", D(2026, 6, 1), "op schema"),
    )

    assert [one.actual_start for one in reading.plan.activities] == [D(2026, 3, 2, 8), None]
