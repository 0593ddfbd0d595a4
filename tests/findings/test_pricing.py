"""Prices of cases whose answer follows from a formula."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from tests.cases.priced import ALONE, CERTAIN, MONDAY, ROUND_THE_CLOCK, RUN, WORKING, plan_of, prices_of

from rechterhand.engine.futures.kernel import triangular
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.engine.simulate.run import Run
from rechterhand.findings.bottleneck import Bottleneck, PriceList
from rechterhand.record.calendar import Calendar, CalendarException
from rechterhand.record.plan import Plan


def _of(prices: PriceList, kind: str) -> dict[str, float]:
    return {one.key: one.price_days for one in prices.bottlenecks if one.kind == kind}


def _meeting(week: int) -> CalendarException:
    day = MONDAY.date() + timedelta(days=7 * week)
    return CalendarException(day, day, ((480, 720), (780, 1020)))


BOARD = Calendar(2, "board", ((),) * 7, tuple(_meeting(week) for week in range(0, 200, 4)), minutes_per_day=480)
"""A board that meets on one Monday in four weeks."""


def _before_the_board(wait: str = "") -> Plan:
    """Work, then a decision in the board's calendar."""
    plan = plan_of([{"id": 1, "days": 100}, {"id": 2, "days": 0.5, "calendar_id": 2}], [f"1 FS{wait} 2"])
    return replace(plan, calendars=(WORKING, BOARD))


def _beside(one: Bottleneck) -> list[float]:
    """What P75 and P85 gain, as the note says."""
    found = next((note for note in one.notes if note.key == "bottlenecks.note.steep"), None)
    return [one.price_days] if found is None else [float(str(found.values[key])) for key in ("p75", "p85")]


def test_a_date_costs_the_working_days_that_logic_would_begin_earlier() -> None:
    held = {"constraint": "snet", "constraint_date": MONDAY + timedelta(days=42)}
    plan = plan_of([{"id": 1, "days": 10}, {"id": 2, "days": 5, **held}], ["1 FS 2"])
    prices = prices_of(plan, CERTAIN)
    assert _of(prices, "constraint") == {"constraint:2": 20.0}
    assert prices.bottlenecks[0].standard_error_days == 0


def test_waiting_time_costs_no_more_than_the_float_of_what_runs_beside_it() -> None:
    tasks = [{"id": 1, "days": 5}, {"id": 2, "days": 5}, {"id": 3, "days": 12}]
    assert _of(prices_of(plan_of(tasks, ["1 FS+5d 2"]), CERTAIN), "link") == {"link:1:2:FS": 3.0}
    assert _of(prices_of(plan_of(tasks[:2], ["1 FS+5d 2"]), CERTAIN), "link") == {"link:1:2:FS": 5.0}


def test_an_activity_costs_what_its_p80_lies_above_its_plan() -> None:
    prices = prices_of(plan_of([{"id": 1, "days": 100}], calendar=ROUND_THE_CLOCK), ALONE)
    (found,) = prices.bottlenecks
    assert abs(found.price_days - (triangular(0.8, 90.0, 100.0, 130.0) - 100)) < 4 * found.standard_error_days + 0.01
    assert found.standard_error_days < 0.5


def _with_a_giant(parents: list[int | None]) -> PriceList:
    """Five short activities and one of sixty days before the end, below these summaries."""
    summaries = [{"id": key, "type": "summary"} for key in sorted({one for one in parents if one is not None})]
    tasks = [
        {"id": number, "days": 60 if number == 1 else 5, "parent_id": one} for number, one in enumerate(parents, 1)
    ]
    return prices_of(plan_of([*summaries, *tasks], ["1 FS 7"]), ALONE)


def test_an_activity_far_longer_than_its_branch_is_said_to_be_so_and_no_overrun() -> None:
    (giant,) = (one for one in _with_a_giant([10] * 6 + [20]).bottlenecks if one.key == "activity:1")

    assert giant.title.key == "bottlenecks.activity.outlier"
    assert giant.relief.key == "bottlenecks.activity.as_its_class"
    assert giant.price_days > 50


@pytest.mark.parametrize("parents", [[None] * 7, [10] * 7, [10] * 4 + [20] * 3])
def test_without_a_branch_of_its_own_an_activity_is_held_to_its_plan(parents: list[int | None]) -> None:
    (giant,) = (one for one in _with_a_giant(parents).bottlenecks if one.key == "activity:1")

    assert giant.title.key == "bottlenecks.activity.title"
    assert giant.price_days < 20


