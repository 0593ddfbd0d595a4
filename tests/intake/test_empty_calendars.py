"""A calendar of an XER without hours: said, not filled with hours that nobody gave."""

from __future__ import annotations

from pathlib import Path

from tests.cases.xer import NO_HOURS, WEEK, xer

from rechterhand.findings.check import Subject, Verdict
from rechterhand.findings.checks import incomplete_calendars
from rechterhand.findings.examined import examined
from rechterhand.intake import Intake


def test_an_empty_calendar_of_an_xer_stays_empty_and_is_found(intake: Intake, tmp_path: Path) -> None:
    path = xer(tmp_path, [{}, {"clndr_id": "2"}], calendars={1: WEEK, 2: NO_HOURS})

    plan = intake.read(path).plan
    found = incomplete_calendars.check.find(Subject(plan, None))

    hours = {one.id: one.week for one in plan.calendars}
    assert hours[2] == ((),) * 7
    assert [len(day or ()) for day in hours[1]] == [2, 2, 2, 2, 2, 0, 0]
    assert (found.verdict, found.value) == (Verdict.FAIL, 1.0)


def test_a_plan_on_it_is_checked_without_dates_and_says_why(intake: Intake, tmp_path: Path) -> None:
    path = xer(tmp_path, [{"clndr_id": "2"}], calendars={1: WEEK, 2: NO_HOURS})

    made = examined(path, intake=intake)

    assert made.schedule is None
    assert made.refused is not None
