"""What is said beside the days: that they stand on a cliff, and the chance of the promise on both yardsticks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.cases.priced import CERTAIN, MONDAY, plan_of

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Impact, Risk
from rechterhand.engine.simulate.run import Run
from rechterhand.record.plan import Plan
from rechterhand.remedies.way_out import WaysOut
from rechterhand.text import render
from rechterhand.verdict import outlook

RUN = Run(2_000, 3)
SIXTY = Range(Shape.FIXED, *(60 * 480.0,) * 3)


def test_a_gain_that_stands_on_a_cliff_says_what_it_is_beside_it() -> None:
    """A delay of sixty days in 22 of 100 futures: half as likely wins all sixty on P80 and none on P75."""
    delay = Risk("R", "Levering", Impact(0.22, SIXTY), (1,))
    plan = plan_of([{"id": 1, "days": 20}])
    found = outlook(plan, run=RUN, uncertainty=replace(CERTAIN, risks=(delay,)), ways=True).ways

    ways = {one.key: one for one in found.ways}
    halved, shorter = ways["mitigate:R"], ways["crash:1"]
    assert halved.days == pytest.approx(60)
    assert halved.mean_days == pytest.approx(0.11 * 60, abs=1)
    assert halved.steep
    assert "op P75 is die 0,0 en op P85 60,0 werkdagen, gemiddeld 6," in render(halved.notes[0], "nl")
    assert (shorter.steep, shorter.notes) == (False, ())


def _promised(**more: Any) -> WaysOut:
    """Two tasks of ten days side by side, promised after fifteen working days."""
    tasks = [{"id": 1, "days": 10}, {"id": 2, "days": 10}]
    plan: Plan = plan_of(tasks, options={"must_finish_by": MONDAY + timedelta(days=18, hours=9)}, **more)
    return outlook(plan, run=Run(200, 3), uncertainty=CERTAIN, ways=True).ways


def test_the_chance_of_the_promise_is_told_by_logic_and_with_the_people_there_are() -> None:
    """One person does what logic lets go side by side, and is never done in time."""
    work = [{"task": 1, "hours": 80}, {"task": 2, "hours": 80}]
    found = _promised(resources=[{"id": 1}], assignments=work)

    assert (found.chance, found.chance_with_people) == (1.0, 0.0)
    assert repr(found).endswith("promise kept in 100% by logic, 0% with people)")
    assert "100% by logic, 0% with people" in found._repr_html_()


def test_a_plan_without_people_has_one_chance() -> None:
    found = _promised()

    assert (found.chance, found.chance_with_people) == (1.0, None)
    assert repr(found).endswith("promise kept in 100% by logic)")


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "Voor 1 activiteit die vaak het einde bepaalt: Task 1."),
        (2, "Voor 2 activiteiten die vaak het einde bepalen: Task 1, Task 2."),
        (5, "Voor 5 activiteiten die vaak het einde bepalen, waaronder Task 1, Task 2, Task 3."),
    ],
)
def test_names_are_told_as_examples_only_where_there_are_more(count: int, told: str) -> None:
    plan = plan_of(
        [{"id": at, "days": 8} for at in range(1, count + 1)], [f"{at} FS {at + 1}" for at in range(1, count)]
    )
    found = outlook(plan, run=Run(200, 3), uncertainty=CERTAIN, ways=True).ways

    effects = [render(one.effect, "nl") for one in found.ways if one.remedy == "work_saturdays"]
    assert told in effects
    assert len(effects) <= 2  # the same in other weeks is told once more at most
