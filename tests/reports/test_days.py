"""Working days as the plan's own calendar counts them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.cases.programme import programme

from rechterhand.record.calendar import Calendar, CalendarException
from rechterhand.reports.days import WorkingDays, promised_day

FRIDAY = date(2026, 9, 4)
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
    assert promised_day(datetime(2026, 9, 5)) == FRIDAY
    assert promised_day(datetime(2026, 9, 4, 17)) == FRIDAY