def test_of_two_equal_branches_each_is_worth_only_what_the_other_leaves() -> None:
    """P80 of the later of two is where each has the square root of 0.8; with one as planned, the other's own P80."""
    plan = plan_of([{"id": 1, "days": 100}, {"id": 2, "days": 100}], calendar=ROUND_THE_CLOCK)
    points = (90.0, 100.0, 130.0)
    wanted = triangular(math.sqrt(0.8), *points) - triangular(0.8, *points)
    prices = prices_of(plan, ALONE)
    assert len(prices.bottlenecks) == 2
    for one in prices.bottlenecks:
        assert abs(one.price_days - wanted) < 4 * one.standard_error_days + 0.01


def test_a_date_that_keeps_the_finish_early_is_hidden_and_no_price() -> None:
    held = {"constraint": "snlt", "constraint_date": MONDAY}
    plan = plan_of([{"id": 1, "days": 10}, {"id": 2, "days": 12, **held}], ["1 FS 2"])
    plan = replace(plan, options=replace(plan.options, honour_constraints=True))
    prices = prices_of(plan, CERTAIN)
    assert [(one.key, one.later_days) for one in prices.hidden] == [("constraint:2", 10.0)]
    assert _of(prices, "constraint") == {}


def test_dearest_comes_first_and_what_does_not_hold_up_is_not_listed() -> None:
    held = {"constraint": "snet", "constraint_date": MONDAY + timedelta(days=14)}
    tasks = [{"id": 1, "days": 3}, {"id": 2, "days": 5, **held}, {"id": 3, "days": 2}, {"id": 4, "days": 4}]
    prices = prices_of(plan_of(tasks, ["1 FS 2", "2 FS+4d 3", "1 FS+1d 4"]), CERTAIN)
    assert [(one.rank, one.key, one.price_days) for one in prices.bottlenecks] == [
        (1, "constraint:2", 7.0),
        (2, "link:2:3:FS", 4.0),
    ]


def test_a_day_less_and_none_at_all_are_told_of_the_dearest() -> None:
    tasks = [{"id": 1, "days": 20}, {"id": 2, "days": 15}]
    prices = prices_of(plan_of(tasks, calendar=ROUND_THE_CLOCK), ALONE)
    dearest = prices.bottlenecks[0]
    assert dearest.key == "activity:1"
    assert dearest.per_day == pytest.approx(1.0, abs=0.01)
    wanted = triangular(0.8, 18, 20, 26) - triangular(0.8, 13.5, 15, 19.5)
    assert dearest.ceiling_days == pytest.approx(wanted, abs=0.3)


def test_where_p80_moves_in_steps_the_band_ranks_and_a_step_beside_it_is_steep() -> None:
    prices = prices_of(_before_the_board(), ALONE)

    dearest = prices.bottlenecks[0]
    assert (prices.ranked_on, prices.step_days) == ("band", 20)
    assert dearest.key == "activity:1"
    assert dearest.price_days == pytest.approx(round(dearest.price_days / 20) * 20, abs=0.1)
    assert prices.ranked(dearest) == (dearest.band_days, dearest.band_error_days)
    assert 0 < dearest.band_days < 40
    assert dearest.steep == (max(abs(beside - dearest.price_days) for beside in _beside(dearest)) >= 10)


def test_a_price_above_the_waiting_time_says_why() -> None:
    prices = prices_of(_before_the_board("+7ed"), CERTAIN)

    (link,) = [one for one in prices.bottlenecks if one.kind == "link"]
    assert link.price_days == 20
    (note,) = [one for one in link.notes if one.key == "bottlenecks.note.beyond_itself"]
    assert note.values["days"] == pytest.approx(5.0, abs=0.05)
    assert link.p80_relieved == datetime(2026, 5, 25, 12)


def test_what_says_the_same_in_one_chain_is_one_row() -> None:
    """Beside them runs a path of eighty days: one waiting time gone, that one decides, and the other brings no more."""
    tasks = [{"id": 1, "days": 5}, {"id": 2, "days": 5}, {"id": 3, "days": 5}, {"id": 4, "days": 80}]
    prices = prices_of(plan_of(tasks, ["1 FS+50d 2", "2 FS+50d 3"]), CERTAIN)

    (row,) = prices.bottlenecks
    assert (row.price_days, row.key) == (35, "link:1:2:FS")
    assert [one.key for one in row.alike] == ["link:2:3:FS"]


def test_what_adds_up_or_stands_beside_each_other_are_rows_of_their_own() -> None:
    tasks = [{"id": 1, "days": 5}, {"id": 2, "days": 5}, {"id": 3, "days": 5}]
    chain = prices_of(plan_of(tasks, ["1 FS+5d 2", "2 FS+5d 3"]), CERTAIN)
    beside = prices_of(plan_of([{"id": 1, "days": 100}, {"id": 2, "days": 100}], calendar=ROUND_THE_CLOCK), ALONE)

    for prices in (chain, beside):
        assert [len(one.alike) for one in prices.bottlenecks] == [0, 0]


