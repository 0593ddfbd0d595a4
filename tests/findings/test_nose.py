"""The proof of the nose: what is planted is there at the price that it is said to have, by definition."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from benchmarks.obstacles import case as drafting
from benchmarks.obstacles.case import DAY, START, Case, Draft
from benchmarks.obstacles.judging import Claim, smelt
from benchmarks.obstacles.plainly import confirmed
from benchmarks.obstacles.planting import KINDS, Planted, spots
from benchmarks.obstacles.scaling import LEAST, TOLERANCE, Scale, made
from benchmarks.obstacles.shapes import SHAPES, natural
from benchmarks.obstacles.truth import Truth, days_of, p80

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.price.solve import Pricing
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate.run import Run

FEW = Scale(search=600, truth=4_000, people=200)
BENCHMARKS = Path(drafting.__file__).parent


def _two_chains(b_days: float, b: Range) -> Case:
    """Sixty and forty days, certain, beside one activity that isn't."""
    draft = Draft()
    begin, end = draft.task(0), draft.task(0)
    for days in ((60, 40), (b_days,)):
        last = begin
        for one in days:
            key = draft.task(one)
            draft.ranges[key] = Range(Shape.FIXED)
            draft.link(last, key)
            last = key
        draft.link(last, end)
    draft.ranges[last] = b
    return draft.case("two chains")


def test_the_truth_of_two_chains_is_what_the_formula_says() -> None:
    """Ninety days that become up to half as many more, evenly: P80 at 90 (1 + 0.8 / 2) = 126; held to 90, the other
    chain ends after 100.
    """
    truth = Truth(_two_chains(90, Range(Shape.UNIFORM, 1.0, 1.0, 1.5)), Run(20_000, 3))
    price, start = truth.price(truth.things["activity:5"]), days_of(np.array([to_minute(START)]))[0]

    assert price.p80_error < 0.3
    assert abs(price.p80 - 26) < 4 * price.p80_error + 1e-3
    assert p80(truth.base) - start == pytest.approx(126, abs=4 * price.p80_error)


def test_a_wait_beside_a_longer_chain_costs_what_lies_beyond_it() -> None:
    """A hundred days beside 70 and a wait of 45: the plan ends after 115, without the wait after 100."""
    case = _two_chains(70, Range(Shape.FIXED))
    links = tuple(replace(one, lag_minutes=45 * DAY) if one.successor_id == 5 else one for one in case.plan.links)
    truth = Truth(replace(case, plan=replace(case.plan, links=links)), Run(100, 3))

    assert truth.price(truth.things["link:1:5:FS"]).p80 == pytest.approx(15)


def _planted(kind: str, size: float, seed: int = 4) -> Planted:
    case = natural("layers", 40, seed)
    likely = Truth(case, Run(400, 9, threads=1)).likely
    return next(spots(kind, case, likely, np.random.default_rng(2)))(case, size)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_planted_is_there_and_costs_more_the_larger_it_is(kind: str) -> None:
    prices = []
    for size in (10.0, 40.0):
        planted = _planted(kind, size)
        truth = Truth(planted.case, Run(400, 9, threads=1), 100)
        thing = truth.things[planted.key]
        assert (thing.kind, planted.kind) == (kind, kind)
        prices.append(truth.price(thing).p80)

    sign = -1 if kind == "open_end" else 1
    assert sign * prices[1] > max(1.0, sign * prices[0] * 1.2)


@pytest.mark.parametrize("kind", ["link", "activity"])
def test_a_plan_is_made_with_the_price_that_was_asked_and_the_nose_finds_it(kind: str) -> None:
    found = made(kind, natural("branches", 40, 11), 2.0, FEW, np.random.default_rng(1))

    assert found is not None
    dearest = found.truth.price(found.dearest[0]).p80
    assert dearest >= LEAST
    assert found.truth.price(found.thing).p80 == pytest.approx(2 * dearest, rel=TOLERANCE + 0.01)
    told = smelt(found, "branches", None)
    assert (told.place, told.score) == ("first", 1.0)
    assert all(one.right for one in told.claims)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", ["constraint", "calendar", "merge", "risk"])
def test_plain_loops_come_to_the_same_finishes(shape: str, kind: str) -> None:
    case = natural(shape, 40, 6)
    truth = Truth(case, Run(300, 9, threads=1))
    planted = next(spots(kind, case, truth.likely, np.random.default_rng(2)))(case, 15.0)
    own = Truth(planted.case, Run(300, 9, threads=1))

    assert confirmed(own, own.things[planted.key], 40)


def test_plain_loops_notice_a_minute() -> None:
    class Late(Truth):
        def finishes(self, case: Case) -> npt.NDArray[np.int64]:
            return super().finishes(case) + 1

    planted = _planted("link", 15.0)

    assert not confirmed(
        Late(planted.case, Run(100, 9, threads=1)), Truth(planted.case, Run(100, 9, threads=1)).things[planted.key], 5
    )


def test_plain_loops_place_work_of_one_person_at_the_same_moments() -> None:
    planted = _planted("resource", 15.0)
    truth = Truth(planted.case, Run(300, 9, threads=1), 100)

    assert truth.price(truth.things[planted.key]).p80 > 1
    assert confirmed(truth, truth.things[planted.key], 3)


def test_days_are_counted_as_the_engine_counts_them() -> None:
    case = natural("layers", 40, 3)
    pricing = Pricing(compile_plan(case.plan, honest=True), Run(100, 1, threads=1), case.uncertainty)
    apart = days_of(pricing.finishes) - pricing.working_days(pricing.finishes)

    assert float(np.ptp(apart)) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("claimed", "error", "right"), [(10.9, 0.0, True), (11.2, 0.0, False), (11.2, 0.7, True), (-10.0, 0.1, False)]
)
def test_a_price_is_right_within_a_tenth_or_two_standard_errors(claimed: float, error: float, right: bool) -> None:
    assert Claim("link", "", claimed, error, 10.0, 0.0).right is right


@pytest.mark.parametrize("name", ["case", "shapes", "planting", "definitions", "truth", "scaling", "plainly"])
def test_nothing_that_makes_or_prices_the_plans_knows_how_obstacles_are_found(name: str) -> None:
    tree = ast.parse((BENCHMARKS / f"{name}.py").read_text(encoding="utf-8"))
    imported = [one.module or "" for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)]
    imported += [each.name for one in ast.walk(tree) if isinstance(one, ast.Import) for each in one.names]

    assert not [one for one in imported if one.startswith(("rechterhand.findings", "rechterhand.engine.price"))]
