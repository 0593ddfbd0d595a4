"""One plan in two formats has no changes, and what somebody did change between them is found all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from tests.cases.programme import programme
from tests.cases.real import FOLDER, needs_data

from rechterhand.demo.plan import LAST, demonstration
from rechterhand.export import written
from rechterhand.intake import Reading, read
from rechterhand.record.activity import Activity, Baseline, ConstraintType
from rechterhand.record.link import LagUnit, Link
from rechterhand.record.plan import Dialect, LagCalendar, Plan
from rechterhand.record.resource import Assignment
from rechterhand.text import render
from rechterhand.versions.cause import Cause
from rechterhand.versions.change import What
from rechterhand.versions.compare import Comparison, compare

BY = ConstraintType.FINISH_NO_LATER_THAN
FORMATS = {Dialect.MICROSOFT: "nova.xml", Dialect.PRIMAVERA: "nova.xer"}
WAYS = pytest.mark.parametrize("ways", [tuple(Dialect), tuple(Dialect)[::-1]], ids=lambda one: one[0].value)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("formats")


@cache
def file(folder: Path, dialect: Dialect, version: int) -> Reading:
    target = folder / f"{version}-{FORMATS[dialect]}"
    target.write_bytes(written(demonstration(dialect, version), target.name).data)
    return read(target)


def between(folder: Path, ways: tuple[Dialect, ...], old: int, new: int) -> Comparison:
    return compare(file(folder, ways[0], old), file(folder, ways[1], new), futures=False)


@WAYS
@pytest.mark.parametrize("version", [1, 4, LAST])
def test_one_version_in_two_formats_has_no_changes(folder: Path, ways: tuple[Dialect, ...], version: int) -> None:
    made = between(folder, ways, version, version)

    assert [(one.what, one.text) for one in made.changes] == []
    assert made.finish.days == 0
    assert {one.cause: one.days for one in made.finish.parts} == {Cause.SETTINGS: 0.0}
    assert made.chains == ()
    assert [one.key for one in made.own_assumptions] == ["matched", "two_tools"]


@WAYS
def test_what_changed_between_two_versions_is_the_same_in_any_formats(folder: Path, ways: tuple[Dialect, ...]) -> None:
    def told(made: Comparison) -> list[tuple[What, str]]:
        names = {one.id: one.name for plan in (made.old.plan, made.new.plan) for one in plan.activities}
        return sorted((one.what, names[one.activity_id]) for one in made.changes if one.activity_id is not None)

    one_tool, two_tools = between(folder, ways[:1] * 2, 5, 6), between(folder, ways, 5, 6)

    assert told(two_tools) == told(one_tool)
    assert two_tools.finish.days == one_tool.finish.days == 30.0
    for cause in (Cause.CONSTRAINT, Cause.PROGRESS):
        assert two_tools.finish.of(cause) == pytest.approx(one_tool.finish.of(cause), abs=0.01)


@WAYS
def test_progress_taken_back_is_found_in_any_formats(folder: Path, ways: tuple[Dialect, ...]) -> None:
    new = file(folder, ways[1], 5)
    under_way = next(
        one
        for one in new.plan.activities
        if one.started and not one.finished and not one.type.is_summary and (one.remaining_duration_minutes or 0) > 0
    )
    total, left = under_way.duration_minutes or 0, under_way.remaining_duration_minutes or 0
    again = replace(
        under_way,
        remaining_duration_minutes=left + 480,
        actual_duration_minutes=total - left - 480,
        percent_complete=1.0,
    )
    assert total - left > 480
    rows = tuple(again if one is under_way else one for one in new.plan.activities)
    made = compare(file(folder, ways[0], 5), replace(new, plan=replace(new.plan, activities=rows)), futures=False)

    assert [(one.what, one.activity_id, one.field) for one in made.changes] == [
        (What.PROGRESS_BACK, under_way.id, "remaining_duration_minutes")
    ]


def test_planned_dates_of_primavera_are_no_baseline(folder: Path) -> None:
    made = between(folder, (Dialect.PRIMAVERA, Dialect.PRIMAVERA), 3, 4)

    assert made.count(What.BASELINE) == 0
    assert [one.name for plan in (made.old.plan, made.new.plan) for one in plan.activities if one.baselines] == []


def test_a_real_baseline_is_still_compared() -> None:
    old = programme()
    day = datetime(2027, 2, 1, 17)
    new = with_rows(old, lambda one: replace(one, baselines=(Baseline(0, finish=day),)) if one.id == 14 else one)

    assert {one.activity_id for one in compare(old, new, futures=False).changes if one.what is What.BASELINE} == {14}


def test_work_that_nobody_does_is_no_resource() -> None:
    old = programme()
    nobody = Assignment(9_000, 14, None, work_minutes=480)

    assert compare(old, replace(old, assignments=(*old.assignments, nobody)), futures=False).changes == ()


def with_rows(plan: Plan, change: Callable[[Activity], Activity]) -> Plan:
    return replace(plan, activities=tuple(change(one) for one in plan.activities))


def other(plan: Plan) -> Plan:
    """The same as a file of the other tool."""
    options = replace(plan.options, honour_constraints=False)
    return replace(plan, dialect=Dialect.PRIMAVERA, options=options, source=replace(plan.source, format="XER"))


def test_a_deadline_that_moved_is_told_between_two_tools() -> None:
    first, later = datetime(2027, 3, 1, 17), datetime(2027, 4, 1, 17)
    old = with_rows(programme(), lambda one: replace(one, deadline=first) if one.id == 14 else one)

    def by(date: datetime) -> Plan:
        def change(one: Activity) -> Activity:
            limited = replace(one, constraint=BY, constraint_date=date, deadline=None)
            return limited if one.id == 14 else one

        return other(with_rows(old, change))

    def told(new: Plan) -> list[tuple[object, ...]]:
        return [
            (one.field, one.old, one.new)
            for one in compare(old, new, futures=False).changes
            if one.what is What.CONSTRAINT
        ]

    assert told(by(first)) == []
    assert told(by(later)) == [("deadline", first, later)]


@pytest.mark.parametrize(("days", "changed"), [(14, 0), (28, 1)])
def test_calendar_days_of_waiting_are_working_days_where_a_tool_has_no_others(days: int, changed: int) -> None:
    plan = programme()
    one = plan.links[0]

    def waiting(minutes: int, unit: LagUnit) -> tuple[Link, ...]:
        return (replace(one, lag_minutes=minutes, lag_unit=unit), *plan.links[1:])

    old = replace(plan, links=waiting(days * 1440, LagUnit.ELAPSED))
    new = other(replace(plan, links=waiting(10 * 480, LagUnit.WORKING)))

    assert compare(old, new, futures=False).count(What.LOGIC) == changed


LIST = """Nr;Naam;Duur;Begin;Einde;Voorgangers
1;Ontwerp maken;5d;04-01-2027;08-01-2027;
2;Bouw uitvoeren;10d;11-01-2027;22-01-2027;1
"""


@pytest.mark.parametrize("from_list", [True, False])
def test_what_a_list_cannot_carry_is_no_change(tmp_path: Path, *, from_list: bool) -> None:
    """Neither the settings of a plan, nor a constraint at the start of what waits for nothing."""
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    listed = read(tmp_path / "lijst.csv")
    free = with_rows(listed.plan, lambda one: replace(one, constraint=ConstraintType.AS_SOON_AS_POSSIBLE))
    options = replace(free.options, split_in_progress=False, from_status_date=False, minutes_per_week=2280)
    tool = replace(free, options=options, source=replace(free.source, format="MSPDI", columns=None))
    pair = (listed.plan, tool) if from_list else (tool, listed.plan)

    assert [one for one in listed.plan.activities if one.constraint is ConstraintType.START_NO_EARLIER_THAN]
    assert [one.text for one in compare(*pair, futures=False).changes] == []

    later = with_rows(tool, lambda one: replace(one, constraint=BY, constraint_date=datetime(2027, 3, 1, 17)))
    assert {one.field for one in compare(listed.plan, later, futures=False).changes} == {"constraint"}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            [
                "Setting of the plan, constraint dates go before links: from yes to no",
                "Setting of the plan, lags are counted on: from the calendar of the successor to the calendar of "
                "the predecessor",
                "Setting of the plan, the project must finish by: from none to 1 April 2027",
                "Setting of the plan, hours in a working day: from 8 hours to 7.5 hours",
            ],
        ),
        (
            "nl",
            [
                "Instelling van de planning, beperkingsdatums gaan voor koppelingen: van ja naar nee",
                "Instelling van de planning, vertragingstijd telt op: van de kalender van de opvolger naar de "
                "kalender van de voorganger",
                "Instelling van de planning, uiterste einddatum van het project: van geen naar 1 april 2027",
                "Instelling van de planning, uren in een werkdag: van 8 uur naar 7,5 uur",
            ],
        ),
    ],
)
def test_settings_are_told_in_words(language: str, told: list[str]) -> None:
    old = programme()
    options = replace(
        old.options,
        honour_constraints=False,
        lag_calendar=LagCalendar.PREDECESSOR,
        must_finish_by=datetime(2027, 4, 1, 17),
        minutes_per_day=450,
    )
    made = compare(old, replace(old, options=options), futures=False)

    assert [render(one.text, language) for one in made.changes if one.what is What.SETTINGS] == told


@needs_data
@pytest.mark.data
@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("task-flags/task-flags-project2003-mspdi.xml", "task-flags/task-flags-project2010-mpp9.mpp", set()),
        (
            "task-durations/task-durations-project2003-mspdi.xml",
            "task-durations/task-durations-project2010-mpp14.mpp",
            {"manual"},  # Project 2003 has no manual scheduling, and the later file says that all is
        ),
        ("task-percentcomplete/percent-complete-8.4.xer", "task-percentcomplete/percent-complete-8.4.pmxml", set()),
    ],
)
def test_real_plans_in_two_formats_have_no_changes_of_their_own(old: str, new: str, left: set[str]) -> None:
    folder = FOLDER / "plans" / "mpxj"

    made = compare(folder / old, folder / new, futures=False)

    assert {one.field for one in made.changes} - {"honour_constraints"} == left
