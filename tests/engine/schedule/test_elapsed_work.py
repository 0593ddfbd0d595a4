"""Work that runs round the clock beside work in office hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from tests.cases.plans import build
from tests.cases.random_plans import plans

from rechterhand.engine.schedule.solve import schedule
from rechterhand.record.link import LagUnit, Link
from rechterhand.record.plan import LagCalendar, Plan


def test_float_of_elapsed_work_is_told_in_working_days_of_the_plan() -> None:
    """Three elapsed days end on Thursday morning the 8th; the twenty working days beside them on Friday the 30th."""
    tasks = [{"id": 1, "duration_minutes": 3 * 1440, "elapsed": True}, {"id": 2, "days": 20}]
    dates = schedule(build({"tasks": tasks, "start": datetime(2026, 1, 5, 8)}))

    told = dates.days(1, dates[1].total_float_minutes)

    assert dates[1].early_finish == datetime(2026, 1, 8, 8)
    assert told == pytest.approx(17, abs=1.1)


JANUARY = datetime(2026, 1, 5, 8)


@pytest.mark.parametrize(("dialect", "kind"), [("microsoft", "milestone"), ("primavera", "finish_milestone")])
@pytest.mark.parametrize("lag", [16 * 60, 1440, 2 * 1440])
def test_clock_hours_into_a_weekend_before_the_end_leave_no_negative_float(dialect: str, kind: str, lag: int) -> None:
    """A ends on Friday the 9th; the milestone is reached on Monday at eight.

    Its late date is that moment, which Primavera writes as the end of Friday.
    """
    tasks = [{"id": 1, "days": 5}, {"id": 2, "days": 0, "type": kind}]
    plan = build({"tasks": tasks, "start": JANUARY, "dialect": dialect, "calendars": [{"id": 1}]})
    options = replace(plan.options, lag_calendar=LagCalendar.TWENTY_FOUR_HOURS)
    links = (Link(1, 2, lag_minutes=lag, lag_unit=LagUnit.ELAPSED),)
    found = schedule(replace(plan, links=links, options=options))

    reached = datetime(2026, 1, 12, 8)
    last = reached if dialect == "microsoft" else datetime(2026, 1, 9, 17)
    assert (found[2].early_finish, found[2].late_finish) == (reached, last)
    assert found[1].late_finish == datetime(2026, 1, 9, 17)
    assert [found[key].total_float_minutes for key in (1, 2)] == [0, 0]


def test_a_waiting_period_of_calendar_days_leaves_the_room_that_the_weekend_gives() -> None:
    """Thursday 19 March and thirty days are a Saturday; so are Friday 20 March and thirty days a Sunday."""
    tasks = [{"id": 1, "days": 14}, {"id": 2, "days": 0, "type": "milestone"}]
    found = schedule(build({"tasks": tasks, "links": ["1 FS+30ed 2"], "start": datetime(2026, 3, 2, 8)}))

    assert found[2].early_finish == datetime(2026, 4, 20, 8)
    assert (found[1].early_finish, found[1].late_finish) == (datetime(2026, 3, 19, 17), datetime(2026, 3, 20, 17))


@settings(max_examples=200, deadline=None)
@given(plans("constraints progress"))
def test_without_dates_no_lag_of_any_kind_makes_a_float_negative(plan: Plan) -> None:
    plan = replace(plan, activities=tuple(replace(one, calendar_id=None) for one in plan.activities))
    assert (schedule(plan).total_float >= 0).all()
