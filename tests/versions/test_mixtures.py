"""Plans between two versions: their ends are the versions, and they are scheduled like any other plan."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cases.versions import versions

from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.variants import Variants
from rechterhand.engine.schedule.solve import finishes, run, schedule
from rechterhand.errors import BadPlan
from rechterhand.lineage import match
from rechterhand.record.plan import Plan
from rechterhand.versions.finishes import Finishes
from rechterhand.versions.joined import join
from rechterhand.versions.mixture import Mixtures

OPTIONS = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@OPTIONS
@given(versions())
def test_without_changes_it_is_the_old_version_with_all_of_them_the_new(pair: tuple[Plan, Plan]) -> None:
    old, new = pair
    joined = join(match(old, new))
    mixtures = Mixtures(joined)
    found = Finishes(joined, mixtures)
    before, after = found.ends()

    assert found.of(mixtures.flags(frozenset())).tolist() == before.tolist()
    assert found.of(mixtures.flags(frozenset(mixtures.causes))).tolist() == after.tolist()


@OPTIONS
@given(versions(), st.integers(0, 2**32))
def test_a_variant_is_compiled_like_any_plan(pair: tuple[Plan, Plan], seed: int) -> None:
    joined = join(match(*pair))
    mixtures = Mixtures(joined)
    variants = Variants((joined.old, joined.new))
    draw = random.Random(seed)
    for _ in range(4):
        flags = [draw.random() < 0.5 for _ in mixtures.switches]
        made = mixtures.mixture(flags)
        if made.data_dates:
            continue
        try:
            plain = compile_plan(made.plan)
        except BadPlan:
            continue

        quick = variants.compile(made.plan)

        assert len(quick) == len(plain)
        one, other = finishes(quick), finishes(plain)
        assert one[0] == other[0]
        assert one[1][quick.node[quick.node >= 0]].tolist() == other[1][plain.node[plain.node >= 0]].tolist()


@OPTIONS
@given(versions())
def test_quick_finishes_equal_those_of_the_whole_schedule(pair: tuple[Plan, Plan]) -> None:
    network = compile_plan(pair[1])

    assert finishes(network)[0] == run(network).end


@OPTIONS
@given(versions())
def test_a_plan_has_no_changes_against_itself(pair: tuple[Plan, Plan]) -> None:
    joined = join(match(pair[1], pair[1]))

    assert Mixtures(joined).switches == ()
    assert np.array_equal(*Finishes(joined, Mixtures(joined)).ends())
    assert schedule(joined.new).project_finish == schedule(pair[1]).project_finish
