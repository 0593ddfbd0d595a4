"""What a file says of its milestones and of the units of its durations."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.real import FOLDER, needs_data
from tests.cases.sheets import workbook

from rechterhand.intake import Intake

PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project">
<MinutesPerDay>480</MinutesPerDay>
<Tasks>
<Task><UID>1</UID><ID>1</ID><Name>Build</Name><Duration>PT40H0M0S</Duration><DurationFormat>7</DurationFormat></Task>
<Task><UID>2</UID><ID>2</ID><Name>Test</Name><Duration>PT80H0M0S</Duration><DurationFormat>9</DurationFormat></Task>
<Task><UID>3</UID><ID>3</ID><Name>Dry</Name><Duration>PT48H0M0S</Duration><DurationFormat>8</DurationFormat></Task>
<Task><UID>4</UID><ID>4</ID><Name>Live</Name><Duration>PT8H0M0S</Duration><DurationFormat>7</DurationFormat>
<Milestone>1</Milestone></Task>
</Tasks>
</Project>
"""


def test_units_and_marks_are_those_of_the_file(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_text(PROJECT, encoding="utf-8")

    tasks = {one.name: one for one in intake.read(path).plan.activities}

    assert {name: tasks[name].duration_unit for name in ("Build", "Test", "Dry", "Live")} == {
        "Build": "d",
        "Test": "w",
        "Dry": "ed",
        "Live": "d",
    }
    assert [tasks[name].elapsed for name in ("Build", "Dry")] == [False, True]
    assert [tasks[name].milestone_mark for name in ("Build", "Live")] == [False, True]
    assert not tasks["Live"].type.is_milestone  # a moment that takes a day is scheduled as work


@pytest.mark.parametrize(
    ("column", "build", "live"), [("Mijlpaal", "nee", "ja"), ("Type", "taak", "mijlpaal"), ("Opmerking", "", "")]
)
def test_a_list_marks_milestones_when_it_has_a_column_for_it(
    intake: Intake, tmp_path: Path, column: str, build: str, live: str
) -> None:
    rows = [("Taak", "Duur", column), ("Bouw", "5d", build), ("Livegang", "3d", live)]

    found = intake.read(workbook(tmp_path / "plan.xlsx", rows)).plan.activities

    told = column != "Opmerking"
    assert [one.milestone_mark for one in found] == [False if told else None, True if told else None]
    assert [one.duration_minutes for one in found] == [5 * 480, 3 * 480]


@pytest.mark.data
@needs_data
def test_every_unit_of_microsoft_project_is_known(intake: Intake) -> None:
    plan = intake.read(FOLDER / "plans" / "mpxj" / "DurationTest9.mpp").plan

    told = {one.duration_unit for one in plan.activities if one.duration_unit is not None}

    assert {"m", "h", "d", "w", "mo", "em", "eh", "ed", "ew", "emo"} <= told


@pytest.mark.data
@needs_data
def test_primavera_has_neither(intake: Intake) -> None:
    plan = intake.read(FOLDER / "plans" / "mpxj" / "ProjectDefaultCalendar.xer").plan

    assert {(one.duration_unit, one.milestone_mark) for one in plan.activities} == {(None, None)}
