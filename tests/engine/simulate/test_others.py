"""What the answer owes to the default, and that a range given takes away what was said it would."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.cases.programme import programme

from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate.others import FUTURES, OTHERS
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.engine.simulate.solve import simulate
from rechterhand.engine.simulate.statistics import percentile
from rechterhand.record.activity import Activity, ThreePoint
from rechterhand.record.plan import Plan


def _without_ranges() -> Plan:
    plan = programme()
    return replace(plan, activities=tuple(replace(one, three_point=None) for one in plan.activities))


def _days(plan: Plan, result: SimulationResult) -> float:
    """P80 under the wide default, in working days of the project's calendar."""
    network = compile_plan(plan, honest=True)
    p80 = next(one.p80 for one in result.others if one.key == "wide")
    calendar = np.array([network.clock.position[plan.default_calendar_id]])
    works = works_before(network.arrays.clock, calendar, np.array([to_minute(p80)]))
    return float(works[0]) / plan.options.minutes_per_day


def _ranged(one: Activity) -> Activity:
    """With the default as a range of its own."""
    planned, default = one.duration_minutes or 0, Uncertainty()
    shares = (default.low, default.likely, default.high)
    return replace(one, three_point=ThreePoint(*(round(planned * share) for share in shares)))


def test_a_range_given_takes_away_what_was_said() -> None:
    """With the default as the activity's own range the base futures stay, and the wide ones narrow by that much."""
    plan, run = _without_ranges(), Run(iterations=1_000, seed=3)
    result = simulate(plan, run=run)
    figures = [one.narrower_days for one in result.sharpen]
    assert 1 <= len(figures) <= 3
    assert figures == sorted(figures, reverse=True)

    for told in result.sharpen:
        rows = tuple(_ranged(one) if one.id == told.activity_id else one for one in plan.activities)
        again = simulate(replace(plan, activities=rows), run=run)

        assert again.finishes.tolist() == result.finishes.tolist()
        assert _days(plan, result) - _days(plan, again) == pytest.approx(told.narrower_days, abs=0.01)


def test_fewer_futures_put_p80_under_other_defaults_where_all_would() -> None:
    plan, run = _without_ranges(), Run(iterations=4 * FUTURES, seed=3)
    network = compile_plan(plan, honest=True)

    found = {one.key: one.p80 for one in simulate(plan, run=run, network=network).others}

    for key, other in OTHERS.items():
        all_of_them = np.sort(finishes_of(network, spreads_of(network, other(Uncertainty())), run))
        low, high = percentile(all_of_them, 0.78), percentile(all_of_them, 0.82)
        assert low <= to_minute(found[key]) <= high
