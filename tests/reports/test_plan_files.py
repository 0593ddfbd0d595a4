"""The plan itself as a workbook and as JSON: what our own reader gets back, and that no cell is a formula."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cases.history import versions
from tests.cases.programme import DAY, hostile, programme

from rechterhand.intake import read, reading_of
from rechterhand.intake.canonical import decoded
from rechterhand.record.activity import Activity, ConstraintType, ThreePoint
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.record.plan import Plan
from rechterhand.reports.files import PLAN_FILES, plan_ending_of
from rechterhand.text import LANGUAGES, Language

COLUMNS = (
    "id",
    "name",
    "outline_level",
    "duration_minutes",
    "elapsed",
    "start",
    "finish",
    "actual_start",
    "actual_finish",
    "constraint",
    "constraint_date",
    "deadline",
    "notes",
)
"""What a table has columns for."""


def with_more() -> Plan:
    """The second version with every kind of lag, an estimate in three points, and rules on dates."""
    plan = versions()[1]
    rows = {
        14: {"three_point": ThreePoint(30 * DAY, 40 * DAY, 60 * DAY), "notes": "=HYPERLINK(1)"},
        20: {"constraint": ConstraintType.START_ON, "constraint_date": datetime(2027, 3, 1, 8)},
    }
    activities = tuple(replace(one, **rows.get(one.id, {})) for one in plan.activities)
    links = list(plan.links)
    links[0] = replace(links[0], lag_minutes=3 * DAY + DAY // 2)
    links[1] = replace(links[1], type=LinkType.SS, lag_minutes=-2 * DAY)
    links[2] = replace(links[2], lag_minutes=5 * 1_440, lag_unit=LagUnit.ELAPSED)
    links[3] = replace(links[3], type=LinkType.FF, lag_percent=50.0, lag_unit=LagUnit.PERCENT, lag_minutes=0)
    return replace(plan, activities=activities, links=tuple(links))


def read_back(plan: Plan, folder: Path, language: Language = "nl") -> Plan:
    file = folder / "zaak.plan.xlsx"
    file.write_bytes(PLAN_FILES[".plan.xlsx"](reading_of(plan), language))
    return read(file).plan


def held(one: Activity) -> dict[str, object]:
    """What an activity says; the reader computes the dates that a plan leaves open."""
    told = {key: getattr(one, key) for key in COLUMNS}
    return {key: value for key, value in told.items() if value is not None}


def ties(plan: Plan) -> set[tuple[object, ...]]:
    def of(one: Link) -> tuple[object, ...]:
        wait = one.lag_percent if one.lag_unit is LagUnit.PERCENT else one.lag_minutes
        return (one.predecessor_id, one.successor_id, one.type, one.lag_unit, wait)

    return {of(one) for one in plan.links}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_is_read_back_as_the_plan(tmp_path: Path, language: Language) -> None:
    plan = with_more()

    back = read_back(plan, tmp_path, language)

    assert [one.name for one in back.activities] == [one.name for one in plan.activities]
    by_id = {one.id: one for one in plan.activities}
    for one in back.activities:
        same = by_id[one.id]
        assert one.type.is_summary == same.type.is_summary
        assert one.type.is_milestone == same.type.is_milestone
        if not one.type.is_summary:
            assert {key: held(one)[key] for key in held(same)} == held(same), one.name
            assert one.three_point == same.three_point
            assert [(base.start, base.finish) for base in one.baselines] == [
                (base.start, base.finish) for base in same.baselines
            ]
    assert ties(back) == ties(plan)
    named = {one.id: one.name for one in plan.resources}
    assert {one.name for one in back.resources} == {
        named[one.resource_id] for one in plan.assignments if one.resource_id
    }


def test_every_part_of_the_plan_has_a_sheet() -> None:
    plan = programme()

    book = load_workbook(BytesIO(PLAN_FILES[".plan.xlsx"](reading_of(plan), "en")))

    assert book.sheetnames[:4] == ["Plan", "Links", "People and means", "Assignments"]
    assert book["Links"].max_row == len(plan.links) + 1
    assert book["People and means"].max_row == len(plan.resources) + 1
    assert book["Assignments"].max_row == len(plan.assignments) + 1
    assert book["Calendars"].max_row == len(plan.calendars) + 1


def test_no_name_becomes_a_formula() -> None:
    for plan in (hostile(), with_more()):
        data = PLAN_FILES[".plan.xlsx"](reading_of(plan), "nl")

        assert all(cell.data_type != "f" for sheet in load_workbook(BytesIO(data)) for row in sheet for cell in row)
        sheets = zipfile.ZipFile(BytesIO(data))
        assert not any(b"<f>" in sheets.read(name) for name in sheets.namelist() if "worksheets" in name)


def test_equal_plans_give_equal_bytes() -> None:
    one, other = (PLAN_FILES[".plan.xlsx"](reading_of(programme()), "nl") for _ in range(2))

    assert one == other


def test_the_json_holds_all_of_the_plan() -> None:
    for plan in (with_more(), hostile()):
        reading = reading_of(plan)

        assert decoded(PLAN_FILES[".plan.json"](reading, "en")).plan == reading.plan


def test_the_end_of_the_name_tells_the_plan_from_the_verdict() -> None:
    assert plan_ending_of("Maart.Plan.XLSX") == ".plan.xlsx"
    assert plan_ending_of("maart.xlsx") is None
