"""The demonstration is a plan as a good office makes it, with a verdict that a project office would believe."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from rechterhand.demo.plan import demonstration
from rechterhand.demo.programme import load
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.run import Run
from rechterhand.findings.check import Verdict
from rechterhand.record.activity import Activity, ActivityType
from rechterhand.record.persons import label, masker
from rechterhand.record.plan import Dialect, Plan
from rechterhand.record.resource import Resource
from rechterhand.reports.days import WorkingDays
from rechterhand.verdict import Review, review

STATUS = datetime(2026, 11, 3, 17)
TOOLS = pytest.mark.parametrize("dialect", list(Dialect))


@pytest.fixture(scope="module")
def plan() -> Plan:
    return demonstration()


@pytest.fixture(scope="module")
def verdict(plan: Plan) -> Review:
    return review(plan, run=Run(2_000))


def tasks(plan: Plan) -> list[Activity]:
    return [one for one in plan.activities if not one.type.is_summary]


@TOOLS
def test_it_is_the_same_every_time(dialect: Dialect) -> None:
    assert demonstration(dialect) == demonstration(dialect)


def test_it_is_the_same_programme_in_both_tools(plan: Plan) -> None:
    other = demonstration(Dialect.PRIMAVERA)

    assert [(one.id, one.code, one.name) for one in tasks(other)] == [
        (one.id, one.code, one.name) for one in tasks(plan)
    ]
    assert schedule(other).project_finish == schedule(plan).project_finish
    assert not any(one.type is ActivityType.MILESTONE for one in other.activities)
    assert all(one.calendar_id is not None for one in tasks(other))


def test_it_has_the_size_and_the_parts_of_a_real_programme(plan: Plan) -> None:
    rows = tasks(plan)

    assert 230 <= len(rows) <= 280
    assert len(plan.links) > 1.3 * len(rows)
    assert 20 <= len(plan.resources) <= 40
    assert {one.activity_id for one in plan.assignments} == {one.id for one in rows if one.duration_minutes}
    assert sum(one.three_point is not None for one in rows) > 80
    assert {one.type.value for one in plan.links} >= {"FS", "SS"}
    assert len({one.code for one in rows}) == len(rows)


def test_every_role_has_work_and_no_person_is_named(plan: Plan) -> None:
    used = {one.resource_id for one in plan.assignments}

    assert [one.name for one in plan.resources if one.id not in used] == []
    assert masker(plan) is None


def test_progress_runs_to_the_status_date(plan: Plan) -> None:
    late = {task.code for task in load().tasks() if task.ended is not None and task.ended > STATUS}
    stale = {task.code for task in load().tasks() if task.stale}

    assert plan.status_date == STATUS
    for one in tasks(plan):
        if one.finished:
            assert one.remaining_duration_minutes == 0
            assert one.percent_complete == 100
            assert (one.actual_finish or STATUS) <= STATUS or one.code in late
        elif one.started:
            assert one.resume is not None
            assert one.resume >= STATUS
            assert (one.remaining_duration_minutes or 0) > 0
            assert one.actual_duration_minutes is not None
        elif one.start is not None and one.start < STATUS:
            assert one.code in stale
    assert 60 < sum(one.finished for one in tasks(plan)) < 120
    assert 10 < sum(one.started and not one.finished for one in tasks(plan)) < 30


def test_what_came_after_approval_has_no_baseline(plan: Plan) -> None:
    later = {task.code for task in load().tasks() if task.new}

    assert later
    assert {one.code for one in tasks(plan) if one.baseline() is None} == later


def test_tasks_before_which_work_is_unfinished_have_not_begun(plan: Plan) -> None:
    begun_early = {task.code for task in load().tasks() if task.began is not None}
    by_id = {one.id: one for one in plan.activities}
    for link in plan.links:
        before, after = by_id[link.predecessor_id], by_id[link.successor_id]
        if link.type.value == "FS" and link.lag_minutes >= 0 and after.started and after.code not in begun_early:
            assert before.finished, (before.code, after.code)


def test_the_verdict_is_believable(verdict: Review) -> None:
    p80 = verdict.simulation.percentiles["p80"].moment
    promised = verdict.simulation.committed[0]
    late = WorkingDays(verdict.plan).between(promised.moment.date(), p80.date())

    assert 15 <= late <= 110
    assert 0.005 < promised.chance < 0.2
    assert (verdict.schedule.project_finish - promised.moment).days < 14


def test_its_bottlenecks_are_of_several_kinds_with_prices_apart(verdict: Review) -> None:
    five = verdict.prices.bottlenecks[:5]
    prices = [one.price_days for one in five]

    assert {one.kind for one in five} >= {"activity", "constraint", "link"}
    assert prices == sorted(prices, reverse=True)
    assert prices[0] > 1.5 * prices[4]
    assert all(one.price_days > 2 * one.standard_error_days for one in five)


def test_some_checks_fail_with_evidence_and_others_pass(verdict: Review) -> None:
    counts = Counter(one.finding.verdict for one in verdict.checks)

    assert 3 <= counts[Verdict.FAIL] <= len(verdict.checks) / 3
    assert counts[Verdict.PASS] >= 4
    sizes = [len(one.finding.evidence) for one in verdict.checks if one.finding.verdict is Verdict.FAIL]
    assert min(sizes) >= 1
    assert sum(size <= 20 for size in sizes) >= len(sizes) * 2 / 3


def test_a_stand_in_for_a_person_is_written_as_a_name() -> None:
    """It may open a sentence."""
    assert label(Resource(id=7, name="Jan de Vries")) == "Resource 7"
