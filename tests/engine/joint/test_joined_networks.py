"""Plans that are joined end as one plan with all their activities and links would."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.cases.random_plans import plans

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.joint.crossing import Crossing
from rechterhand.engine.joint.network import join, parts_of
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.rule import is_scheduled
from rechterhand.engine.schedule.kernel import forward, last_moment
from rechterhand.engine.simulate import kernel
from rechterhand.errors import BadPlan
from rechterhand.record.link import Link, LinkType
from rechterhand.record.plan import LagCalendar, Plan

CERTAIN = Uncertainty(1.0, 1.0, 1.0, 0.0)
APART = 1_000
LAGS = (0, 0, 480, 1000)


def _merged(one: Plan, other: Plan, crossings: list[Crossing]) -> Plan:
    """Both in one plan; the numbers of the second begin after ``APART``."""
    rows = tuple(replace(each, id=each.id + APART) for each in other.activities)
    links = tuple(
        replace(each, predecessor_id=each.predecessor_id + APART, successor_id=each.successor_id + APART)
        for each in other.links
    )
    between = tuple(
        Link(*(key + APART * place for place, key in (each.before, each.after)), each.type, each.lag)
        for each in crossings
    )
    return replace(one, activities=one.activities + rows, links=one.links + links + between)


def _end(plan: Plan, ids: set[int]) -> int:
    """When the last of these activities is finished."""
    network = compile_plan(plan, honest=True)
    net, count = network.arrays, len(network)
    start, finish, side = np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.int8)
    forward(net, net.duration, start, finish, side, np.empty(len(net.into), np.int64))
    nodes = [int(network.node[row]) for row, each in enumerate(plan.activities) if each.id in ids]
    skipped = np.ones(count, np.bool_)
    skipped[[node for node in nodes if node >= 0]] = False
    return int(last_moment(net, finish, side, network.known_finish, skipped))


@settings(max_examples=60, deadline=None)
@given(plans("progress"), plans("progress"), st.data())
def test_joined_plans_end_as_one_plan_would(one: Plan, other: Plan, data: st.DataObject) -> None:
    assume(one.dialect is other.dialect)
    options = replace(one.options, lag_calendar=LagCalendar.SUCCESSOR)
    one, other = replace(one, options=options), replace(other, options=options)
    ids = [[each.id for each in plan.activities if is_scheduled(each)] for plan in (one, other)]
    ends = st.tuples(*map(st.sampled_from, ids), st.booleans(), st.sampled_from(list(LinkType)), st.sampled_from(LAGS))
    crossings = []
    for first, second, turned, kind, lag in data.draw(st.lists(ends, max_size=4, unique_by=lambda each: each[:4])):
        before, after = ((1, second), (0, first)) if turned else ((0, first), (1, second))
        crossings.append(Crossing(before, after, kind, lag))
    try:
        joint = join(parts_of([(one, CERTAIN), (other, CERTAIN)]), crossings)
    except BadPlan:
        return  # the links run in a loop
    merged = _merged(one, other, crossings)
    for place, plan in enumerate((one, other)):
        found = np.empty(1, np.int64)
        given_to = joint.arrays, joint.spreads.arrays, joint.ends(place), np.uint64(1)
        kernel.futures(*given_to, (0, 1), found)
        assert int(found[0]) == _end(merged, {each.id + APART * place for each in plan.activities})
