"""What is written with other tools' writers reads back as the same plan, and schedules to the same minute."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from tests.cases.programme import programme

from rechterhand import errors
from rechterhand.demo.plan import demonstration
from rechterhand.engine.schedule.dated import dated
from rechterhand.engine.schedule.solve import schedule
from rechterhand.export import writers, written
from rechterhand.intake import read
from rechterhand.record.activity import Activity, ActivityType, ConstraintType, ThreePoint
from rechterhand.record.calendar import STANDARD_DAY, Calendar, CalendarException, WorkWeek
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.record.plan import Dialect, Plan
from rechterhand.record.resource import Assignment, Availability, Rate, Resource

DAY = 480
FIELDS = (
    "name",
    "parent_id",
    "outline_level",
    "active",
    "manual",
    "duration_minutes",
    "remaining_duration_minutes",
    "actual_start",
    "actual_finish",
    "constraint",
    "constraint_date",
    "three_point",
)


def microsoft() -> Plan:
    """The case as an office keeps it in Microsoft Project, with a calendar, rates and every kind of lag."""
    plan = programme()
    rows = tuple(
        replace(one, wbs=f"Z{one.id:03}", three_point=ThreePoint(12 * DAY, None, 30 * DAY) if one.id == 20 else None)
        if one.id in {20, 14}
        else one
        for one in plan.activities
    )
    office = Calendar(
        1,
        "Kantoor",
        exceptions=(
            CalendarException(date(2026, 12, 25), date(2027, 1, 1), (), "Kerst"),
            CalendarException(date(2027, 1, 9), date(2027, 1, 9), STANDARD_DAY, "Inhaalzaterdag"),
        ),
        work_weeks=(WorkWeek(date(2027, 2, 1), date(2027, 2, 26), (((540, 720),),) * 5 + (None, None), "Korte dagen"),),
        minutes_per_day=DAY,
        minutes_per_week=5 * DAY,
    )
    night = Calendar(2, "Nachtdienst", ((), ((1320, 1440),), ((0, 300), (1320, 1440)), (), (), (), ()), parent_id=1)
    links = (*plan.links, Link(8, 16, LinkType.SS, 3 * 1440, LagUnit.ELAPSED), Link(13, 16, LinkType.FF, -2 * DAY))
    resources = (
        *plan.resources,
        Resource(
            9,
            "Testteam",
            generic=True,
            max_units=2.5,
            calendar_id=1,
            rates=(Rate(None, 80.0), Rate(datetime(2027, 1, 1), 84.5)),
            availability=(
                Availability(None, datetime(2026, 12, 31, 23, 59), 2.5),
                Availability(datetime(2027, 1, 1), None, 1.0),
            ),
        ),
    )
    assignments = (
        *plan.assignments,
        Assignment(90, 24, 9, units=0.5, work_minutes=20 * DAY / 2, remaining_work_minutes=20 * DAY / 2),
    )
    rows = tuple(replace(one, calendar_id=2, ignore_resource_calendars=True) if one.id == 27 else one for one in rows)
    return replace(
        plan,
        activities=rows,
        calendars=(office, night),
        links=links,
        resources=resources,
        assignments=assignments,
        currency="EUR",
    )


def primavera() -> Plan:
    """The same kept in Primavera: its types and date rules, no elapsed lags, a root above everything."""
    plan = microsoft()
    rules = {26: ConstraintType.START_ON, 24: ConstraintType.FINISH_NO_LATER_THAN}
    rows = tuple(
        replace(
            one,
            type=ActivityType.START_MILESTONE if one.type is ActivityType.MILESTONE else one.type,
            calendar_id=one.calendar_id or (None if one.type.is_summary else 1),
            wbs=f"Z.{one.id}" if one.type.is_summary and one.id > 1 else "Z" if one.id == 1 else None,
            code=f"Z{one.id * 10:04}",
            constraint=rules.get(one.id, one.constraint),
            constraint_date=datetime(2027, 4, 12, 8) if one.id in rules else one.constraint_date,
            deadline=None,
        )
        for one in plan.activities
    )
    links = tuple(
        one if one.lag_unit is LagUnit.WORKING else replace(one, lag_minutes=DAY, lag_unit=LagUnit.WORKING)
        for one in plan.links
    )
    return replace(plan, activities=rows, links=links, dialect=Dialect.PRIMAVERA)


CASES: dict[str, tuple[str, Callable[[], Plan]]] = {
    "office.xml": (".xml", microsoft),
    "office.xer": (".xer", primavera),
    "demo.xml": (".xml", lambda: demonstration(Dialect.MICROSOFT)),
    "demo.xer": (".xer", lambda: demonstration(Dialect.PRIMAVERA)),
}
OFFICE = {key: case for key, case in CASES.items() if key.startswith("office")}


@cache
def there_and_back(key: str) -> tuple[Plan, Plan]:
    """The plan as it was and as it reads back."""
    suffix, make = CASES[key]
    plan = dated(schedule(make()))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{plan.key}{suffix}"
        path.write_bytes(written(plan, path).data)
        return plan, read(path).plan


@pytest.fixture(params=sorted(CASES))
def both(request: pytest.FixtureRequest) -> tuple[Plan, Plan]:
    return there_and_back(request.param)


@pytest.fixture(params=sorted(OFFICE))
def office(request: pytest.FixtureRequest) -> tuple[Plan, Plan]:
    return there_and_back(request.param)


def test_every_writer_is_tried_here() -> None:
    assert {writer.suffix for writer in writers().values()} == {suffix for suffix, _ in CASES.values()}


def test_dates_and_floats_are_the_same_to_the_minute(both: tuple[Plan, Plan]) -> None:
    before, after = (schedule(plan) for plan in both)
    rows = [after.position[one.id] for one in before.plan.activities]

    for field in ("early_start", "early_finish", "late_start", "late_finish", "total_float", "free_float"):
        wrong = np.flatnonzero(getattr(before, field) != getattr(after, field)[rows])
        assert [(field, before.plan.activities[at].name) for at in wrong] == []
    assert before.project_finish == after.project_finish


def test_rows_keep_what_plans_them(both: tuple[Plan, Plan]) -> None:
    before, after = both

    for one in before.activities:
        again = after.activity(one.id)
        scheduled = not one.type.is_summary
        assert again.type is one.type
        for field in FIELDS if scheduled else ("name", "parent_id"):
            if field == "outline_level" and before.dialect is Dialect.PRIMAVERA:
                continue
            assert getattr(again, field) == getattr(one, field), (one.name, field)
        if scheduled and before.dialect is Dialect.MICROSOFT:  # Primavera derives it from what is planned and left
            assert (again.percent_complete or 0) == pytest.approx(one.percent_complete or 0, abs=1)


def test_links_keep_type_and_lag(both: tuple[Plan, Plan]) -> None:
    def told(plan: Plan) -> list[tuple[object, ...]]:
        return sorted(
            (one.predecessor_id, one.successor_id, one.type, one.lag_minutes, one.lag_unit) for one in plan.links
        )

    assert told(both[0]) == told(both[1])


def test_resources_keep_units_rates_and_work(office: tuple[Plan, Plan]) -> None:
    before, after = office
    team = next(one for one in after.resources if one.name == "Testteam")

    assert {one.name for one in before.resources} <= {one.name for one in after.resources}
    assert [one.per_hour for one in team.rates] == [80.0, 84.5]
    assert [one.units for one in team.availability] == [2.5, 1.0]
    assert (team.generic or team.role == "Testteam") is True
    known = {(one.activity_id, one.resource_id): one for one in after.assignments}
    for one in before.assignments:
        assert known[one.activity_id, one.resource_id].units == one.units
    assert known[24, 9].work_minutes == 10 * DAY
    assert after.currency == "EUR"


@pytest.mark.parametrize("key", [key for key in sorted(CASES) if key.endswith(".xml")])
def test_the_baseline_survives(key: str) -> None:
    before, after = there_and_back(key)

    for one in before.activities:
        approved, again = one.baseline(), after.activity(one.id).baseline()
        if approved is not None:
            assert again is not None
            assert (again.start, again.finish) == (approved.start, approved.finish)
            assert (again.duration_minutes or 0) == approved.duration_minutes


@pytest.mark.parametrize("key", [key for key in sorted(CASES) if key.endswith(".xer")])
def test_an_xer_has_planned_dates_and_no_baseline(key: str) -> None:
    """Planned stays as approved from when work begins; until then it is what the plan says now."""
    before, after = there_and_back(key)

    assert [one.name for one in after.activities if one.baselines] == []
    for one in before.activities:
        if one.type.is_summary:
            continue
        again, approved = after.activity(one.id), one.baseline() if one.started else None
        expected = approved or one
        assert (again.planned_start, again.planned_finish) == (expected.start, expected.finish)
        assert (again.planned_duration_minutes or 0) == expected.duration_minutes
        if not one.started:
            assert not again.percent_complete


def test_project_dates_survive(both: tuple[Plan, Plan]) -> None:
    before, after = both

    assert (after.name, after.start, after.status_date) == (before.name, before.start, before.status_date)


def test_people_keep_the_role_that_stands_for_them(office: tuple[Plan, Plan]) -> None:
    architect = next(one for one in office[1].resources if one.name == "Annemiek van der Velde")

    assert "Architect" in {architect.role, architect.group}


@pytest.mark.parametrize("key", sorted(CASES))
def test_the_same_plan_gives_the_same_bytes(key: str) -> None:
    suffix, make = CASES[key]

    assert written(make(), f"a{suffix}").data == written(make(), f"b{suffix}").data


def test_what_primavera_cannot_hold_is_said() -> None:
    plan = microsoft()
    late = datetime(2027, 6, 11, 17)
    rows = tuple(
        replace(
            one,
            constraint=ConstraintType.START_NO_EARLIER_THAN,
            constraint_date=late,
            second_constraint=ConstraintType.START_NO_LATER_THAN,
            second_constraint_date=late,
        )
        if one.id == 28
        else replace(one, active=False)
        if one.id == 25
        else replace(one, name="Handleidingen ✓")
        if one.id == 29
        else one
        for one in plan.activities
    )
    left_out = {one.key: one.count for one in written(replace(plan, activities=rows), "a.xer").left_out}

    baselined = sum(bool(one.baselines) and one.active and not one.type.is_summary for one in rows)
    assert left_out == {"inactive": 1, "other_letters": 1, "deadline": 1, "lag_unit": 1, "baselines": baselined}


def test_a_plan_of_microsoft_project_means_the_same_in_primavera(tmp_path: Path) -> None:
    """Links on summaries, elapsed durations, deadlines and resource calendars have no like in Primavera."""
    rows = (
        Activity(1, "Bouw", ActivityType.SUMMARY),
        Activity(2, "Fundering", duration_minutes=5 * DAY, parent_id=1),
        Activity(3, "Drogen", duration_minutes=5 * 1440, elapsed=True, parent_id=1),
        Activity(4, "Inrichten", duration_minutes=4 * DAY, deadline=datetime(2026, 9, 21, 17)),
        Activity(5, "Nakijken", duration_minutes=DAY),
    )
    four_days = Calendar(2, "Vier dagen", ((STANDARD_DAY,) * 4 + ((), (), ())))
    plan = Plan(
        name="Bouw",
        key="BOUW",
        source=programme().source,
        activities=rows,
        links=(Link(2, 3), Link(1, 4), Link(4, 5, lag_unit=LagUnit.PERCENT, lag_percent=50)),
        calendars=(Calendar(1, "Standaard"), four_days),
        default_calendar_id=1,
        resources=(Resource(1, "Inrichter", generic=True, calendar_id=2),),
        assignments=(Assignment(1, 4, 1),),
        start=datetime(2026, 9, 7, 8),
    )
    path = tmp_path / "bouw.xer"
    path.write_bytes(written(dated(schedule(plan)), path).data)

    before, after = schedule(plan), schedule(read(path).plan)

    for one in rows[1:]:
        assert (after[one.id].early_start, after[one.id].early_finish) == (
            before[one.id].early_start,
            before[one.id].early_finish,
        )
    assert before[4].total_float_minutes == after[4].total_float_minutes == -2 * DAY


def test_a_file_name_of_no_known_format_is_refused() -> None:
    with pytest.raises(errors.UnknownFormat) as refused:
        written(programme(), "plan.docx")
    assert ".xer" in str(refused.value)


def test_a_plan_that_the_writer_refuses_is_an_error_of_ours() -> None:
    plan = programme()
    lost = replace(plan, links=(Link(4, 4),), calendars=())
    with pytest.raises(errors.RechterhandError):
        written(replace(lost, default_calendar_id=7), "a.xml")
