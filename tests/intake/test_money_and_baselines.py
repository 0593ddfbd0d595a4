"""Baselines, budgets and overtime: whatever a file holds of them is in the plan, in minutes and money."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cases.real import FOLDER, needs_data

from rechterhand.intake import Intake
from rechterhand.intake.discreet import discreet
from rechterhand.intake.mpxj.baselines import baselines
from rechterhand.intake.mpxj.columns import Columns
from rechterhand.intake.mpxj.efforts import baselines as efforts
from rechterhand.intake.mpxj.efforts import effort
from rechterhand.record.activity import Baseline
from rechterhand.record.resource import BaselineEffort, CostPart, Effort, WorkPart

MONDAY, FRIDAY = "2026-03-02T08:00:00.0", "2026-03-06T17:00:00.0"
FIRST, LAST = datetime(2026, 3, 2, 8), datetime(2026, 3, 6, 17)
PLANS = FOLDER / "plans" / "mpxj"


def test_numbered_baselines_of_a_task_keep_dates_money_and_estimates() -> None:
    rows = [
        {"baseline_finish": FRIDAY, "baseline_fixed_cost": 12.5},
        {"baseline3_estimated_duration": 28800, "baseline3_budget_work": 3600, "baseline3_budget_cost": 7.0},
        {},
    ]

    assert baselines(Columns(rows)) == [
        (Baseline(0, finish=LAST, fixed_cost=12.5),),
        (Baseline(3, estimated_duration_minutes=480, budget_work_minutes=60, budget_cost=7.0),),
        (),
    ]


def test_baselines_of_assignments_keep_effort_and_its_course() -> None:
    course = [{"start": MONDAY, "finish": FRIDAY, "total_amount": 144000}]
    money = [{"start": MONDAY, "finish": FRIDAY, "total_amount": 99.5}]
    rows = [
        {"baseline_start": MONDAY, "baseline_work": 144000, "raw_timephased_baseline_work": course},
        {"baseline2_budget_cost": 99.5, "raw_timephased_baseline2_budget_cost": money},
        {},
    ]

    assert efforts(Columns(rows)) == [
        (BaselineEffort(0, FIRST, effort=Effort(2400.0, work_parts=(WorkPart(FIRST, LAST, 2400.0),))),),
        (BaselineEffort(2, budget=Effort(cost=99.5, cost_parts=(CostPart(FIRST, LAST, 99.5),))),),
        (),
    ]


def test_overtime_stands_beside_the_work_and_none_is_told_apart_from_nought() -> None:
    rows = [{"overtime_work": 3600, "overtime_cost": 0.0}, {"work": 7200}]

    assert effort(Columns(rows), "overtime_") == [Effort(60.0, 0.0), Effort()]


def test_the_mark_for_money_that_is_not_there_is_no_money() -> None:
    assert baselines(Columns([{"baseline_fixed_cost": -922337203685477.6}])) == [()]


@pytest.mark.data
@needs_data
@pytest.mark.parametrize(
    "name", ["timephased-budget-baseline.mpp", "timephased-multi-rate.mpp", "task-baselines-project2010-mpp14.mpp"]
)
def test_money_and_baselines_of_real_files_are_all_understood(intake: Intake, name: str) -> None:
    path = next(PLANS.rglob(name))
    odd = {one.field for one in intake.read(path).not_understood}

    assert not any(word in one for one in odd for word in ("baseline", "budget", "overtime", "notes"))


@pytest.mark.data
@needs_data
def test_budgets_of_a_real_file_reach_the_plan(intake: Intake) -> None:
    plan = intake.read(next(PLANS.rglob("timephased-budget-baseline.mpp"))).plan
    money = [one for one in plan.resources if one.budget.cost]
    work = [one for one in plan.assignments if one.budget.work_minutes]

    assert all(one.is_budget for one in money)
    assert [base.number for base in money[0].baselines] == list(range(11))
    assert [base.budget.cost for base in money[0].baselines] == [float(171 + number) for number in range(11)]
    assert sum(part.minutes for part in work[0].budget.work_parts) == pytest.approx(work[0].budget.work_minutes)
    assert any(one.cost.budget for one in plan.activities)


@pytest.mark.data
@needs_data
def test_notes_on_people_go_with_their_names(intake: Intake) -> None:
    reading = intake.read(next(PLANS.rglob("sample.mpp")))
    assert any(one.notes for one in reading.plan.resources)

    for one, other in zip(reading.plan.resources, discreet(reading).plan.resources, strict=True):
        assert other.notes is None or other.name == one.name