@pytest.mark.parametrize("days", [70, 80, 88])
def test_what_lies_within_its_error_of_nought_is_no_bottleneck(days: int) -> None:
    """A branch beside a longer one, that decides the finish in few futures or in none."""
    plan = plan_of([{"id": 1, "days": 100}, {"id": 2, "days": days}], calendar=ROUND_THE_CLOCK)

    found = {one.key: one for one in prices_of(plan, ALONE, Run(iterations=2_000, seed=5)).bottlenecks}

    assert found["activity:1"].price_days > 5
    other = found.get("activity:2")
    assert other is None or max(other.price_days, other.mean_days, other.band_days) > 0.05
    if days == 70:
        assert other is None


def test_a_row_that_only_the_mean_speaks_for_says_so() -> None:
    """A date that holds the finish in the futures that end early, never around P80."""
    held = {"constraint": "fnet", "constraint_date": MONDAY + timedelta(minutes=100 * 480)}
    prices = prices_of(plan_of([{"id": 1, "days": 100, **held}], calendar=ROUND_THE_CLOCK), ALONE)

    (row,) = [one for one in prices.bottlenecks if one.kind == "constraint"]
    assert row.price_days == 0
    assert row.mean_days > 0.05
    assert [note.key for note in row.notes] == ["bottlenecks.note.beside_p80"]


def test_being_gone_never_brings_less_than_the_relief() -> None:
    """Both on the same futures: details are computed on fewer than prices are."""
    prices = prices_of(plan_of([{"id": 1, "days": 100}, {"id": 2, "days": 95}], calendar=ROUND_THE_CLOCK), ALONE)

    for one in prices.bottlenecks:
        assert one.ceiling_days is not None
        assert one.ceiling_days >= one.price_days - 0.01


@pytest.mark.slow
def test_the_standard_error_is_how_far_prices_of_other_futures_lie_apart() -> None:
    plan = plan_of([{"id": 1, "days": 100}, {"id": 2, "days": 95}], calendar=ROUND_THE_CLOCK)
    found = [prices_of(plan, Uncertainty(), Run(iterations=1_000, seed=seed)).bottlenecks for seed in range(60)]
    first = [next(one for one in each if one.key == "activity:1") for each in found]
    apart = float(np.std([one.price_days for one in first], ddof=1))
    stated = float(np.mean([one.standard_error_days for one in first]))
    assert 0.6 < stated / apart < 1.6


def _risk(chance: float, days: float, residual: Impact | None = None) -> Risk:
    delay = Range(Shape.FIXED, days * 480, days * 480, days * 480)
    return Risk("R1", "Supplier fails", Impact(chance, minutes=delay), (1,), residual)


@pytest.mark.parametrize(("chance", "p80", "mean"), [(0.15, 0.0, 3.0), (0.30, 20.0, 6.0)])
def test_a_risk_costs_its_delay_when_it_happens_in_p80(chance: float, p80: float, mean: float) -> None:
    plan = plan_of([{"id": 1, "days": 10}])
    prices = prices_of(plan, replace(CERTAIN, risks=(_risk(chance, 20),)))
    found = prices.bottlenecks[0]
    assert (found.kind, found.key, found.activity_ids) == ("risk", "risk:R1", (1,))
    assert found.price_days == pytest.approx(p80)
    assert abs(found.mean_days - mean) < 4 * 20 * math.sqrt(chance * (1 - chance) / RUN.iterations)


def test_a_response_brings_what_it_takes_away_and_no_more() -> None:
    plan, left = plan_of([{"id": 1, "days": 10}]), Impact(0.25, minutes=Range(Shape.FIXED, 2400, 2400, 2400))
    found = prices_of(plan, replace(CERTAIN, risks=(_risk(0.5, 20, left),))).bottlenecks[0]
    assert found.price_days == pytest.approx(15.0)
    assert found.ceiling_days == pytest.approx(20.0)


def test_a_risk_that_touches_no_open_work_has_no_price() -> None:
    plan = plan_of([{"id": 1, "days": 10}, {"id": 2, "days": 20}])
    assert _of(prices_of(plan, replace(CERTAIN, risks=(_risk(0.5, 5),))), "risk") == {}
    assert _of(prices_of(plan, replace(CERTAIN, risks=(replace(_risk(0.5, 50), activity_ids=(99,)),))), "risk") == {}
