"""The chance of a promised date is that of the work, whatever holds the promise to its day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.cases.plans import build

from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.simulate.result import Committed, SimulationResult
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import simulate
from rechterhand.findings.pricing import price
from rechterhand.record.activity import ConstraintType

RUN = Run(iterations=2_000, seed=3)
PROMISED = datetime(2027, 3, 12, 17)
HARD = ["fnlt", "mfo", "finish_on", "mandatory_finish"]


def _futures(last_days: float, **promise: Any) -> SimulationResult:
    """Ten days of work until a promised moment, and perhaps more work after it."""
    primavera = promise.get("constraint") in {"finish_on", "mandatory_finish", "start_on", "mandatory_start"}
    form = {
        "tasks": [
            {"id": 1, "days": 10},
            {"id": 2, "days": 0, "type": "finish_milestone" if primavera else "milestone", **promise},
            {"id": 3, "days": last_days},
        ],
        "links": ["1 FS 2", "2 FS 3"] if last_days else ["1 FS 2"],
        "start": datetime(2027, 3, 1, 8),
        "calendars": [{"id": 1, "name": "five days", "days": "12345"}],
        "dialect": "primavera" if primavera else "microsoft",
    }
    return simulate(build(form), run=RUN)


def _only(found: SimulationResult) -> Committed:
    (one,) = found.committed
    return one


@pytest.mark.parametrize("last_days", [60, 0], ids=["in the middle", "at the end"])
@pytest.mark.parametrize("rule", HARD)
def test_a_hard_date_is_kept_as_often_as_a_deadline_on_the_same_day(rule: str, last_days: float) -> None:
    hard = _only(_futures(last_days, constraint=rule, constraint_date=PROMISED))
    soft = _only(_futures(last_days, deadline=PROMISED))

    assert 0.1 < soft.chance < 0.5
    assert hard.chance == pytest.approx(soft.chance)
    assert hard.whole is soft.whole is (last_days == 0)


@pytest.mark.parametrize("rule", HARD)
def test_an_end_that_its_hard_date_puts_before_its_own_work_stands_for_the_whole(rule: str) -> None:
    """The work lasts until the 12th, its end must be there on the 10th: the last activity isn't the promised one."""
    hard = _only(_futures(0, constraint=rule, constraint_date=datetime(2027, 3, 10, 17)))

    assert hard.whole
    assert hard.chance == 0.0


def test_a_hard_date_amid_the_work_stands_for_no_more_than_its_own_part() -> None:
    assert not _only(_futures(60, constraint="mfo", constraint_date=datetime(2027, 3, 10, 17))).whole


def test_a_deadline_beside_a_hard_date_is_kept_as_often_as_alone() -> None:
    before = datetime(2027, 3, 10, 17)
    both = _futures(60, constraint="mfo", constraint_date=before, deadline=PROMISED)

    by_what = {one.what: one.chance for one in both.committed}
    assert by_what == {"deadline": _only(_futures(60, deadline=PROMISED)).chance, "mfo": 0.0}


def test_other_hard_dates_hold_as_they_do_in_the_futures() -> None:
    """What the promise waits for is held to its own date, earlier than the promise: so that is always kept."""
    form = {
        "tasks": [
            {"id": 1, "days": 10, "constraint": "mfo", "constraint_date": datetime(2027, 3, 9, 17)},
            {"id": 2, "days": 0, "type": "milestone", "constraint": "fnlt", "constraint_date": PROMISED},
            {"id": 3, "days": 60},
        ],
        "links": ["1 FS 2", "2 FS 3"],
        "start": datetime(2027, 3, 1, 8),
        "calendars": [{"id": 1, "name": "five days", "days": "12345"}],
    }
    found = {one.what: one.chance for one in simulate(build(form), run=RUN).committed}

    assert found == {"mfo": 0.0, "fnlt": 1.0}


def test_a_relief_tells_what_it_adds_to_the_chance_of_the_last_milestone() -> None:
    found = _futures(0, deadline=PROMISED)
    dearest = price(compile_plan(found.plan, honest=True), found, run=RUN).bottlenecks[0]

    assert dearest.chance_gain == pytest.approx(1 - _only(found).chance)


@pytest.mark.parametrize("rule", ["snlt", "mso", "start_on", "mandatory_start"])
def test_a_moment_that_must_begin_by_a_date_was_promised_by_that_date(rule: str) -> None:
    hard = _only(_futures(0, constraint=rule, constraint_date=PROMISED))
    soft = _only(_futures(0, deadline=PROMISED))

    assert hard.whole
    assert hard.chance == pytest.approx(soft.chance)


def test_work_that_must_begin_by_a_date_promises_nothing_about_its_end() -> None:
    form = {
        "tasks": [{"id": 1, "days": 10, "constraint": "snlt", "constraint_date": PROMISED}],
        "start": datetime(2027, 3, 1, 8),
        "calendars": [{"id": 1, "name": "five days", "days": "12345"}],
    }
    assert simulate(build(form), run=RUN).committed == ()


def test_a_second_constraint_is_a_promise_too() -> None:
    second = {"second_constraint": ConstraintType.FINISH_NO_LATER_THAN, "second_constraint_date": PROMISED}
    one = _only(_futures(0, constraint="snet", constraint_date=datetime(2027, 3, 1, 8), **second))

    assert (one.what, one.moment, one.whole) == ("fnlt", PROMISED, True)
