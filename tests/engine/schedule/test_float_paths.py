"""Multiple float paths: worked chains, and what relative float promises for every plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.plans import DAY
from tests.cases.random_plans import plans
from tests.cases.schedules import plan_of

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.float_paths import FloatPaths, float_paths
from rechterhand.engine.schedule.kernel import forward
from rechterhand.engine.schedule.result import NO_DATE
from rechterhand.engine.schedule.solve import run, schedule
from rechterhand.engine.schedule.towards import float_towards
from rechterhand.record.plan import Plan


def paths_of(tasks: str, links: str, **options: Any) -> FloatPaths:
    """Paths of tasks written as '1:4 2:6' (id and days) with links written as '1 FS 2; 1 SS 3'."""
    rows = [{"id": int(key), "days": float(days)} for key, days in (one.split(":") for one in tasks.split())]
    case = {"dialect": "primavera", "tasks": rows, "links": [one.strip() for one in links.split(";")]}
    return float_paths(schedule(plan_of(case)), **options)


def told(found: FloatPaths) -> list[tuple[tuple[int, ...], int | None, float | None]]:
    """Chain, where it joins, relative float in days."""
    return [
        (one.activity_ids, one.joins, None if one.relative_float_minutes is None else one.relative_float_minutes / DAY)
        for one in found
    ]


SIDES = ("1:4 2:6 3:4 4:1 5:3", "1 FS 2; 2 FS 5; 1 FS 4; 4 FS 3; 1 FS 3; 3 FS 5")


def test_first_path_drives_the_end_and_the_next_joins_it_with_the_least_float() -> None:
    assert told(paths_of(*SIDES)) == [((1, 2, 5), None, 0), ((4, 3), 5, 1)]


def test_paths_are_ranked_by_what_they_may_slip_before_the_end_does() -> None:
    tasks = "1:10 2:3 3:4 4:7.5 9:1"
    links = "1 FS 9; 3 FS+1d 2; 5 FS 2; 2 FS 9; 4 FS 9"
    found = paths_of(tasks + " 5:4", links)

    assert told(found) == [((1, 9), None, 0), ((3, 2), 9, 2), ((4,), 9, 2.5), ((5,), 2, 3)]


def test_milestone_behind_the_last_work_is_the_end() -> None:
    tasks = [{"id": 1, "days": 2}, {"id": 2, "days": 0, "type": "milestone"}]
    found = float_paths(schedule(plan_of({"dialect": "microsoft", "tasks": tasks, "links": ["1 FS 2"]})))

    assert found.end_id == 2
    assert found[0].activity_ids == (1, 2)


def test_chain_ends_where_something_else_than_its_links_holds_it() -> None:
    """Path 2 holds nothing of path 1 but by its own link; its first task has room of its own, so it is a third path."""
    tasks, links = "1:10 2:1 3:2 9:1", "1 FS 9; 2 FS+3d 9; 3 SS+4d 2; 1 FF-3d 2"
    strict, whole = (paths_of(tasks, links, by=by) for by in ("relative", "free"))

    assert [one.activity_ids for one in strict] == [(1, 9), (2,), (3,)]
    assert [one.activity_ids for one in whole] == [(1, 9), (3, 2)]


def test_primavera_ranks_by_the_link_alone_when_asked() -> None:
    found = paths_of("1:10 2:3 3:4 4:7.5 9:1 5:4", "1 FS 9; 3 FS+1d 2; 5 FS 2; 2 FS 9; 4 FS 9", by="free")

    assert told(found) == [((1, 9), None, 0), ((3, 2), 9, 2), ((5,), 2, 3), ((4,), 9, 2.5)]
    assert [one.link_float_minutes for one in found] == [None, 2 * DAY, 1 * DAY, 2.5 * DAY]


def test_another_end_is_looked_back_from() -> None:
    assert told(paths_of(*SIDES, end_id=3)) == [((1, 4, 3), None, 0)]


def test_number_of_paths_is_what_was_asked_at_most() -> None:
    assert len(paths_of(*SIDES, count=1)) == 1
    assert len(paths_of(*SIDES, count=99)) == 2


@pytest.mark.parametrize(
    ("options", "error"), [({"count": 0}, ValueError), ({"by": "late"}, ValueError), ({"end_id": 77}, KeyError)]
)
def test_impossible_question_is_refused(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        paths_of(*SIDES, **options)


def test_link_of_a_summary_is_followed_to_its_work() -> None:
    tasks = [
        {"id": 1, "type": "summary"},
        {"id": 2, "days": 3, "parent_id": 1, "outline_level": 2},
        {"id": 3, "days": 5, "parent_id": 1, "outline_level": 2},
        {"id": 4, "days": 1},
    ]
    found = float_paths(schedule(plan_of({"dialect": "microsoft", "tasks": tasks, "links": ["1 FS 4"]})))

    assert found[0].activity_ids == (3, 4)


def test_finished_work_has_no_path() -> None:
    done = datetime(2026, 1, 8, 17)
    tasks = [
        {"id": 1, "days": 4, "actual_start": datetime(2026, 1, 5, 8), "actual_finish": done},
        {"id": 2, "days": 4},
        {"id": 3, "days": 1},
    ]
    case = {
        "dialect": "primavera",
        "tasks": tasks,
        "links": ["1 FS 2", "2 FS 3"],
        "status_date": datetime(2026, 1, 9, 8),
    }
    plan = plan_of(case)

    assert [one.activity_ids for one in float_paths(schedule(plan))] == [(2, 3)]
    all_done = replace(
        plan, activities=tuple(replace(one, actual_start=done, actual_finish=done) for one in plan.activities)
    )
    assert list(float_paths(schedule(all_done))) == []


@settings(max_examples=150, deadline=None)
@given(plans(), st.sampled_from(["relative", "free", "total"]))
def test_paths_split_the_open_work_before_the_end(plan: Plan, by: Any) -> None:
    result = schedule(plan)
    found = float_paths(result, count=1000, by=by)

    ids = [key for path in found for key in path.activity_ids]
    assert len(ids) == len(set(ids))
    assert not any(result[key].activity.finished or result[key].activity.type.is_summary for key in ids)
    seen: set[int] = set()
    for path in found:
        assert path.joins is None if path.number == 1 else path.joins in seen
        seen |= set(path.activity_ids)


@settings(max_examples=150, deadline=None)
@given(plans("constraints progress"))
def test_the_most_critical_path_comes_first(plan: Plan) -> None:
    """On one calendar, where no date and no progress overrules a link."""
    alike = replace(plan, activities=tuple(replace(one, calendar_id=1) for one in plan.activities))

    found = list(float_paths(schedule(alike), count=1000))[1:]

    floats = [one.relative_float_minutes for one in found if one.relative_float_minutes is not None]
    assert floats == sorted(floats)


@settings(max_examples=150, deadline=None)
@given(plans("constraints progress milestones lags"), st.data())
def test_relative_float_is_what_the_work_may_slip_before_the_end_does(plan: Plan, data: st.DataObject) -> None:
    """On one calendar to the minute; across calendars within a day, since a pause may hide a shift."""
    alike = data.draw(st.booleans())
    if alike:
        plan = replace(plan, activities=tuple(replace(one, calendar_id=1) for one in plan.activities))
    network = compile_plan(plan)
    passes = run(network)
    end = data.draw(st.integers(0, len(network) - 1))
    room = float_towards(network, passes, end)

    for node in range(len(network)):
        if room[node] == NO_DATE:
            assert _end_when_moved(network, passes.start, (node, 10_000), end) == passes.finish[end]
        elif alike:
            assert _end_when_moved(network, passes.start, (node, int(room[node])), end) == passes.finish[end]
            assert _end_when_moved(network, passes.start, (node, int(room[node]) + 1), end) > passes.finish[end]
        elif network.float_calendar[node] == network.arrays.calendar[node]:
            less = max(0, int(room[node]) - 1)
            assert _end_when_moved(network, passes.start, (node, less), end) <= passes.finish[end] + 1440


def _end_when_moved(network: Network, start: np.ndarray, moved: tuple[int, int], end: int) -> int:
    """The end's finish when one node starts so many minutes later, by the forward pass."""
    net = network.arrays
    node, minutes = moved
    floor = net.floor.copy()
    floor[node] = start[node] + minutes
    begin, finish = net.duration.copy(), net.duration.copy()
    forward(net._replace(floor=floor), net.duration, begin, finish, np.empty(len(begin), dtype=np.int8))
    return int(finish[end])
