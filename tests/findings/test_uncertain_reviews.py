"""A review takes ranges and risks, and tells what they cost, alone and against an earlier version."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.cases.programme import programme

import rechterhand as rh

RUN = rh.Run(iterations=600, seed=4, threads=1)


def test_a_review_prices_a_risk_on_the_same_futures_as_its_headline() -> None:
    plan = programme()
    last = [one for one in plan.activities if not one.finished and not one.type.is_summary][-1]
    delay = rh.Range(rh.Shape.FIXED, 40 * 480, 40 * 480, 40 * 480)
    every = tuple(one.id for one in plan.activities if not one.type.is_summary)
    risk = rh.Risk("R7", "De leverancier valt uit", rh.Impact(0.9, minutes=delay), every)
    uncertain = rh.Uncertainty(risks=(risk,), ranges={last.id: rh.Range(rh.Shape.PERT, 0.5, 1.0, 3.0)})

    plain, found = rh.review(plan, run=RUN), rh.review(plan, run=RUN, uncertainty=uncertain)

    assert found.simulation.percentiles["p80"].moment > plain.simulation.percentiles["p80"].moment
    prices = {one.key: one for one in found.prices.bottlenecks}
    assert prices["risk:R7"].price_days > 40
    assert "risk:R7" not in {one.key for one in plain.prices.bottlenecks}


def test_against_an_earlier_version_both_have_the_same_futures() -> None:
    plan = programme()
    rows = [one for one in plan.activities if not one.finished and not one.type.is_summary]
    other = replace(plan, activities=tuple(replace(one, id=one.id + 100) for one in plan.activities))
    ids = {one.id: one.id + 100 for one in plan.activities}
    other = replace(
        other,
        activities=tuple(
            replace(one, parent_id=None if one.parent_id is None else ids[one.parent_id]) for one in other.activities
        ),
        links=tuple(
            replace(one, predecessor_id=ids[one.predecessor_id], successor_id=ids[one.successor_id])
            for one in plan.links
        ),
        assignments=tuple(replace(one, activity_id=ids[one.activity_id]) for one in plan.assignments),
    )
    delay = rh.Range(rh.Shape.FIXED, 9600, 9600, 9600)
    risk = rh.Risk("R7", "", rh.Impact(0.5, minutes=delay), tuple(ids[one.id] for one in rows))

    found = rh.compare(plan, other, run=RUN, uncertainty=rh.Uncertainty(risks=(risk,))).forecast
    plain = rh.compare(plan, other, run=RUN).forecast

    assert found is not None
    assert plain is not None
    assert found.days == pytest.approx(0.0)
    assert found.new.percentiles["p80"] > plain.new.percentiles["p80"]
