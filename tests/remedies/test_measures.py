"""Measures against what isn't a plain risk: lost working days, and work that is only done when something happens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.cases.priced import CERTAIN, MONDAY, plan_of

from rechterhand.engine.futures.branches import Branch, Option
from rechterhand.engine.futures.lost_days import LostDays
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.engine.simulate.run import Run
from rechterhand.remedies.way_out import WayOut
from rechterhand.text import render
from rechterhand.verdict import outlook

RUN = Run(2_000, 3)


def _way(uncertainty: Uncertainty, key: str, days: tuple[int, ...] = (20,)) -> WayOut:
    tasks = [{"id": at, "days": length} for at, length in enumerate(days, 1)]
    plan = plan_of(tasks, [f"{at} FS {at + 1}" for at in range(1, len(days))])
    (found,) = (one for one in outlook(plan, run=RUN, uncertainty=uncertainty, ways=True).ways.ways if one.key == key)
    return found


def _fixed(value: float) -> Range:
    return Range(Shape.FIXED, value, value, value)


def test_a_response_to_lost_days_wins_the_days_that_it_saves() -> None:
    until = MONDAY.replace(day=16)
    frost = LostDays("F", "Vorst", 1.0, MONDAY, until, _fixed(5), (1,), residual_days=_fixed(2))
    way = _way(replace(CERTAIN, lost_days=(frost,)), "mitigate:lost days F")

    assert way.days == pytest.approx(3)
    assert way.answers == ("risk:lost days F",)
    assert "de kans blijft 100" in render(way.effect, "nl")


def test_a_response_to_work_that_may_come_wins_that_work() -> None:
    """Rework of ten days in half of the futures; with the measure in one of ten, which P80 doesn't see."""
    branch = Branch("B", "Herstel", (Option(0.5, (2,), "Herstel", residual=0.1),))
    way = _way(replace(CERTAIN, branches=(branch,)), "mitigate:branch B", days=(20, 10))

    assert way.days == pytest.approx(10)
    assert way.degree == "response"
    assert way.answers == ("risk:branch B",)


def test_a_response_that_takes_away_impact_alone_says_that_the_chance_stays() -> None:
    risk = Risk("R", "Levering", Impact(0.6, _fixed(4800)), (1,), Impact(0.6, _fixed(960)))
    way = _way(replace(CERTAIN, risks=(risk,)), "mitigate:R")

    assert way.days == pytest.approx(8)
    assert "de kans blijft 60" in render(way.effect, "nl")
