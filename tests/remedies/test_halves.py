"""Work delivered in two parts: both halves share their draw, and what spoke of the whole speaks of the right half."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest
from tests.cases.priced import CERTAIN, ROUND_THE_CLOCK, plan_of

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import simulate
from rechterhand.record.plan import Plan
from rechterhand.remedies.case import Case
from rechterhand.remedies.halves import halved
from rechterhand.verdict import outlook

DAY = 480
WIDE = Range(Shape.UNIFORM, 0.5, 1.0, 3.0)


def _finishes(case: Case, run: Run) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    network = compile_plan(case.plan, honest=True)
    return simulate(case.plan, run=run, uncertainty=case.uncertainty, network=network).finishes


def _dates(plan: Plan) -> dict[str, tuple[object, object]]:
    made = schedule(plan)
    return {str(one.activity.id): (one.early_start, one.early_finish) for one in made}


def test_a_split_wins_what_two_halves_of_one_draw_win() -> None:
    """Against a drawing of its own: P lasts p, S s; the second half of S waits for P and for the first half of S."""
    ranges = MappingProxyType({1: WIDE, 2: WIDE})
    plan = plan_of([{"id": 1, "days": 20}, {"id": 2, "days": 20}], ["1 FS 2"], calendar=ROUND_THE_CLOCK)
    found = outlook(plan, run=Run(20_000, 3), uncertainty=replace(CERTAIN, ranges=ranges), ways=True).ways

    random = np.random.default_rng(1)
    p, s = (20 * random.uniform(0.5, 3.0, 2_000_000) for _ in range(2))
    more, other = p * 20.5 / 20, s * 20.5 / 20
    cut = np.maximum(more, (more + other) / 2) + other / 2
    (split,) = (one for one in found.ways if one.key == "split:1-2")
    expected = float(np.quantile(p + s, 0.8) - np.quantile(cut, 0.8))
    assert split.days == pytest.approx(expected, abs=4 * split.standard_error_days)


@pytest.mark.parametrize(
    "link", ["2 FS 3", "2 FF+2d 3", "2 SS+3d 3", "2 SS+8d 3", "2 SS+30% 3", "2 SS+70% 3", "2 FS+50% 3"]
)
@pytest.mark.parametrize("into", ["1 FS 2", "1 SS+2d 2"])
def test_halves_change_no_date_of_other_work(link: str, into: str) -> None:
    plan = plan_of([{"id": 1, "days": 4}, {"id": 2, "days": 10}, {"id": 3, "days": 5}], [into, link])

    cut, second = halved(Case(plan, CERTAIN), 2)

    before, after = _dates(plan), _dates(cut.plan)
    assert {key: after[key] for key in ("1", "3")} == {key: before[key] for key in ("1", "3")}
    assert after[str(second)][1] == before["2"][1]


def test_halves_last_as_long_together_as_the_whole_in_every_future() -> None:
    """With a driver that all share, a rank correlation, and a risk that is a factor."""
    plan = plan_of([{"id": 1, "days": 10}, {"id": 2, "days": 10}], ["1 FS 2"], calendar=ROUND_THE_CLOCK)
    slow = Risk("slow", "slow", Impact(0.5, factor=Range(Shape.TRIANGULAR, 1.0, 1.2, 2.0)), (1, 2))
    late = Risk("late", "late", Impact(0.5, minutes=Range(Shape.FIXED, 960.0, 960.0, 960.0)), (2,))
    uncertain = Uncertainty(correlation=0.3, ranges={2: WIDE}, risks=(slow, late), correlations={(1, 2): 0.6})
    case = Case(plan, uncertain)

    cut, _ = halved(case, 2)

    run = Run(500, 7)
    assert np.abs(_finishes(cut, run) - _finishes(case, run)).max() <= 2  # each half is rounded to whole minutes


def test_halves_share_their_draw_in_a_latin_hypercube() -> None:
    from rechterhand.engine.futures.strata import Sampling

    plan = plan_of([{"id": 1, "days": 10}, {"id": 2, "days": 10}], ["1 FS 2"], calendar=ROUND_THE_CLOCK)
    case = Case(plan, replace(CERTAIN, ranges=MappingProxyType({1: WIDE, 2: WIDE})))

    cut, _ = halved(case, 2)

    run = Run(256, 7, sampling=Sampling.LATIN_HYPERCUBE)
    assert np.abs(_finishes(cut, run) - _finishes(case, run)).max() <= 2
