"""The chance of a promised date is that of the work, whatever holds the promise to its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from tests.cases.plans import build

from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.result import Committed, SimulationResult
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import simulate
from rechterhand.findings.pricing import price
from rechterhand.record.activity import Activity, ActivityType, ConstraintType
from rechterhand.record.link import Link

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


def _phase(promised: datetime, *, days_after: float = 60.0, open_work: bool = True, **rule: Any) -> SimulationResult:
    """Two tasks in a phase (the later one on a calendar of its own) that is promised, and work after it."""
    done = {} if open_work else {"actual_start": datetime(2027, 2, 1, 8), "actual_finish": datetime(2027, 2, 12, 17)}
    form = {
        "tasks": [
            {"id": 1, "type": "summary", **(rule or {"deadline": promised})},
            {"id": 2, "type": "summary", "parent_id": 1},
            {"id": 3, "days": 10, "parent_id": 2, **done},
            {"id": 4, "days": 8, "parent_id": 1, "calendar_id": 2, **done},
            {"id": 5, "days": days_after},
        ],
        "links": ["3 FS 5", "4 FS 5"],
        "start": datetime(2027, 3, 1, 8),
        "calendars": [
            {"id": 1, "name": "five days", "days": "12345"},
            {"id": 2, "name": "no Mondays", "days": "2345"},
        ],
    }
    return simulate(build(form), run=RUN)


@pytest.mark.parametrize("rule", [{}, {"constraint": "fnlt", "constraint_date": PROMISED}], ids=["deadline", "fnlt"])
def test_a_date_of_a_phase_is_kept_where_all_work_below_it_is_done(rule: dict[str, Any]) -> None:
    found = _phase(PROMISED, **rule)
    one = _only(found)
    (phase, _) = found.summaries

    assert (one.activity_id, one.whole) == (1, False)
    assert 0.0 < one.chance < 0.6
    share = _share_by(found, [3, 4])
    assert one.chance == pytest.approx(share)
    assert _only(_phase(phase.percentiles["p80"])).chance == pytest.approx(0.8, abs=0.01)


def _share_by(found: SimulationResult, leaves: list[int]) -> float:
    """The share of futures in which a milestone after these tasks makes the date, computed without any summary."""
    plan = found.plan
    rows = [replace(one, parent_id=None) for one in plan.activities if not one.type.is_summary]
    end = Activity(9, "all done", ActivityType.MILESTONE, duration_minutes=0, deadline=PROMISED)
    links = (*plan.links, *(Link(leaf, 9) for leaf in leaves))
    return _only(simulate(replace(plan, activities=(*rows, end), links=links), run=RUN)).chance


def test_the_date_of_a_phase_that_ends_the_plan_stands_for_the_whole() -> None:
    form = {
        "tasks": [
            {"id": 1, "type": "summary", "deadline": PROMISED},
            {"id": 2, "days": 10, "parent_id": 1},
            {"id": 3, "days": 8},
        ],
        "start": datetime(2027, 3, 1, 8),
        "calendars": [{"id": 1, "name": "five days", "days": "12345"}],
    }
    found = simulate(build(form), run=RUN)
    one = _only(found)

    assert one.whole
    assert one.chance == pytest.approx(float((found.finishes <= to_minute(PROMISED)).mean()))


def test_a_phase_without_open_work_promises_nothing_any_more() -> None:
    assert _phase(PROMISED, open_work=False).committed == ()


def test_a_phase_is_kept_as_often_as_its_work_without_the_hard_date_that_holds_it() -> None:
    def chance(**hard: Any) -> float:
        form = {
            "tasks": [
                {"id": 1, "type": "summary", "deadline": PROMISED},
                {"id": 2, "days": 10, "parent_id": 1, **hard},
                {"id": 3, "days": 60},
            ],
            "links": ["2 FS 3"],
            "start": datetime(2027, 3, 1, 8),
            "calendars": [{"id": 1, "name": "five days", "days": "12345"}],
        }
        return next(one.chance for one in simulate(build(form), run=RUN).committed if one.activity_id == 1)

    assert chance(constraint="fnlt", constraint_date=PROMISED) == pytest.approx(chance())
    assert chance() < 1.0


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


def test_what_was_promised_outside_the_file_goes_first_and_moves_nothing() -> None:
    form = {
        "tasks": [{"id": 1, "days": 10}, {"id": 2, "days": 5}],
        "links": ["1 FS 2"],
        "start": datetime(2027, 3, 1, 8),
        "calendars": [{"id": 1, "name": "five days", "days": "12345"}],
        "must_finish_by": datetime(2027, 3, 12, 17),
    }
    plain = build(form)
    promising = replace(plain, promised=datetime(2027, 3, 19))

    before, after = simulate(plain, run=RUN), simulate(promising, run=RUN)

    assert (after.finishes == before.finishes).all()
    assert (schedule(promising).total_float == schedule(plain).total_float).all()
    first, second = after.committed
    assert (first.what, first.whole, first.moment) == ("promised", True, datetime(2027, 3, 20))
    assert first.chance == float((after.finishes <= to_minute(datetime(2027, 3, 20))).mean())
    assert 0 < first.chance < 1
    assert replace(second, whole=True) == before.committed[0]
