"""Working days in lists are those of the plan's own calendar, as a verdict counts them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.programme import programme
from tests.cases.verdicts import ordinary
from tests.web.queries.scenery import project, promise, version

from rechterhand.record.calendar import STANDARD_DAY, Calendar, CalendarException
from rechterhand.record.plan import Plan
from rechterhand.reports.days import WorkingDays
from rechterhand.web.bridge.headline import headline
from rechterhand.web.bridge.working_days import working_days
from rechterhand.web.data.models import Person, PlanVersion
from rechterhand.web.queries.promise import promise as promised
from rechterhand.web.queries.standing import working_days as counted

FIRST = date(2027, 1, 1)
OFF = tuple(CalendarException(day, day) for day in (date(2027, 3, 26), date(2027, 3, 29), date(2027, 4, 27)))


PROGRAMME = programme()
"""Made once: an example that makes it would be the slow one."""
WorkingDays(PROGRAMME).between(FIRST, FIRST)  # what counts is compiled before the first example


def _plan(*worked: int) -> Plan:
    """A plan whose calendar works on these days of the week, but for Easter and King's Day."""
    week = tuple(STANDARD_DAY if day in worked else () for day in range(7))
    return replace(PROGRAMME, calendars=(Calendar(1, "own", week, OFF),), default_calendar_id=1)


@given(
    st.integers(0, 300), st.integers(0, 300), st.sampled_from([(0, 1, 2, 3, 4), (0, 1, 2, 3), (5, 6), tuple(range(7))])
)
def test_lists_count_as_reports_do(since: int, until: int, worked: tuple[int, ...]) -> None:
    plan = _plan(*worked)
    first, last = FIRST + timedelta(days=since), FIRST + timedelta(days=until)
    row = PlanVersion(**working_days(plan, [FIRST, date(2027, 12, 31)]))

    assert counted(row, first, last) == WorkingDays(plan).between(first, last)


def test_a_calendar_of_single_days_counts_monday_to_friday() -> None:
    """As a board's that meets on eight dates: no day of the week is mostly worked."""
    meets = CalendarException(date(2027, 2, 4), date(2027, 2, 4), STANDARD_DAY)
    plan = replace(_plan(), calendars=(Calendar(1, "board", ((),) * 7, (meets,)),))

    assert working_days(plan, [FIRST]) == {"week": "1111100", "days_off": []}


def test_a_verdict_keeps_the_days_of_its_calendar() -> None:
    review = ordinary()

    told = headline(review)

    reports = WorkingDays(review.plan)
    row = PlanVersion(week=told["week"], days_off=told["days_off"])
    assert counted(row, told["committed"], told["p80"]) == reports.between(told["committed"], told["p80"])


@pytest.mark.django_db
def test_days_after_the_promise_leave_out_days_off() -> None:
    haven = project("Haven", Person.objects.create_user("anna"))
    promise(haven, date(2027, 3, 25))
    found = version(haven, date(2027, 3, 30), **working_days(_plan(0, 1, 2, 3, 4), [date(2027, 3, 30)]))

    late = promised(found).late

    assert late.value == 1, "Friday and Monday of Easter are off"
    assert datetime(2027, 3, 30).weekday() == 1
