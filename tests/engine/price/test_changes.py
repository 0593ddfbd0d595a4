"""A relief is priced as if the plan had been changed, compiled and simulated anew on the same futures."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.plans import build
from tests.cases.random_plans import plans
from tests.oracles.one_by_one import durations_of, with_lags

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.rule import Setting
from rechterhand.engine.network.slots import Reach, with_slots
from rechterhand.engine.network.summaries import held_below
from rechterhand.engine.price.change import (
    Averted,
    Change,
    Shorter,
    together,
    with_link,
    without_date,
    without_date_above,
    without_lag,
    without_link,
    without_others,
)
from rechterhand.engine.price.solve import Pricing
from rechterhand.engine.schedule.kernel import forward, last_moment
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.record.activity import Activity, ActivityType, ConstraintType
from rechterhand.record.link import LagUnit, Link
from rechterhand.record.plan import Dialect, Plan

RUN = Run(iterations=30, seed=11, threads=1)
DEFAULT = Uncertainty()
RUN_START = datetime(2026, 1, 5, 8)


def _anew(plan: Plan) -> list[int]:
    """The futures of a changed plan from the start."""
    network = compile_plan(plan)
    return finishes_of(network, spreads_of(network, DEFAULT), RUN).tolist()


def _priced(network: Network, changes: list[Change]) -> list[list[int]]:
    pricing = Pricing(network, RUN, DEFAULT)
    found = pricing.changed(changes).tolist()
    assert pricing.changed(changes[::-1]).tolist() == found[::-1], "a change must leave nothing behind for the next"
    return list(found)


@settings(max_examples=120, deadline=None)
@given(plans(), st.sampled_from([0.0, 100.0, 480.0]), st.sampled_from([0.0, 60.0, 480.0]))
def test_shorter_work_is_a_whole_pass_with_the_shorter_samples(plan: Plan, most: float, less: float) -> None:
    network = compile_plan(plan)
    if network.finished.all():
        return
    spreads = spreads_of(network, DEFAULT)
    found = _priced(network, [Change(shorter=(Shorter(node, most=most, less=less),)) for node in range(len(network))])
    net, size = network.arrays, len(network)
    start, finish, side = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int8)
    for iteration in range(RUN.iterations):
        drawn = durations_of(network, spreads, RUN.seed, iteration)
        for node in range(size):
            length = drawn.copy()
            length[node] = max(0, int(np.floor(min(float(drawn[node]), most) - less + 0.5)))
            forward(with_lags(net, length), length, start, finish, side)
            end = int(last_moment(net, finish, side, network.fixed_finish, network.finished))
            assert (iteration, node, found[node][iteration]) == (iteration, node, end)


@settings(max_examples=200, deadline=None)
@given(plans("progress"))
def test_without_a_date_is_the_plan_without_it(plan: Plan) -> None:
    network, setting = compile_plan(plan), Setting.of(plan)
    held = [
        row for row, one in enumerate(plan.activities) if one.constraint_date is not None and network.node[row] >= 0
    ]
    found = _priced(
        network, [without_date(network, setting, plan.activities[row], int(network.node[row])) for row in held]
    )
    for row, finishes in zip(held, found, strict=True):
        rows = list(plan.activities)
        rows[row] = replace(rows[row], constraint=ConstraintType.AS_SOON_AS_POSSIBLE, constraint_date=None)
        assert (row, finishes) == (row, _anew(replace(plan, activities=tuple(rows))))


@settings(max_examples=200, deadline=None)
@given(plans("progress"), st.integers(0, 9), st.integers(-3, 40), st.booleans())
def test_without_the_date_of_a_summary_is_the_plan_without_it(plan: Plan, below: int, day: int, inactive: bool) -> None:
    """Two summaries, one in the other, each with a date of its own; an inactive predecessor holds nothing."""
    dated = {"type": ActivityType.SUMMARY, "constraint": ConstraintType.START_NO_EARLIER_THAN}
    outer = Activity(100, "Outer", constraint_date=RUN_START + timedelta(days=day), **dated)
    inner = Activity(101, "Inner", constraint_date=RUN_START + timedelta(days=9), parent_id=100, **dated)
    rows = [
        replace(one, parent_id=101 if one.id <= below else 100, active=not (inactive and one.id == 1))
        for one in plan.activities
    ]
    plan = replace(plan, dialect=Dialect.MICROSOFT, activities=(outer, inner, *rows))
    network, setting = compile_plan(plan), Setting.of(plan)
    held = list(held_below(setting, [(row, one) for row, one in enumerate(plan.activities) if network.node[row] >= 0]))

    found = _priced(
        network, [without_date_above(network, setting, one, network.node[below].tolist()) for one, below in held]
    )

    for (summary, _), finishes in zip(held, found, strict=True):
        free = replace(summary, constraint=ConstraintType.AS_SOON_AS_POSSIBLE, constraint_date=None)
        others = tuple(free if one is summary else one for one in plan.activities)
        assert (summary.name, finishes) == (summary.name, _anew(replace(plan, activities=others)))


@settings(max_examples=200, deadline=None)
@given(plans())
def test_without_waiting_time_is_the_plan_without_it(plan: Plan) -> None:
    network = compile_plan(plan)
    places = range(len(plan.links))
    found = _priced(network, [without_lag(network, place) for place in places])
    for place, finishes in zip(places, found, strict=True):
        links = list(plan.links)
        links[place] = replace(links[place], lag_minutes=0, lag_percent=None, lag_unit=LagUnit.WORKING)
        assert (place, finishes) == (place, _anew(replace(plan, links=tuple(links))))


@settings(max_examples=200, deadline=None)
@given(plans())
def test_without_a_link_is_the_plan_without_it(plan: Plan) -> None:
    network, setting = compile_plan(plan), Setting.of(plan)
    places = range(len(plan.links))
    found = _priced(network, [without_link(network, setting, place) for place in places])
    for place, finishes in zip(places, found, strict=True):
        links = [one for at, one in enumerate(plan.links) if at != place]
        assert (place, finishes) == (place, _anew(replace(plan, links=tuple(links))))


RISKS = (
    Impact(0.4, minutes=Range(Shape.TRIANGULAR, 60, 480, 2400)),
    Impact(0.7, factor=Range(Shape.PERT, 1.0, 1.5, 3.0)),
    Impact(0.8, minutes=Range(Shape.UNIFORM, -480, -60, 0)),
)
LEFT = (Impact(0.2, minutes=Range(Shape.LOGNORMAL, 30, 30, 600)), None, Impact(0.1, minutes=Range()))


@settings(max_examples=120, deadline=None)
@given(plans(), st.data())
def test_a_risk_answered_is_the_plan_with_what_is_left_of_it(plan: Plan, data: st.DataObject) -> None:
    network, ids = compile_plan(plan), [one.id for one in plan.activities]
    some = st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True)
    risks = [Risk(f"R{at}", "", one, tuple(data.draw(some))) for at, one in enumerate(RISKS)]
    uncertainty = Uncertainty(risks=tuple(risks))
    pricing = Pricing(network, RUN, uncertainty)
    single = [Change(averted=(Averted(at, left),)) for at, left in enumerate(LEFT)]
    both = Change(averted=(Averted(0), Averted(1)), shorter=(Shorter(0, most=100.0),))

    found = pricing.changed([*single, both, *single]).tolist()

    assert found[:3] == found[4:], "a change must leave nothing behind for the next"
    for at, left in enumerate(LEFT):
        other = replace(risks[at], impact=left or replace(risks[at].impact, probability=0.0))
        others = replace(uncertainty, risks=tuple(other if one is risks[at] else one for one in risks))
        assert (at, found[at]) == (at, finishes_of(network, spreads_of(network, others), RUN).tolist())
    alone = replace(uncertainty, risks=(risks[2],))
    assert found[3] == Pricing(network, RUN, alone).changed([Change(shorter=both.shorter)])[0].tolist()


@settings(max_examples=60, deadline=None)
@given(plans(), st.data())
def test_own_work_held_down_keeps_what_risks_bring(plan: Plan, data: st.DataObject) -> None:
    """As a plan whose ranges end at what was agreed, struck by the same risks."""
    network, ids = compile_plan(plan), [one.id for one in plan.activities]
    some = st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True)
    risks = tuple(Risk(f"R{at}", "", one, tuple(data.draw(some))) for at, one in enumerate(RISKS))
    steps = ((0.8, 0.3), (1.0, 0.3), (1.5, 0.4))
    ranges = {key: Range(Shape.DISCRETE, steps=steps) for key in ids}
    held = Range(Shape.DISCRETE, steps=tuple((min(value, 1.0), chance) for value, chance in steps))
    uncertainty, planned = Uncertainty(correlation=0.0, risks=risks, ranges=ranges), network.arrays.duration
    nodes = [node for node in range(len(network)) if network.row[node] >= 0]
    changes = [Change(shorter=(Shorter(node, most=float(planned[node]), own=True),)) for node in nodes]

    found = Pricing(network, RUN, uncertainty).changed(changes).tolist()

    for node, finishes in zip(nodes, found, strict=True):
        agreed = replace(uncertainty, ranges={**ranges, plan.activities[int(network.row[node])].id: held})
        assert (node, finishes) == (node, finishes_of(network, spreads_of(network, agreed), RUN).tolist())


def test_threads_change_nothing() -> None:
    from tests.cases.programme import programme

    network = compile_plan(programme())
    changes = [Change(shorter=(Shorter(node, most=100.0),)) for node in range(len(network))]
    runs = [replace(RUN, iterations=900, threads=threads) for threads in (1, 2, 3)]
    found = [Pricing(network, run, DEFAULT).changed(changes).tobytes() for run in runs]
    assert found[0] == found[1] == found[2]


@settings(max_examples=60, deadline=None)
@given(plans(), st.sampled_from([0.0, 100.0, 480.0]))
def test_several_held_down_are_a_whole_pass_with_all_of_them_shorter(plan: Plan, most: float) -> None:
    network = compile_plan(plan)
    if network.finished.all():
        return
    spreads, net, size = spreads_of(network, DEFAULT), network.arrays, len(network)
    change = Change(shorter=tuple(Shorter(node, most=most) for node in range(0, size, 2)))
    (found,) = _priced(network, [change])
    start, finish, side = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int8)
    for iteration in range(RUN.iterations):
        length = durations_of(network, spreads, RUN.seed, iteration)
        length[::2] = np.minimum(length[::2], int(most))
        forward(with_lags(net, length), length, start, finish, side)
        end = int(last_moment(net, finish, side, network.fixed_finish, network.finished))
        assert (iteration, found[iteration]) == (iteration, end)


@settings(max_examples=200, deadline=None)
@given(plans())
def test_without_all_links_but_one_is_the_plan_without_them(plan: Plan) -> None:
    network, setting = compile_plan(plan), Setting.of(plan)
    net = network.arrays
    kept = [(int(net.to[link]), link) for link in range(len(net.into)) if network.row[net.to[link]] >= 0]
    found = _priced(network, [without_others(network, setting, node, [link]) for node, link in kept])
    for (node, link), finishes in zip(kept, found, strict=True):
        key, own = plan.activities[network.row[node]].id, plan.links[network.link[link]]
        links = tuple(one for one in plan.links if one.successor_id != key or one is own)
        assert (node, link, finishes) == (node, link, _anew(replace(plan, links=links)))


@settings(max_examples=200, deadline=None)
@given(plans(), st.data())
def test_a_link_that_is_made_is_the_plan_with_it_and_holds_nothing_before(plan: Plan, data: st.DataObject) -> None:
    network, setting = compile_plan(plan), Setting.of(plan)
    rows = [row for row, one in enumerate(plan.activities) if network.node[row] >= 0 and not one.started]
    pairs = [(a, b) for a in rows for b in rows if a != b]
    wanted = data.draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True)) if pairs else []
    reach, made = Reach(network), []
    for before, after in ((int(network.node[a]), int(network.node[b])) for a, b in wanted):
        if not reach.after(after)[before]:
            reach.add(before, after)
            made.append((before, after))

    slotted, slots = with_slots(network, made)

    assert finishes_of(slotted, spreads_of(slotted, DEFAULT), RUN).tolist() == _anew(plan)
    found = _priced(slotted, [with_link(slotted, setting, slot) for slot in slots])
    for (before, after), finishes in zip(made, found, strict=True):
        ends = [plan.activities[network.row[node]].id for node in (before, after)]
        assert (ends, finishes) == (ends, _anew(replace(plan, links=(*plan.links, Link(*ends)))))


def test_links_in_a_loop_are_refused_as_room_for_links() -> None:
    network = compile_plan(_three())
    with pytest.raises(ValueError, match="loop"):
        with_slots(network, [(0, 1), (1, 0)])


def _three() -> Plan:
    return build({"tasks": [{"id": 1, "days": 5}, {"id": 2, "days": 5}, {"id": 3, "days": 5}], "start": RUN_START})


@settings(max_examples=60, deadline=None)
@given(plans(), st.sampled_from([2, 3, 4, 7, 8]))
def test_a_plan_compiled_anew_is_priced_on_the_same_futures(plan: Plan, key: int) -> None:
    network = compile_plan(plan)
    like = next(one for one in plan.calendars if one.id == 1)
    other = replace(plan, calendars=tuple(replace(like, id=key) if one.id == key else one for one in plan.calendars))
    same, changed = (Change(anew=partial(compile_plan, one)) for one in (plan, other))

    found = _priced(network, [same, Change(), changed])

    assert found[0] == found[1] == _anew(plan)
    assert found[2] == _anew(other)
    assert together([same, changed]) is None
