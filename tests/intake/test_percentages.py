"""Progress that a file tells by a percentage alone counts: done work has ended, half-done work has half left."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from tests.cases.priced import RUN

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.solve import simulate
from rechterhand.findings.pricing import price
from rechterhand.intake import Intake
from rechterhand.record.activity import Activity
from rechterhand.text import render

_HOURS = "".join(
    f"<WorkingTime><FromTime>{start}:00:00</FromTime><ToTime>{end}:00:00</ToTime></WorkingTime>"
    for start, end in (("08", "12"), ("13", "17"))
)
_WEEK = "".join(
    f"<WeekDay><DayType>{day}</DayType><DayWorking>{int(1 < day < 7)}</DayWorking>"
    + (f"<WorkingTimes>{_HOURS}</WorkingTimes>" if 1 < day < 7 else "")
    + "</WeekDay>"
    for day in range(1, 8)
)
MSPDI = f"""<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><SaveVersion>14</SaveVersion>
<StartDate>2026-01-05T08:00:00</StartDate><CalendarUID>1</CalendarUID><StatusDate>2026-01-23T17:00:00</StatusDate>
<MinutesPerDay>480</MinutesPerDay><MinutesPerWeek>2400</MinutesPerWeek>
<Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar>
<BaseCalendarUID>-1</BaseCalendarUID><WeekDays>{_WEEK}</WeekDays></Calendar></Calendars><Tasks>{{tasks}}</Tasks></Project>"""
TASK = """<Task><UID>{id}</UID><ID>{id}</ID><Name>{name}</Name><Active>1</Active><Manual>0</Manual><Type>0</Type>
<OutlineLevel>1</OutlineLevel><Start>{start}T08:00:00</Start><Finish>{finish}T17:00:00</Finish>
<Duration>PT{hours}H0M0S</Duration><DurationFormat>7</DurationFormat>{more}{link}</Task>"""
LINK = "<PredecessorLink><PredecessorUID>{}</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag></PredecessorLink>"
DATES = (
    ("A", "2026-01-05", "2026-01-16", 80),
    ("B", "2026-01-19", "2026-01-30", 80),
    ("C", "2026-02-02", "2026-02-06", 40),
)


def mspdi(path: Path, *percents: str) -> Path:
    """A chain of three: ten, ten and five days, with these elements of progress."""
    rows = "".join(
        TASK.format(
            id=at, name=name, start=start, finish=finish, hours=hours, more=more, link=LINK.format(at - 1) * (at > 1)
        )
        for at, ((name, start, finish, hours), more) in enumerate(zip(DATES, percents, strict=True), 1)
    )
    path.write_text(MSPDI.format(tasks=rows), encoding="utf-8")
    return path


def progress(one: Activity) -> tuple[datetime | None, datetime | None, int | None]:
    return one.actual_start, one.actual_finish, one.remaining_duration_minutes


DONE, HALF, OPEN = ("<PercentComplete>100</PercentComplete>", "<PercentComplete>50</PercentComplete>", "")


def test_percentages_of_microsoft_project_s_xml_are_progress(intake: Intake, tmp_path: Path) -> None:
    found = intake.read(mspdi(tmp_path / "plan.xml", DONE, HALF, OPEN))

    assert [progress(one) for one in found.plan.activities] == [
        (datetime(2026, 1, 5, 8), datetime(2026, 1, 16, 17), 0),
        (datetime(2026, 1, 19, 8), None, 2400),
        (None, None, 2400),
    ]
    (told,) = found.assumptions
    assert render(told.text, "en") == (
        "2 tasks have a percentage done but no actual dates; they count as begun, or finished at 100 %, "
        "on their planned dates: A, B."
    )
    assert render(told.text, "nl").startswith("2 taken hebben een percentage gereed maar geen werkelijke datums")
    assert schedule(found.plan)[3].early_finish == datetime(2026, 2, 6, 17)


def test_done_work_has_no_price_and_half_done_work_that_of_what_is_left(intake: Intake, tmp_path: Path) -> None:
    plan = intake.read(mspdi(tmp_path / "plan.xml", DONE, HALF, OPEN)).plan
    network = compile_plan(plan, honest=True)
    simulation = simulate(plan, run=RUN, uncertainty=Uncertainty(), network=network)
    found = price(network, simulation, run=RUN, uncertainty=Uncertainty())

    touched = {key for one in found.bottlenecks for key in one.activity_ids}
    assert 1 not in touched
    assert 2 in touched
    assert simulation.percentiles["p80"].moment < datetime(2026, 2, 12)


def test_what_the_file_says_of_dates_and_what_remains_stays(intake: Intake, tmp_path: Path) -> None:
    begun = (
        "<ActualStart>2026-01-06T08:00:00</ActualStart><ActualDuration>PT40H0M0S</ActualDuration>"
        "<RemainingDuration>PT40H0M0S</RemainingDuration>"
    )
    left = "<RemainingDuration>PT60H0M0S</RemainingDuration>"
    found = intake.read(mspdi(tmp_path / "plan.xml", HALF + begun, HALF + left, OPEN))

    assert [progress(one) for one in found.plan.activities] == [
        (datetime(2026, 1, 6, 8), None, 2400),
        (None, None, 3600),
        (None, None, 2400),
    ]
    assert found.assumptions == ()


PLANNER = """<?xml version="1.0"?>
<project name="P" company="" manager="" phase="" project-start="20260302T000000Z" mrproject-version="2" calendar="1">
<properties/><phases/><calendars><day-types><day-type id="0" name="Working" description="w"/>
<day-type id="1" name="Nonworking" description="n"/><day-type id="2" name="Use base" description="b"/></day-types>
<calendar id="1" name="Default"><default-week mon="0" tue="0" wed="0" thu="0" fri="0" sat="1" sun="1"/>
<overridden-day-types><overridden-day-type id="0"><interval start="0800" end="1200"/>
<interval start="1300" end="1700"/></overridden-day-type></overridden-day-types><days/></calendar></calendars>
<tasks><task id="1" name="Phase" note="" work="864000" start="20260302T000000Z" end="20260410T170000Z"
 work-start="20260302T080000Z" percent-complete="0" priority="0" type="normal" scheduling="fixed-work">
<task id="2" name="Design" note="" work="288000" start="20260302T000000Z" end="20260313T170000Z"
 work-start="20260302T080000Z" percent-complete="{percent}" priority="0" type="normal" scheduling="fixed-work"/>
<task id="3" name="Build" note="" work="576000" start="20260313T170000Z" end="20260410T170000Z"
 work-start="20260316T080000Z" percent-complete="0" priority="0" type="normal" scheduling="fixed-work">
<predecessors><predecessor id="1" predecessor-id="2" type="FS"/></predecessors></task></task></tasks>
<resource-groups/><resources/><allocations/></project>"""


@pytest.mark.parametrize(("percent", "left", "finish"), [(50, 2400, None), (100, 0, datetime(2026, 3, 13, 17))])
def test_planner_s_half_done_work_has_half_left(
    intake: Intake, tmp_path: Path, percent: int, left: int, finish: datetime | None
) -> None:
    path = tmp_path / "plan.planner"
    path.write_text(PLANNER.format(percent=percent), encoding="utf-8")

    plan = intake.read(path).plan

    assert progress(plan.activities[1]) == (datetime(2026, 3, 2, 8), finish, left)
    assert len(plan.links) == 1
    assert schedule(plan)[3].early_finish == datetime(2026, 4, 10, 17)
