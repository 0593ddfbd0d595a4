"""What holds for every plan: the engine equals its slow twin, and the passes agree with each other."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from benchmarks import networks
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cases.random_plans import plans, staffed_plans
from tests.cases.schedules import START
from tests.oracles.naive_calendar import minutes
from tests.oracles.naive_schedule import NaiveSchedule

from rechterhand.engine.crossings import solve as crossings
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.kernel import work_before
from rechterhand.engine.schedule.drag import drag
from rechterhand.engine.schedule.kernel import forward, last_moment
from rechterhand.engine.schedule.result import NO_DATE
from rechterhand.engine.schedule.solve import schedule
from rechterhand.record.link import LagUnit, LinkType
from rechterhand.record.plan import Dialect, Plan


def _lasting(plan: Plan, key: int) -> bool:
    one = next(one for one in plan.activities if one.id == key)
    return not one.finished and not one.type.is_milestone


@settings(max_examples=300, deadline=None)
@given(plans("milestones"))
def test_engine_equals_the_slow_twin(plan: Plan) -> None:
    """Of unfinished work; milestones at a pause, where tools show either side, have cases of their own."""
    if all(one.finished for one in plan.activities):
        return
    naive, result = NaiveSchedule(plan), schedule(plan)
    after: dict[int, list[int]] = {one.id: [] for one in plan.activities}
    for link in plan.links:
        after[link.predecessor_id].append(link.successor_id)
    started = {one.id: one.started for one in plan.activities}
    for row, one in enumerate(plan.activities):
        if one.finished:
            continue
        want = naive.dates(one.id)
        assert (one.id, int(result.early_start[row])) == (one.id, want.es)
        assert (one.id, int(result.early_finish[row])) == (one.id, want.ef)
        if not _lasting(plan, one.id):
            continue
        assert (one.id, int(result.late_finish[row])) == (one.id, want.lf)
        if not one.started:
            assert (one.id, int(result.late_start[row])) == (one.id, want.ls)
        assert (one.id, int(result.total_float[row])) == (one.id, want.tf)
        if after[one.id] and not one.started and all(_lasting(plan, key) and not started[key] for key in after[one.id]):
            assert (one.id, int(result.free_float[row])) == (one.id, want.ff)


@settings(max_examples=100, deadline=None)
@given(staffed_plans())
def test_engine_equals_the_slow_twin_on_staffed_plans(plan: Plan) -> None:
    naive, result = NaiveSchedule(plan), schedule(plan)
    for row, one in enumerate(plan.activities):
        want = naive.dates(one.id)
        got = (result.early_start, result.early_finish, result.late_start, result.late_finish, result.total_float)
        assert (one.id, *(int(values[row]) for values in got)) == (one.id, want.es, want.ef, want.ls, want.lf, want.tf)


@settings(max_examples=200, deadline=None)
@given(st.one_of(plans("milestones"), staffed_plans()), st.integers(-20, 40), st.sampled_from([8, 11, 17]))
def test_from_the_status_date_on_the_engine_equals_the_slow_twin(plan: Plan, days: int, hour: int) -> None:
    """And no remaining work lies before it."""
    if all(one.finished for one in plan.activities):
        return
    status = START.replace(hour=hour) + timedelta(days=days)
    plan = replace(plan, status_date=status)
    naive, result = NaiveSchedule(plan, honest=True), schedule(plan, network=compile_plan(plan, honest=True))
    for row, one in enumerate(plan.activities):
        if one.finished:
            continue
        want = naive.dates(one.id)
        if not one.started:
            assert (one.id, int(result.early_start[row])) == (one.id, want.es)
            assert want.es >= minutes(status)
        assert (one.id, int(result.early_finish[row])) == (one.id, want.ef)
        assert want.ef >= minutes(status)


@settings(max_examples=100, deadline=None)
@given(plans("constraints"))
def test_a_status_date_before_all_work_changes_nothing(plan: Plan) -> None:
    """But for work under way, of which only the remaining part is left to do."""
    plan = replace(plan, dialect=Dialect.MICROSOFT, status_date=START - timedelta(days=90))
    ours, tools = (schedule(plan, network=compile_plan(plan, honest=honest)) for honest in (True, False))
    assert ours.early_start.tolist() == tools.early_start.tolist()
    assert ours.early_finish.tolist() == tools.early_finish.tolist()


@settings(max_examples=200, deadline=None)
@given(plans())
def test_drag_is_what_the_finish_gains_without_the_work(plan: Plan) -> None:
    """By the forward pass once more for each activity, without its duration and the lags that are a share of it."""
    network = compile_plan(plan)
    result = schedule(plan, drag=True, network=network)
    assert result.drag is not None
    net = network.arrays
    if network.finished.all():
        return
    now = _end(network, net.duration, net.lag)
    shares = [place for place, link in enumerate(plan.links) if link.lag_unit is LagUnit.PERCENT]
    for row, node in enumerate(network.node):
        if network.finished[node]:
            assert result.drag[row] == 0
            continue
        duration, lag = net.duration.copy(), net.lag.copy()
        duration[node] = 0
        lag[(net.into == node) & np.isin(network.link, shares)] = 0
        without = _end(network, duration, lag)
        calendar = int(net.calendar[node])
        gained = work_before(net.clock, calendar, now) - work_before(net.clock, calendar, without)
        assert (row, int(result.drag[row])) == (row, gained)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plans())
def test_drag_is_the_same_when_it_has_to_be_found_in_parts(monkeypatch: pytest.MonkeyPatch, plan: Plan) -> None:
    network = compile_plan(plan)
    at_once = drag(network)
    with monkeypatch.context() as patch:
        patch.setattr(crossings, "_FEW", 0)
        assert at_once.tolist() == drag(network).tolist()


@pytest.mark.parametrize("span", [40, None])
def test_drag_in_a_long_network_is_what_a_pass_for_each_activity_gives(span: int | None) -> None:
    network = compile_plan(networks.plan(networks.network(1_500, span=span, seed=3)))
    net, found = network.arrays, drag(network)
    now = _end(network, net.duration, net.lag)
    for node in range(len(network)):
        duration = net.duration.copy()
        duration[node] = 0
        without, calendar = _end(network, duration, net.lag), int(net.calendar[node])
        gained = work_before(net.clock, calendar, now) - work_before(net.clock, calendar, without)
        assert (node, int(found[node])) == (node, gained)
    assert np.count_nonzero(found) > 10


def _end(network: Network, duration: np.ndarray, lag: np.ndarray) -> int:
    net = network.arrays._replace(lag=lag)
    start, finish, side = duration.copy(), duration.copy(), np.empty(len(duration), dtype=np.int8)
    forward(net, duration, start, finish, side)
    return int(last_moment(net, finish, side, network.fixed_finish, network.finished))


@settings(max_examples=150, deadline=None)
@given(plans(), st.randoms(use_true_random=False))
def test_order_of_rows_and_links_changes_nothing(plan: Plan, rng: random.Random) -> None:
    rows, links = list(plan.activities), list(plan.links)
    rng.shuffle(rows)
    rng.shuffle(links)
    one, other = schedule(plan), schedule(replace(plan, activities=tuple(rows), links=tuple(links)))
    for activity in plan.activities:
        assert one[activity.id] == other[activity.id]


@settings(max_examples=150, deadline=None)
@given(plans("constraints progress"), st.data())
def test_longer_work_never_ends_the_plan_sooner(plan: Plan, data: st.DataObject) -> None:
    tasks = [row for row, one in enumerate(plan.activities) if not one.type.is_milestone]
    if not tasks or any(link.type is not LinkType.FS or link.lag_unit is LagUnit.PERCENT for link in plan.links):
        plan = replace(plan, links=tuple(replace(link, type=LinkType.FS) for link in plan.links))
    if not tasks:
        return
    row = data.draw(st.sampled_from(tasks))
    rows = list(plan.activities)
    longer = rows[row].duration_minutes + data.draw(st.integers(1, 2000))
    rows[row] = replace(rows[row], duration_minutes=longer, remaining_duration_minutes=longer)
    before, after = schedule(plan), schedule(replace(plan, activities=tuple(rows)))
    if not any(link.lag_unit is LagUnit.PERCENT and link.lag_percent < 0 for link in plan.links):
        assert after.project_finish >= before.project_finish
        assert (after.early_finish >= before.early_finish).all()


@settings(max_examples=200, deadline=None)
@given(plans("constraints progress milestones lags"))
def test_floats_without_dates_of_their_own_are_consistent(plan: Plan) -> None:
    plan = replace(plan, activities=tuple(replace(one, calendar_id=None) for one in plan.activities))
    result = schedule(plan)
    assert (result.free_float >= 0).all()
    assert (result.total_float >= 0).all()
    assert (result.late_start <= result.late_finish).all()
    assert (result.early_start <= result.early_finish).all()
    assert result.on_longest_path.any()
    assert (result.late_finish != NO_DATE).all()


@settings(max_examples=200, deadline=None)
@given(plans("constraints progress lags"))
def test_passes_equal_the_longest_path(plan: Plan) -> None:
    """On one calendar with finish-to-start links, by walking every path."""
    rows = tuple(replace(one, calendar_id=3) for one in plan.activities)
    links = tuple(replace(link, type=LinkType.FS) for link in plan.links)
    plan = replace(plan, activities=rows, links=links)
    length = {one.id: one.duration_minutes for one in rows}

    def longest(key: int, ahead: bool) -> int:
        near = [link.predecessor_id for link in links if link.successor_id == key]
        if ahead:
            near = [link.successor_id for link in links if link.predecessor_id == key]
        return length[key] + max((longest(one, ahead) for one in near), default=0)

    result = schedule(plan)
    through = {one.id: longest(one.id, False) + longest(one.id, True) - length[one.id] for one in rows}
    finish = max(through.values())
    for row, one in enumerate(rows):
        assert result.total_float[row] == finish - through[one.id]
        assert result.on_longest_path[row] == (through[one.id] == finish)
        assert result.early_finish[row] - result.early_start[row] == length[one.id]
    assert np.asarray(result.early_finish).max() - np.asarray(result.early_start).min() == finish
