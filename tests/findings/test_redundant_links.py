"""A link is called redundant only when taking it out moves no date, and whenever a longer way covers it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import networkx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.random_plans import plans

from rechterhand.engine.schedule.solve import schedule
from rechterhand.findings.check import Finding, Subject
from rechterhand.findings.checks import redundant_links
from rechterhand.record.activity import Activity
from rechterhand.record.link import Link
from rechterhand.record.plan import Plan, Source


def examined(plan: Plan) -> Finding:
    return redundant_links.check.find(Subject(plan, schedule(plan)))


@settings(deadline=None)
@given(plans())
def test_taking_a_redundant_link_out_moves_no_date(plan: Plan) -> None:
    before = schedule(plan)

    for row in examined(plan).evidence:
        ends = (row.other_id, row.activity_id, row.fields["type"])
        out = next(one for one in plan.links if (one.predecessor_id, one.successor_id, one.type.value) == ends)
        after = schedule(replace(plan, links=tuple(one for one in plan.links if one is not out)))
        for name in ("early_start", "early_finish", "late_start", "late_finish", "total_float"):
            assert np.array_equal(getattr(before, name), getattr(after, name)), (ends, name)


@st.composite
def orders(draw: st.DrawFn) -> list[tuple[int, int]]:
    count = draw(st.integers(2, 12))
    names = draw(st.permutations(range(1, count + 1)))
    pairs = [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    return draw(st.lists(st.sampled_from(pairs), unique=True, max_size=30))


@settings(deadline=None)
@given(orders())
def test_finish_to_start_links_are_redundant_as_in_a_transitive_reduction(pairs: list[tuple[int, int]]) -> None:
    graph = networkx.DiGraph(pairs)
    plan = Plan(
        name="order",
        key="order",
        source=Source("order", "MSPDI", "0" * 64),
        activities=tuple(Activity(id=one, name=f"Task {one}", duration_minutes=480) for one in range(1, 13)),
        links=tuple(Link(one, other) for one, other in pairs),
        start=datetime(2026, 1, 5, 8),
    )

    found = {(row.other_id, row.activity_id) for row in examined(plan).evidence}

    assert found == set(pairs) - set(networkx.transitive_reduction(graph).edges)


@settings(deadline=None)
@given(orders())
def test_the_way_that_covers_a_link_exists_and_none_is_shorter(pairs: list[tuple[int, int]]) -> None:
    graph = networkx.DiGraph(pairs)
    plan = Plan(
        name="order",
        key="order",
        source=Source("order", "MSPDI", "0" * 64),
        activities=tuple(Activity(id=one, name=f"Task {one}", duration_minutes=480) for one in range(1, 13)),
        links=tuple(Link(one, other) for one, other in pairs),
        start=datetime(2026, 1, 5, 8),
    )

    for row in examined(plan).evidence:
        without = graph.copy()
        without.remove_edge(row.other_id, row.activity_id)
        way = [row.other_id, *row.fields["via_ids"], row.activity_id]
        assert networkx.is_path(without, way)
        assert len(way) == len(networkx.shortest_path(without, row.other_id, row.activity_id))
