"""All checks together: their order, other limits, and what they cost."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

import pytest
from tests.cases.plans import build, computed

from rechterhand.findings.check import Check, CheckResult, Verdict
from rechterhand.findings.examine import examine
from rechterhand.registry import members

ORDER = [Verdict.FAIL, Verdict.WARN, Verdict.PASS, Verdict.NOT_JUDGEABLE, Verdict.NOT_APPLICABLE]


def found(form: dict[str, Any], **limits: float) -> dict[str, CheckResult]:
    plan = build(form)
    return {one.id: one for one in examine(plan, computed(plan, form), limits=limits)}


def chain(count: int, **fields: Any) -> dict[str, Any]:
    tasks = [{"id": number, "days": 5, **fields} for number in range(1, count + 1)]
    return {"tasks": tasks, "links": [f"{number} FS {number + 1}" for number in range(1, count)]}


def test_all_checks_are_examined_failed_ones_first() -> None:
    results = list(found(chain(30)).values())

    assert {one.id for one in results} == set(members("rechterhand.findings.checks", "check", Check))
    ranks = [ORDER.index(one.finding.verdict) for one in results]
    assert ranks == sorted(ranks)


def test_failed_check_on_near_critical_work_leads() -> None:
    form = chain(30, float_days=60)
    form["links"][9] = "10 FS-2d 11"
    form["tasks"][19] |= {"days": 90, "float_days": 3}
    form["tasks"][20] |= {"days": 90, "float_days": 3}

    failed = [key for key, one in found(form).items() if one.finding.verdict is Verdict.FAIL]

    told = [key for key in failed if key in {"long_activities", "leads", "missing_baseline"}]
    assert failed[0] == "long_activities"
    assert told == ["long_activities", "leads", "missing_baseline"]


def test_other_limits_change_the_verdict() -> None:
    form = chain(10)
    form["links"][4] = "5 FS+3d 6"

    assert found(form)["lags"].finding.verdict is Verdict.FAIL
    assert found(form, lags=0.5)["lags"].finding.verdict is Verdict.PASS


def test_three_open_ends_in_forty_turn_on_the_start_that_is_open_by_nature() -> None:
    form = chain(40)
    form["tasks"].append({"id": 41, "type": "milestone", "days": 0, "finish": datetime(2026, 12, 1, 17)})
    form["links"] = [f"{number} FS {number + 1}" for number in range(1, 38)] + ["38 FS 41", "1 FS 39", "1 FS 40"]

    allowed = found(form)["open_ends"].finding
    counted = found(form, **{"open_ends.allow_one": 0})["open_ends"].finding

    assert counted.value == pytest.approx(3 / 40)
    assert counted.verdict is Verdict.FAIL
    assert allowed.value == pytest.approx(2 / 40)
    assert allowed.verdict is Verdict.WARN


def test_two_hundred_links_with_leads_and_lags_are_shares_of_links() -> None:
    form = chain(201)
    form["links"][:11] = [f"{number} FS+1d {number + 1}" for number in range(1, 12)]
    form["links"][100] = "101 FS-1d 102"

    results = found(form)

    assert results["lags"].finding.value == pytest.approx(11 / 200)
    assert results["leads"].finding.value == pytest.approx(1 / 200)
    assert results["lags"].finding.verdict is Verdict.FAIL


def seconds_for(count: int) -> float:
    """Processor time for the checks of a chain this long, the best of three."""
    form = chain(count, float_days=-1, deadline=None)
    form["tasks"][-1]["constraint"] = "mfo"
    plan = build(form)
    schedule = computed(plan, form)
    taken = []
    for _ in range(3):
        started = time.process_time()
        examine(plan, schedule)
        taken.append(time.process_time() - started)
    return min(taken)


def test_ten_times_the_activities_take_ten_times_as_long_not_a_hundred_times() -> None:
    seconds_for(10)  # loads what is loaded once

    assert seconds_for(10_000) < 30 * max(seconds_for(1_000), 0.005)
