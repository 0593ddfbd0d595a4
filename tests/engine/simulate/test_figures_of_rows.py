"""Figures of single rows over the futures: float, merge bias, finishes of summaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from tests.cases.plans import build
from tests.cases.random_plans import plans

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import simulate
from rechterhand.record.activity import ActivityType
from rechterhand.record.plan import Plan

DAY = 480
START = datetime(2026, 1, 5, 8)
SURE = Uncertainty(low=1.0, likely=1.0, high=1.0, correlation=0.0)


def _parallel() -> Plan:
    """Two tasks of 100 days before a milestone, in a summary with it; a third of 50 days beside them."""
    return build(
        {
            "start": START,
            "tasks": [
                {"id": 9, "type": ActivityType.SUMMARY},
                {"id": 1, "days": 100, "parent_id": 9},
                {"id": 2, "days": 100, "parent_id": 9},
                {"id": 3, "days": 50},
                {"id": 4, "days": 0},
            ],
            "links": ["1 FS 4", "2 FS 4", "3 FS 4"],
        }
    )


def test_merge_bias_is_how_much_the_later_of_two_is_later_than_each() -> None:
    loose = replace(SURE, ranges={key: Range(Shape.UNIFORM, 0.9, 1.0, 1.1) for key in (1, 2)})
    found = simulate(_parallel(), run=Run(5000, 4, 1), uncertainty=loose)

    # E[max] of two uniform ones on an interval of 20 days lies a sixth of it above the middle
    assert found.merge_bias[4] / DAY == pytest.approx(20 / 6, abs=0.6)
    assert found.merge_bias[1] == found.merge_bias[2] == found.merge_bias[3] == 0


def test_float_in_the_futures_is_what_the_longest_path_leaves() -> None:
    loose = replace(SURE, ranges={3: Range(Shape.UNIFORM, 0.5, 1.0, 1.5)})
    found = simulate(_parallel(), run=Run(2000, 4, 1), uncertainty=loose)
    low, middle, high = found.floats[:, 3] / DAY

    assert low == pytest.approx(30, abs=3)
    assert middle == pytest.approx(50, abs=5)
    assert high == pytest.approx(70, abs=3)
    assert (found.floats[:, 1] == 0).all()


@settings(max_examples=40, deadline=None)
@given(plans("progress constraints"))
def test_without_uncertainty_floats_are_those_of_the_schedule(plan: Plan) -> None:
    plan = replace(plan, options=replace(plan.options, must_finish_by=None))
    found = simulate(plan, run=Run(70, 1, 1), uncertainty=SURE)
    honest = schedule(plan, network=compile_plan(plan, honest=True))
    expected = np.minimum(honest.start_float, honest.finish_float)
    known = honest.early_start != np.iinfo(np.int64).min
    same_calendar = np.array([one.calendar_id in (None, 1) for one in plan.activities])
    chosen = known & same_calendar
    for each in found.floats:
        assert each[chosen].tolist() == expected[chosen].tolist()


def test_a_summary_ends_with_the_last_of_what_lies_under_it() -> None:
    loose = replace(SURE, ranges={key: Range(Shape.UNIFORM, 0.9, 1.0, 1.1) for key in (1, 2)})
    found = simulate(_parallel(), run=Run(2500, 4, 1), uncertainty=loose)

    (summary,) = found.summaries
    assert summary.activity_id == 9
    for key in ("p10", "p50", "p80", "p90"):
        # here nothing else decides the finish
        assert summary.percentiles[key] == found.percentiles[key].moment
    assert to_minute(summary.percentiles["p80"]) > max(found.finish_p80[1], found.finish_p80[2])


def test_summaries_whose_work_is_done_are_left_out() -> None:
    plan = _parallel()
    done = datetime(2026, 1, 9, 17)
    finished = [
        replace(one, actual_start=START, actual_finish=done, remaining_duration_minutes=0) if one.id in {1, 2} else one
        for one in plan.activities
    ]
    found = simulate(replace(plan, activities=tuple(finished), status_date=done), run=Run(100, 1, 1))

    assert found.summaries == ()


def test_schedule_sensitivity_is_criticality_times_the_share_of_the_finish_that_varies_with_it() -> None:
    """SSI = CI · sd(d) / sd(T), both in the project's working time: one of the only task, whatever its calendar."""
    loose = Uncertainty(correlation=0.0)
    alone = build({"start": START, "tasks": [{"id": 1, "days": 400}], "engine": True})
    assert simulate(alone, run=Run(2000, 4, 1), uncertainty=loose).ssi[0] == pytest.approx(1.0, abs=0.01)
    clock = replace(alone, activities=(replace(alone.activities[0], calendar_id=2),))
    assert simulate(clock, run=Run(2000, 4, 1), uncertainty=loose).ssi[0] == pytest.approx(1.0, abs=0.05)

    chain = build({"start": START, "tasks": [{"id": 1, "days": 30}, {"id": 2, "days": 40}], "links": ["1 FS 2"]})
    found = simulate(chain, run=Run(20_000, 4, 1), uncertainty=loose).ssi
    assert found == pytest.approx([0.6, 0.8], abs=0.02)
