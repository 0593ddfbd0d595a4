"""Who counts in which population."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.plans import build, computed

from rechterhand.engine.schedule.result import NO_DATE, to_minute
from rechterhand.findings.populations import Populations, minutes_of

BEGUN = datetime(2026, 1, 5, 8)
DONE = datetime(2026, 1, 9, 17)

FORM = {
    "tasks": [
        {"id": 1, "days": 5},
        {"id": 2, "days": 5, "actual_start": BEGUN},
        {"id": 3, "days": 5, "actual_start": BEGUN, "actual_finish": DONE},
        {"id": 4, "days": 0, "type": "milestone"},
        {"id": 5, "days": 0},
        {"id": 6, "days": 9, "type": "level_of_effort"},
        {"id": 7, "type": "summary"},
        {"id": 8, "days": 5, "type": "wbs_summary"},
        {"id": 9, "days": 5, "active": False},
        {"id": 10, "days": 5, "external": True},
        {"id": 11, "name": ""},
    ],
    "links": ["1 FS 2", "1 FS 3", "7 FS 2", "9 FS 2", "10 FS 2", "6 FS 4"],
}


def members(mask: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[int]:
    return [task["id"] for task, inside in zip(FORM["tasks"], mask, strict=True) if inside]


def test_populations_nest_as_defined() -> None:
    rows = Populations(build(FORM))

    assert members(rows.act) == [1, 2, 3, 4, 5, 6]
    assert members(rows.n) == [1, 2, 3]
    assert members(rows.inc) == [1, 2]
    assert members(rows.inc_plus) == [1, 2, 4, 5]
    assert members(rows.fut) == [1]


def test_links_count_between_activities_and_into_unfinished_ones() -> None:
    rows = Populations(build(FORM))

    assert rows.lnk.tolist() == [True, True, False, False, False, True]
    assert rows.links_into_inc.tolist() == [True, False, False, False, False, False]


def test_a_link_to_an_activity_that_is_not_there_is_no_link_of_the_plan() -> None:
    rows = Populations(build({"tasks": [{"id": 1, "days": 5}], "links": ["1 FS 99", "99 FS 1"]}))

    assert rows.successor.tolist() == [-1, 0]
    assert not rows.lnk.any()


def test_near_critical_takes_floats_up_to_ten_days() -> None:
    floats = (-2, 0, 10, 10.5, 60)
    form = {"tasks": [{"id": at, "days": 5, "float_days": days} for at, days in enumerate(floats, 1)]}
    plan = build(form)

    rows = Populations(plan, computed(plan, form))

    assert rows.near_critical.tolist() == [True, True, True, False, False]


def test_labels_use_the_mark_that_users_of_the_tool_know() -> None:
    task = {"id": 1, "row": 12, "code": "A1000", "name": "Test"}

    microsoft = Populations(build({"tasks": [task]}))
    primavera = Populations(build({"tasks": [task], "dialect": "primavera"}))

    assert microsoft.label(0) == "12 Test"
    assert primavera.label(0) == "A1000 Test"


def test_a_plan_looks_ahead_from_its_status_date_or_from_its_start_when_nothing_has_begun() -> None:
    dated = {"id": 1, "days": 5, "start": BEGUN}
    begun = {"id": 2, "days": 5, "start": BEGUN, "actual_start": BEGUN}

    assert Populations(build({"tasks": [dated, begun], "status_date": DONE})).outlook_from == DONE
    assert Populations(build({"tasks": [dated], "start": DONE})).outlook_from == DONE
    assert Populations(build({"tasks": [dated]})).outlook_from == BEGUN
    assert Populations(build({"tasks": [dated, begun]})).outlook_from is None


def test_dates_are_the_actual_ones_then_those_of_the_file_then_the_computed_ones() -> None:
    form: dict[str, Any] = {
        "engine": True,
        "calendars": [{"id": 1}],
        "start": BEGUN,
        "tasks": [
            {"id": 1, "days": 5, "start": BEGUN, "actual_start": DONE},
            {"id": 2, "days": 5, "start": DONE},
            {"id": 3},
        ],
    }
    plan = build(form)

    found = Populations(plan, computed(plan, form)).planned_start

    assert found.tolist() == [to_minute(DONE), to_minute(DONE), to_minute(BEGUN)]


@given(st.lists(st.none() | st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1))))
def test_moments_become_the_minutes_that_they_become_one_by_one(moments: list[datetime | None]) -> None:
    assert minutes_of(moments).tolist() == [NO_DATE if one is None else to_minute(one) for one in moments]
