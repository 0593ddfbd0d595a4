"""Working days as the plan's own calendar counts them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.cases.programme import programme
from tests.cases.schedules import plan_of

from rechterhand.cli.dates import show_schedule
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.run import Run
from rechterhand.record.calendar import Calendar, CalendarException
from rechterhand.record.plan import Plan
from rechterhand.reports.days import WorkingDays, shown_days
from rechterhand.reports.headline import headline
from rechterhand.reports.page import page
from rechterhand.schema.documents.schedule import schedule_document
from rechterhand.text import render
from rechterhand.text.ending import ending_day
from rechterhand.verdict import review

FRIDAY = date(2026, 9, 4)
HELD = datetime(2026, 9, 10)
HOLIDAY = CalendarException(date(2026, 9, 8), date(2026, 9, 9))


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (FRIDAY, date(2026, 9, 7), 1),
        (FRIDAY, date(2026, 9, 6), 0),
        (date(2026, 9, 7), date(2026, 9, 10), 1),
        (date(2026, 9, 10), date(2026, 9, 7), -1),
        (FRIDAY, FRIDAY, 0),
        (datetime(2026, 9, 4, 17), datetime(2026, 9, 11, 8), 3),
    ],
)
def test_days_off_do_not_count(first: date, last: date, days: int) -> None:
    plan = replace(programme(), calendars=(Calendar(1, "Standaard", exceptions=(HOLIDAY,)),))

    assert WorkingDays(plan).between(first, last) == days


def test_days_far_apart_are_counted_after_near_ones() -> None:
    days = WorkingDays(programme())

    assert days.between(FRIDAY, date(2026, 9, 7)) == 1
    assert days.between(date(2016, 1, 1), date(2036, 1, 1)) == 5217
    assert days.between(date(2036, 1, 1), date(2016, 1, 1)) == -5217
    assert days.between(FRIDAY, date(2026, 9, 14)) == 6


def test_without_a_calendar_the_week_runs_from_monday_to_friday() -> None:
    plan = replace(programme(), calendars=(), default_calendar_id=None)

    assert WorkingDays(plan).between(FRIDAY, date(2026, 9, 14)) == 6


def test_midnight_promises_the_day_before() -> None:
    assert ending_day(datetime(2026, 9, 5)) == FRIDAY
    assert ending_day(datetime(2026, 9, 4, 17)) == FRIDAY


def around_the_clock() -> Plan:
    """Two days of work day and night from Monday on, a moment before and one behind it, and another that is held."""
    tasks = [
        {"id": 1, "name": "Begonnen", "type": "milestone", "days": 0},
        {"id": 2, "name": "Gieten", "days": 6},
        {"id": 3, "name": "Gestort", "type": "milestone", "days": 0},
        {
            "id": 4,
            "name": "Vergund",
            "type": "milestone",
            "constraint": "snet",
            "constraint_date": datetime(2026, 9, 10),
        },
        {"id": 5, "name": "Harden", "days": 3},
    ]
    links = ["1 FS 2", "2 FS 3", "3 FS 5"]
    plan = plan_of({"dialect": "microsoft", "start": datetime(2026, 9, 7), "tasks": tasks, "links": links})
    rows = tuple(replace(one, calendar_id=3) for one in plan.activities)
    return replace(plan, activities=rows, default_calendar_id=3)


def test_a_finish_at_midnight_is_the_day_on_which_work_ended_and_a_start_is_not() -> None:
    found = schedule(around_the_clock())

    days = {one.activity.name: shown_days(one, found.project_start) for one in found}

    assert days == {
        "Begonnen": (date(2026, 9, 7), date(2026, 9, 7)),
        "Gieten": (date(2026, 9, 7), date(2026, 9, 8)),
        "Gestort": (date(2026, 9, 8), date(2026, 9, 8)),
        "Vergund": (date(2026, 9, 10), date(2026, 9, 10)),
        "Harden": (date(2026, 9, 9), date(2026, 9, 9)),
    }
    assert found[2].early_finish == datetime(2026, 9, 9)


def test_every_door_tells_the_day_on_which_work_ended(capsys: pytest.CaptureFixture[str]) -> None:
    plan = around_the_clock()
    rows = tuple(one for one in plan.activities if one.id < 4)
    links = tuple(one for one in plan.links if one.successor_id < 4)
    verdict = review(replace(plan, activities=rows, links=links), run=Run(200), names=True)
    moment = verdict.simulation.planned_finish

    show_schedule(verdict.schedule, "en")
    screen = capsys.readouterr().out

    assert moment == datetime(2026, 9, 9)
    assert "8 Sept 2026" in screen
    assert "9 Sept 2026" not in screen
    assert "8 September 2026" in page(verdict, "en")
    assert "The plan itself says 8 September 2026" in " ".join(render(one, "en") for one in headline(verdict))
    assert schedule_document(verdict.schedule)["project_finish"] == "2026-09-09T00:00"
