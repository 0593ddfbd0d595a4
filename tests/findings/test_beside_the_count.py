"""What checks say of what their measure leaves out: hard dates of milestones, logic that runs over summaries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.cases.plans import build
from tests.cases.real import FOLDER, needs_data

from rechterhand.engine.schedule.solve import schedule
from rechterhand.findings.check import Check, Finding, Subject, Verdict
from rechterhand.intake import Intake
from rechterhand.registry import members
from rechterhand.text import Language, render

CHECKS = members("rechterhand.findings.checks", "check", Check)
STAGES: dict[str, Any] = {
    "tasks": [
        {"id": 1, "type": "summary", "name": "Design"},
        {"id": 2, "days": 5, "parent_id": 1, "outline_level": 2, "name": "Sketch"},
        {"id": 3, "type": "summary", "name": "Build"},
        {"id": 4, "days": 5, "parent_id": 3, "outline_level": 2, "name": "Walls"},
        {"id": 5, "days": 5, "parent_id": 3, "outline_level": 2, "name": "Roof"},
        {"id": 6, "type": "summary", "name": "Use"},
        {"id": 7, "days": 5, "parent_id": 6, "outline_level": 2, "name": "Move"},
    ],
    "links": ["1 FS 3", "3 FS+2d 6"],
}


def found(key: str, form: dict[str, Any], **limits: float) -> Finding:
    return CHECKS[key].find(Subject(build(form), None, {f"{key}.{name}": one for name, one in limits.items()}))


@pytest.mark.parametrize("key", ["leads", "lags", "dangling_logic"])
@pytest.mark.parametrize(
    ("language", "told"), [("nl", "2 koppelingen lopen over overzichtstaken"), ("en", "2 links run over summaries")]
)
def test_logic_over_summaries_is_not_called_none(key: str, language: Language, told: str) -> None:
    finding = found(key, STAGES)

    assert finding.verdict is Verdict.NOT_APPLICABLE
    assert told in render(finding.summary, language)


def test_a_plan_without_any_link_is_still_said_to_have_none() -> None:
    finding = found("dangling_logic", {"tasks": STAGES["tasks"], "links": []})

    assert render(finding.summary, "en") == "All work is finished, or the plan has no links."


@pytest.mark.parametrize(
    ("language", "text"), [("nl", "taken, voltooid of niet, missen"), ("en", "activities, finished or not, miss logic")]
)
def test_open_ends_of_everything_are_not_called_those_of_unfinished_tasks(language: Language, text: str) -> None:
    told = render(found("open_ends", STAGES, everything=1, allow_one=0).summary, language)

    assert text in told
    assert "unfinished" not in told


BEGUN: dict[str, Any] = {
    "engine": True,
    "start": datetime(2026, 1, 5, 8),
    "status_date": datetime(2026, 1, 9, 17),
    "tasks": [
        {"id": 1, "days": 5, "name": "Draw"},
        {"id": 2, "days": 5, "remaining_days": 4, "actual_start": datetime(2026, 1, 9, 8), "name": "Build"},
        {"id": 3, "days": 5, "name": "Move"},
    ],
    "links": ["1 FS 2", "2 FS 3"],
}


@pytest.mark.parametrize(
    ("language", "text"),
    [("nl", "‘2 Build’ erachter is al begonnen."), ("en", "‘2 Build’ behind it has begun already.")],
)
def test_work_that_has_begun_is_not_called_a_date_that_holds(language: Language, text: str) -> None:
    plan = build(BEGUN)
    (row,) = CHECKS["unreached_finish"].find(Subject(plan, schedule(plan))).evidence

    assert render(row.text, language).endswith(text)


def test_a_task_put_on_a_weekend_by_hand_is_not_where_its_links_put_it() -> None:
    saturday: dict[str, Any] = {"id": 2, "days": 4, "manual": True, "name": "Move", "start": datetime(2026, 1, 10, 8)}
    form: dict[str, Any] = {
        "engine": True,
        "start": datetime(2026, 1, 5, 8),
        "tasks": [{"id": 1, "days": 5, "name": "Draw"}, saturday | {"finish": datetime(2026, 1, 15, 17)}],
        "links": ["1 FS 2"],
    }
    plan = build(form)
    (row,) = CHECKS["manual_tasks"].find(Subject(plan, schedule(plan))).evidence

    assert render(row.text, "en") == (
        "‘2 Move’ stands at 10 January 2026 by hand, a day without work; "
        "its links put it on the first working day after that."
    )


def test_open_ends_say_what_a_summary_above_is_linked_to() -> None:
    finding = found("open_ends", STAGES, allow_one=0)

    told = {one.activity_id: render(one.text, "en") for one in finding.evidence}
    assert set(told) == {2, 4, 5, 7}
    assert all(text.endswith("it is linked through a summary only.") for text in told.values())
    assert "4 of these tasks are linked through summaries" in render(finding.summary, "en")


def test_one_open_side_under_a_linked_summary_is_told_of_that_side() -> None:
    form = {**STAGES, "links": ["2 FS 4", "4 FS 5", "3 FS 6"]}
    finding = found("open_ends", form, allow_one=0)

    told = {one.activity_id: render(one.text, "en") for one in finding.evidence}
    assert told[5].endswith("has no successor of its own, only one through a summary.")
    assert told[2].endswith("has no predecessor: nothing holds up its start.")


def test_summary_without_links_excuses_nothing() -> None:
    finding = found("open_ends", {**STAGES, "links": ["2 FS 4"]}, allow_one=0)

    assert not any("above" in render(one.text, "en") for one in finding.evidence)


def test_hard_dates_of_milestones_are_told_beside_the_measure() -> None:
    date = datetime(2026, 2, 6, 17)
    gates = [
        {"id": key, "days": 0, "type": "milestone", "constraint": "mfo", "constraint_date": date} for key in (2, 3)
    ]
    finding = found("hard_constraints", {"tasks": [{"id": 1, "days": 5}, *gates]})

    assert finding.verdict is Verdict.PASS
    assert render(finding.summary, "en").startswith("0 of 1 unfinished task has a hard date. Beside these 2 unfinished")
    assert "2 onvoltooide mijlpalen" in render(finding.summary, "nl")
    assert [(one.activity_id, one.counts) for one in finding.evidence] == [(2, False), (3, False)]


@pytest.mark.data
@needs_data
def test_real_plan_with_hard_dates_on_milestones_only_shows_them() -> None:
    with Intake() as intake:
        plan = intake.read(FOLDER / "plans" / "primavera" / "sp10_cost_loaded.xer").plan
    finding = CHECKS["hard_constraints"].find(Subject(plan, schedule(plan)))

    assert (finding.verdict, finding.population, finding.value) == (Verdict.PASS, 2310, 0.0)
    assert "788 unfinished milestones" in render(finding.summary, "en")
    held = [one.fields["constraint"] for one in finding.evidence if not one.counts]
    assert (held.count("finish_on"), held.count("start_on"), len(held)) == (786, 2, 788)


TWO = [{"id": 1, "days": 5}, {"id": 2, "days": 10}, {"id": 3, "days": 10}, {"id": 4, "days": 10}]
LONG, SHORT = "1 FS+11d {}", "1 FS+6d {}"


@pytest.mark.parametrize(
    ("links", "english", "dutch"),
    [
        ([LONG], "1 of 1 link has a lag longer than both of the tasks.", "1 van de 1 koppeling heeft"),
        ([LONG, LONG], "2 of 2 links have a lag longer than both of the tasks.", "dan beide taken."),
        ([LONG, SHORT], "longer than both of the tasks; 1 more has one longer than the shorter", "nog eens 1 heeft er"),
        ([LONG, SHORT, SHORT], "of the tasks; 2 more have one longer than the shorter", "nog eens 2 hebben er een"),
        ([SHORT], "1 of 1 link has a lag longer than the shorter of the two tasks, none longer", "bij geen enkele"),
        (["1 FS {}"], "0 of 1 link have a lag longer than both of the tasks.", "0 van de 1 koppeling hebben"),
    ],
)
def test_lags_longer_than_tasks_name_only_what_there_is(links: list[str], english: str, dutch: str) -> None:
    form = {"tasks": TWO[: len(links) + 1], "links": [one.format(place + 2) for place, one in enumerate(links)]}
    summary = found("lags_longer_than_tasks", form).summary

    assert english in render(summary, "en")
    assert dutch in render(summary, "nl")
