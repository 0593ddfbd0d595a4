"""A check says which date it measures against, and asks of a date no more than its own share."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.cases.plans import build

from rechterhand.engine.schedule.solve import schedule
from rechterhand.findings.check import Check, Finding, Subject
from rechterhand.registry import members
from rechterhand.text import render

CHECKS = members("rechterhand.findings.checks", "check", Check)


def found(key: str, *tasks: dict[str, Any], links: list[str] | None = None) -> Finding:
    """Of tasks one after the other, from Monday 5 January 2026, without links of their own."""
    chain = [f"{one} FS {one + 1}" for one in range(1, len(tasks))]
    plan = build({"tasks": [{"id": at, **one} for at, one in enumerate(tasks, 1)], "links": links or chain})
    plan = replace(plan, start=datetime(2026, 1, 5, 8), status_date=datetime(2026, 1, 5, 8))
    return CHECKS[key].find(Subject(plan, schedule(plan)))


def told(finding: Finding) -> list[str]:
    return [render(one.text, "en") for one in finding.evidence]


LATE = (
    {"days": 10, "name": "Design"},
    {"days": 5, "name": "Build", "constraint": "fnlt", "constraint_date": datetime(2026, 1, 16, 17)},
    {"days": 5, "name": "Deliver", "deadline": datetime(2026, 1, 20, 17)},
)


def test_a_hard_date_answers_for_its_own_days_alone() -> None:
    (held,) = told(found("hard_constraints", *LATE))

    assert held.endswith("finish no later than 16 January 2026. It falls 5 working days short.")


def test_a_date_further_on_and_the_own_date_are_both_named_with_their_days() -> None:
    (build_,) = (one for one in told(found("negative_float", *LATE)) if one.startswith("‘2 Build’"))

    assert "falls 8 working days short, because ‘3 Deliver’ is due on 20 January 2026." in build_
    assert "Of its own date, 16 January 2026, it falls 5 working days short." in build_


def test_a_path_that_comes_too_late_is_no_path_behind() -> None:
    finding = found("close_float_paths", *LATE)

    assert finding.value == -5
    assert "−" not in " ".join([render(finding.summary, "en"), *told(finding)])
    assert "5 working days too late for ‘2 Build’" in told(finding)[0]


def test_a_promise_taken_from_another_activity_says_whose_it_is() -> None:
    planned = [datetime(2026, 1, 5, 8), datetime(2026, 1, 9, 17)]
    tasks = ({"days": 5, "name": "Design", "baseline": planned}, {"days": 5, "name": "Build"})
    finding = found("low_critical_path_index", *tasks)

    assert "‘2 Build’ has no date in the baseline" in render(finding.summary, "en")
    assert "‘1 Design’ was to be the last to finish by the baseline" in told(finding)[0]


def test_a_plan_of_one_chain_is_told_why_it_never_passes() -> None:
    chain = found("near_critical_crowd", {"days": 5}, {"days": 5})
    some = found("near_critical_crowd", {"days": 5}, {"days": 2}, {"days": 5}, links=["1 FS 3", "2 FS 3"])

    assert "a plan of one chain never passes" in render(chain.summary, "en")
    assert "2 of these are on the longest path itself; that counts too." in render(some.summary, "en")


def test_durations_of_a_baseline_that_is_not_there_are_not_called_missing_durations() -> None:
    plan = build({"tasks": [{"id": 1, "days": 5}], "links": []})
    finding = CHECKS["long_activities"].find(Subject(plan, None, {"long_activities.duration": 1}))

    assert render(finding.summary, "en") == "None of the unfinished tasks has a duration in the baseline."
