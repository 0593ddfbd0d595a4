"""A lag in elapsed time lasts as long in Primavera, which counts lags in the working time of a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.plans import build

from rechterhand.engine.schedule.result import to_moment
from rechterhand.engine.schedule.solve import schedule
from rechterhand.export.choose import written
from rechterhand.export.mpxj.worked import worked_between
from rechterhand.intake import read
from rechterhand.record.calendar import STANDARD_DAY, Calendar, CalendarException, WorkWeek
from rechterhand.record.plan import Plan
from rechterhand.versions.elsewhere import ends

WEEKEND = {"id": 2, "name": "weekends", "days": "67"}
WEEK = {"id": 1, "name": "five days", "days": "12345", "off": [date(2027, 3, 9)]}


def _plan(lag: str, successor_calendar: int) -> Plan:
    """Four days of work until a Thursday, and after the lag two days in a calendar of its own; with dates."""
    form = {
        "start": datetime(2027, 3, 1, 8),
        "tasks": [{"id": 1, "days": 4}, {"id": 2, "days": 2, "calendar_id": successor_calendar}],
        "links": [f"1 {lag} 2"],
        "calendars": [WEEK, WEEKEND],
    }
    plan = build(form)
    dates = schedule(plan)
    rows = (
        replace(one, start=to_moment(int(start)), finish=to_moment(int(finish)))
        for one, start, finish in zip(plan.activities, dates.early_start, dates.early_finish, strict=True)
    )
    return replace(plan, activities=tuple(rows))


@pytest.mark.parametrize("calendar", [1, 2])
@pytest.mark.parametrize("lag", ["FS+7ed", "FS+1ed", "FS+5ed", "SS+9ed", "FS-2ed"])
def test_the_plan_ends_as_before(lag: str, calendar: int, tmp_path: Path) -> None:
    plan = _plan(lag, calendar)

    made = written(plan, "plan.xer")

    file = tmp_path / "plan.xer"
    file.write_bytes(made.data)
    assert schedule(read(file).plan).project_finish == schedule(plan).project_finish
    assert ends(plan, made.data, ".xer").told is None
    assert [one.key for one in made.left_out] == ["lag_unit"]


def test_an_end_that_moves_is_told_with_both_days() -> None:
    plan, later = _plan("FS", 1), _plan("FS+3d", 1)

    told = ends(plan, written(later, "plan.xml").data, ".xml").told

    assert told is not None
    assert (told.values["here"], told.values["there"]) == (date(2027, 3, 8), date(2027, 3, 12))


def test_hours_come_from_exception_then_work_week_then_week_then_parent() -> None:
    parent = Calendar(1, "parent", (STANDARD_DAY,) * 5 + ((), ()))
    busy = WorkWeek(date(2027, 3, 8), date(2027, 3, 14), (None, ((480, 1200),), None, None, None, ((480, 600),), None))
    off = CalendarException(date(2027, 3, 9), date(2027, 3, 9))
    own = Calendar(2, "own", (None, (), None, None, None, None, None), (off,), (busy,), parent_id=1)
    others = {1: parent, 2: own}

    def minutes(day: int) -> int:
        return worked_between(own, others, datetime(2027, 3, day), datetime(2027, 3, day + 1))

    assert [minutes(day) for day in (8, 9, 13, 15, 16)] == [480, 0, 120, 480, 0]


@given(st.integers(0, 40_000), st.integers(0, 40_000), st.integers(0, 40_000))
def test_time_adds_up_and_runs_back_as_it_runs_on(first: int, second: int, third: int) -> None:
    calendar = Calendar(1, "five days")
    from_, middle, until = (datetime(2027, 3, 1) + timedelta(minutes=one) for one in sorted((first, second, third)))

    whole = worked_between(calendar, {}, from_, until)

    assert whole == worked_between(calendar, {}, from_, middle) + worked_between(calendar, {}, middle, until)
    assert worked_between(calendar, {}, until, from_) == -whole
    assert 0 <= whole <= (until - from_).total_seconds() / 60
