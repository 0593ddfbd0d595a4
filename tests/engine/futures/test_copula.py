"""Rank correlations between durations: as asked for, with every range as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from scipy import stats
from tests.cases.plans import build

from rechterhand import errors
from rechterhand.engine.futures.lanes import samples_of
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.record.plan import Plan

COUNT = 20_000
PLAN = build({"start": datetime(2026, 1, 5, 8), "tasks": [{"id": key, "days": 1000} for key in range(1, 6)]})
LOOSE = Uncertainty(correlation=0.0, ranges={5: Range(Shape.PERT, 0.5, 1.0, 2.0)})


def _drawn(uncertainty: Uncertainty, plan: Plan = PLAN) -> dict[int, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    network = compile_plan(plan, honest=True)
    spreads = spreads_of(network, uncertainty)
    found = {}
    for row, one in enumerate(plan.activities):
        out = np.empty(COUNT, np.int64)
        samples_of(spreads.arrays, np.uint64(7), int(network.node[row]), out)
        found[one.id] = out
    return found


def test_durations_have_the_rank_correlations_that_were_given() -> None:
    given = {(1, 2): 0.8, (2, 3): 0.5, (1, 3): 0.3, (4, 5): -0.6}
    drawn = _drawn(replace(LOOSE, correlations=given))

    for first in drawn:
        for second in drawn:
            if first < second:
                found = stats.spearmanr(drawn[first], drawn[second]).statistic
                assert found == pytest.approx(given.get((first, second), 0.0), abs=4 / np.sqrt(COUNT))


def test_each_range_stays_what_it_was() -> None:
    alone, mixed = _drawn(LOOSE), _drawn(replace(LOOSE, correlations={(1, 2): 0.8, (4, 5): -0.6}))

    for key in (2, 5):
        assert stats.ks_2samp(alone[key], mixed[key]).pvalue > 0.001
    assert (alone[3] == mixed[3]).all()
    assert (alone[1] == mixed[1]).all()


def test_the_shared_driver_comes_besides() -> None:
    drawn = _drawn(replace(LOOSE, correlation=0.4, correlations={(1, 2): 0.5}))

    normal = 0.4 + 0.6 * 2 * np.sin(np.pi * 0.5 / 6)
    assert stats.spearmanr(drawn[1], drawn[2]).statistic == pytest.approx(6 / np.pi * np.arcsin(normal / 2), abs=0.03)
    assert stats.spearmanr(drawn[1], drawn[3]).statistic == pytest.approx(6 / np.pi * np.arcsin(0.2), abs=0.03)


def test_rows_in_another_order_draw_the_same() -> None:
    given = replace(LOOSE, correlations={(1, 2): 0.8, (2, 3): 0.5})
    turned = _drawn(given, replace(PLAN, activities=PLAN.activities[::-1]))

    assert all((one == turned[key]).all() for key, one in _drawn(given).items())


def test_contradicting_correlations_are_refused_with_the_names() -> None:
    odd = replace(LOOSE, correlations={(1, 2): 0.9, (2, 3): 0.9, (1, 3): -0.9})

    with pytest.raises(errors.BadInput, match="Task 1, Task 2, Task 3"):
        _drawn(odd)
    for wrong in ({(1, 2): 1.0}, {(1, 1): 0.5}):
        with pytest.raises(ValueError, match="rank correlation"):
            replace(LOOSE, correlations=wrong)


def test_what_is_certain_moves_with_nothing() -> None:
    sure = replace(LOOSE, ranges={2: Range(Shape.FIXED, 1.0, 1.0, 1.0)}, correlations={(1, 2): 0.8})

    assert set(_drawn(sure)[2]) == {480_000}
    assert (_drawn(sure)[1] == _drawn(LOOSE)[1]).all()
