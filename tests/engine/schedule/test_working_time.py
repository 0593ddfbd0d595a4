"""A plan that doesn't say when people work: planning tools' standard calendar counts, and the result says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from rechterhand.engine.schedule.result import to_moment
from rechterhand.engine.schedule.solve import schedule
from rechterhand.record.activity import Activity
from rechterhand.record.calendar import Calendar
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.record.plan import Dialect, LagCalendar, Plan, ScheduleOptions, Source
from rechterhand.text import render

MONDAY = datetime(2026, 1, 5, 8)
NIGHTS = Calendar(3, "Nachtdienst", (((0, 480),),) * 7)
OFFICE = Calendar(5, "Standaard")
PERSON = Calendar(2, "Jansen", (((480, 600),),) * 7, of_resource=True)


def plan(*calendars: Calendar, default: int | None = None, dialect: Dialect = Dialect.MICROSOFT) -> Plan:
    """Ten days of work, then a day."""
    return Plan(
        name="Zonder kalender",
        key="zonder",
        source=Source("zonder.xml", "MSPDI", ""),
        activities=(
            Activity(1, "Bouwen", duration_minutes=4800, remaining_duration_minutes=4800),
            Activity(2, "Testen", duration_minutes=480, remaining_duration_minutes=480),
        ),
        links=(Link(1, 2),),
        calendars=calendars,
        default_calendar_id=default,
        dialect=dialect,
        start=MONDAY,
    )


def finishes(one: Plan) -> list[datetime | None]:
    return [to_moment(int(moment)) for moment in schedule(one).early_finish]


@pytest.mark.parametrize("dialect", list(Dialect))
@pytest.mark.parametrize(("calendars", "default"), [((), None), ((), 7), ((PERSON,), None), ((PERSON,), 7)])
def test_without_a_calendar_five_days_of_eight_hours_count(
    calendars: tuple[Calendar, ...], default: int | None, dialect: Dialect
) -> None:
    bare = plan(*calendars, default=default, dialect=dialect)
    result = schedule(bare)
    assert finishes(bare) == [datetime(2026, 1, 16, 17), datetime(2026, 1, 19, 17)]
    (assumption,) = result.assumptions
    assert assumption.key == "standard_calendar"
    assert "08:00" in render(assumption.text, "nl")
    assert "Monday to Friday" in render(assumption.text, "en")
    assert result.total_float.tolist() == [0, 0]


def test_lags_count_on_it_too_unless_they_are_in_clock_time() -> None:
    links = (Link(1, 2, lag_minutes=480), Link(1, 2, LinkType.FS, 4 * 1440, LagUnit.ELAPSED))
    worked, elapsed = (finishes(replace(plan(), links=(link,)))[1] for link in links)
    assert worked == datetime(2026, 1, 20, 17)
    assert elapsed == datetime(2026, 1, 21, 17)
    for where in LagCalendar:
        options = ScheduleOptions(lag_calendar=where)
        lagged = replace(plan(dialect=Dialect.PRIMAVERA), links=links[:1], options=options)
        round_the_clock = where is LagCalendar.TWENTY_FOUR_HOURS
        assert finishes(lagged)[1] == datetime(2026, 1, 19 if round_the_clock else 20, 17)


@pytest.mark.parametrize(
    ("calendars", "name", "finish"),
    [
        ((NIGHTS, OFFICE), "Standaard", datetime(2026, 1, 16, 17)),
        ((PERSON, NIGHTS), "Nachtdienst", datetime(2026, 1, 15, 8)),
    ],
)
def test_with_calendars_but_no_project_calendar_one_is_chosen(
    calendars: tuple[Calendar, ...], name: str, finish: datetime
) -> None:
    result = schedule(plan(*calendars))
    (assumption,) = result.assumptions
    assert assumption.key == "chosen_calendar"
    assert name in render(assumption.text, "nl")
    assert to_moment(int(result.early_finish[0])) == finish


def test_a_plan_with_a_calendar_assumes_nothing() -> None:
    assert schedule(plan(OFFICE, default=5)).assumptions == ()
