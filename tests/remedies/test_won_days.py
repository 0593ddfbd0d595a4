"""What every remedy proposes and wins, on mini plans whose answer follows by hand: ``tests/cases/remedies``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.cases.plans import CALENDARS, DAY, build
from tests.cases.priced import CERTAIN, MONDAY

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.engine.simulate.run import Run
from rechterhand.record.activity import TaskType
from rechterhand.remedies.pool import remedies
from rechterhand.remedies.way_out import WaysOut
from rechterhand.verdict import outlook

FOLDER = Path(__file__).parent.parent / "cases" / "remedies"


def _cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(case, id=f"{path.stem}: {case['id']}")


def _ways(case: Mapping[str, Any]) -> WaysOut:
    plan = replace(build(case), start=case.get("start", MONDAY))
    if not plan.calendars:
        plan = replace(plan, calendars=CALENDARS)
    rows = tuple(replace(one, task_type=TaskType(one.task_type)) if one.task_type else one for one in plan.activities)
    plan = replace(plan, default_calendar_id=1, activities=rows)
    uncertainty = replace(CERTAIN, risks=tuple(map(_risk, case.get("risks", ()))))
    return outlook(plan, run=Run(2_000, 3), uncertainty=uncertainty, ways=True).ways


def _risk(form: Mapping[str, Any]) -> Risk:
    minutes = Range(Shape.FIXED, *(form["days"] * DAY,) * 3)
    left = Impact(form["left"], minutes) if "left" in form else None
    return Risk(form["key"], form["key"], Impact(form["chance"], minutes), tuple(form["tasks"]), left)


@pytest.mark.parametrize("case", list(_cases()))
def test_a_remedy_wins_what_follows_by_hand(case: Mapping[str, Any]) -> None:
    found = _ways(case)

    ways = {one.key: one for one in found.ways}
    for key, days in case.get("wins", {}).items():
        assert ways[key].days == pytest.approx(days, abs=0.01), key
    for key, cost in case.get("costs", {}).items():
        assert ways[key].cost == pytest.approx(cost), key
    for key, degree in case.get("degrees", {}).items():
        assert ways[key].degree == degree, key
    assert not set(case.get("absent", ())) & set(ways)
    sets = {" ".join(sorted(one.members)): one for one in found.combinations}
    for keys, days in case.get("together", {}).items():
        assert sets[keys].days == pytest.approx(days, abs=0.01), keys
    if "promise" in case:
        told = {} if found.promise is None else {"chance": found.promise.chance, "gain": found.promise.chance_gain}
        assert told == case["promise"]


def test_every_remedy_has_cases_in_which_it_wins_and_in_which_it_is_silent() -> None:
    for key in remedies():
        found = tomllib.loads((FOLDER / f"{key}.toml").read_text(encoding="utf-8"))["case"]
        assert any(one.get("wins") or one.get("promise") for one in found), key
        assert any(one.get("absent") or one.get("promise") == {} for one in found), key


def test_an_empty_plan_has_no_ways_out() -> None:
    empty = replace(build({}), start=MONDAY)

    found = outlook(empty, run=Run(100), uncertainty=Uncertainty(), ways=True).ways
    assert (found.ways, found.combinations, found.tried) == ((), (), 0)
