"""Work that is done, half done or to be done comes back from every format as it was, with or without a baseline."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.programme import programme
from tests.cases.real import FOLDER, needs_data

from rechterhand.demo.portfolio import file_name, plan_file, portfolio
from rechterhand.engine.schedule.dated import dated
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.run import Run
from rechterhand.export import written
from rechterhand.export.mpxj.worked import worked_between
from rechterhand.intake import read
from rechterhand.intake.mpxj.worktime import WorkTime
from rechterhand.record.activity import Activity, Baseline, StoredDates
from rechterhand.record.calendar import Calendar
from rechterhand.record.link import Link
from rechterhand.record.plan import Dialect, Plan
from rechterhand.verdict import review

DAY = 480
FIRST = datetime(2026, 9, 7, 8)
PROGRESS = (
    "duration_minutes",
    "remaining_duration_minutes",
    "start",
    "finish",
    "actual_start",
    "actual_finish",
)
SUFFIXES = (".xer", ".xml")


@st.composite
def lived(draw: st.DrawFn) -> Plan:
    """Tasks one after the other, as far as a status date; what was approved may have been anything."""
    dialect = draw(st.sampled_from(list(Dialect)))
    calendar = Calendar(1, "Office", minutes_per_day=DAY, minutes_per_week=5 * DAY)
    plan = Plan(
        name="Works",
        key="W",
        source=programme().source,
        activities=(),
        calendars=(calendar,),
        default_calendar_id=1,
        start=FIRST,
        dialect=dialect,
    )
    time = WorkTime(plan)
    lengths = draw(st.lists(st.integers(1, 12), min_size=2, max_size=5))
    status = _after(time, FIRST, draw(st.integers(1, sum(lengths) * DAY)))[1]
    rows, begins = [], FIRST
    for number, days in enumerate(lengths, 1):
        ends, follows = _after(time, begins, days * DAY)
        one = Activity(
            number,
            f"Task {number}",
            wbs=str(number),
            code=f"T{number}",
            calendar_id=1,
            duration_minutes=days * DAY,
            remaining_duration_minutes=days * DAY,
        )
        if draw(st.booleans()):
            moved, approved = timedelta(days=7 * draw(st.integers(-30, 30))), draw(st.integers(1, 30)) * DAY
            until = _after(time, begins + moved, approved)[0]
            one = replace(one, baselines=(Baseline(0, begins + moved, until, approved),))
        rows.append(_reported(one, time, begins, ends, status, draw(st.integers(0, 40)) * DAY))
        begins = follows
    links = tuple(Link(one, one + 1) for one in range(1, len(rows)))
    return dated(schedule(replace(plan, activities=tuple(rows), links=links, status_date=status)))


def _after(time: WorkTime, start: datetime, minutes: int) -> tuple[datetime, datetime]:
    found = time.after(1, start, minutes)
    assert found is not None
    return found


def _reported(one: Activity, time: WorkTime, begins: datetime, ends: datetime, status: datetime, left: int) -> Activity:
    length = one.duration_minutes or 0
    if ends <= status:
        done = {"actual_start": begins, "actual_finish": ends, "actual_duration_minutes": length}
        return replace(one, **done, remaining_duration_minutes=0, percent_complete=100.0)
    if begins >= status:
        return one
    done_minutes, left = worked_between(Calendar(1, "Office"), {}, begins, status), max(DAY, left)
    return replace(
        one,
        actual_start=begins,
        duration_minutes=done_minutes + left,
        actual_duration_minutes=done_minutes,
        remaining_duration_minutes=left,
        percent_complete=float(round(100 * done_minutes / (done_minutes + left))),
        stop=status,
        resume=_after(time, status, 0)[1],
    )


def through(plan: Plan, suffix: str) -> Plan:
    """The plan, written in a format and read again."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"plan{suffix}"
        path.write_bytes(written(plan, path).data)
        reading = read(path)
    assert reading.not_understood == ()
    return reading.plan


def differences(before: Plan, after: Plan) -> list[tuple[str, str, object, object]]:
    """What of progress isn't what it was."""
    return [
        (one.name, field, getattr(one, field), getattr(after.activity(one.id), field))
        for one in before.activities
        if not one.type.is_summary and one.active
        for field in PROGRESS
        if getattr(after.activity(one.id), field) != getattr(one, field)
    ]


@given(plan=lived(), suffixes=st.sampled_from([(one, two) for one in SUFFIXES for two in SUFFIXES]))
@settings(max_examples=60, deadline=None)
def test_progress_survives_one_file_after_another(plan: Plan, suffixes: tuple[str, str]) -> None:
    once = through(plan, suffixes[0])
    assert differences(plan, once) == []
    twice = through(once, suffixes[1])
    assert differences(once, twice) == []
    assert schedule(twice).project_finish == schedule(plan).project_finish


@given(plan=lived(), suffix=st.sampled_from(SUFFIXES))
@settings(max_examples=30, deadline=None)
def test_progress_without_dates_of_any_tool_survives(plan: Plan, suffix: str) -> None:
    """As a table may tell it: when work began, how long it lasts and what is left."""
    bare = {"start": None, "finish": None, "stop": None, "resume": None, "stored": StoredDates()}
    told = replace(plan, activities=tuple(replace(one, **bare) for one in plan.activities), finish=None)
    again = through(told, suffix)

    assert [one for one in differences(told, again) if one[1] not in {"start", "finish"}] == []
    assert schedule(again).project_finish == schedule(told).project_finish


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("slug", [one.slug for one in portfolio().projects])
def test_projects_of_the_demonstration_keep_their_progress(slug: str, suffix: str, tmp_path: Path) -> None:
    project = portfolio().project(slug)
    path = tmp_path / file_name(project, project.versions)
    path.write_bytes(plan_file(project, project.versions))
    plan = read(path).plan

    assert differences(plan, through(plan, suffix)) == []


def test_a_project_that_was_exported_to_primavera_can_be_judged(tmp_path: Path) -> None:
    """Work of the customer portal began long after its baseline: what is left of it lies behind the status date."""
    project = portfolio().project("klantportaal")
    path = tmp_path / file_name(project, project.versions)
    path.write_bytes(plan_file(project, project.versions))
    plan = read(path).plan

    verdicts = [review(one, run=Run(iterations=500)) for one in (plan, through(plan, ".xer"))]

    assert verdicts[0].schedule.project_finish == verdicts[1].schedule.project_finish


REAL = ("sp10_cost_loaded.xer",)


@needs_data
@pytest.mark.data
@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_real_plan_keeps_its_progress(name: str, suffix: str) -> None:
    path = FOLDER / "plans" / "primavera" / name
    plan = read(path).plan

    assert differences(plan, through(plan, suffix)) == []
