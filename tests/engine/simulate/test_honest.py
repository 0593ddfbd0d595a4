"""Futures rest on honest dates: nothing that isn't done is done before the status date, manual tasks follow logic."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.cases.plans import build

import rechterhand as rh
from rechterhand.demo.plan import demonstration
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import simulate
from rechterhand.findings.pricing import price
from rechterhand.record.activity import ThreePoint
from rechterhand.record.calendar import Calendar
from rechterhand.record.plan import Dialect, Plan
from rechterhand.text import Language, render

RUN = Run(iterations=500, seed=1)
MONDAY = datetime(2026, 1, 5, 8)


def _plan(form: dict[str, object]) -> Plan:
    plan = build(form)
    return replace(
        plan, start=MONDAY, calendars=(Calendar(1, "five days", minutes_per_day=480),), default_calendar_id=1
    )


def _texts(result: SimulationResult) -> dict[str, str]:
    return {one.key: render(one.text, "en") for one in result.assumptions}


def test_a_list_begins_at_its_status_date_in_schedule_and_futures(tmp_path: Path) -> None:
    """Nothing was begun five months after the start that somebody once typed."""
    path = tmp_path / "plan.csv"
    path.write_text(
        "Statusdatum;1-6-2026\n\nNr;Taak;Duur;Start;Voorgangers;% gereed\n1;A;10d;1-1-2026;;0\n2;B;10d;;1;0\n"
    )

    verdict = rh.review(path, run=RUN)

    assert verdict.schedule[1].early_start == datetime(2026, 6, 2, 8)
    assert verdict.schedule.project_finish == datetime(2026, 6, 29, 17)
    assert verdict.simulation.finishes.min() > to_minute(datetime(2026, 6, 2, 8))
    assert verdict.simulation.percentiles["p80"].moment > datetime(2026, 6, 29)
    assert verdict.simulation.planned_finish == datetime(2026, 1, 28, 17)
    told = _texts(verdict.simulation)["overdue_work"]
    assert told.startswith("2 activities that aren't finished lie wholly or partly before the status date 1 June 2026")
    assert "29 June 2026, where the plan says 28 January 2026" in told
    assert verdict.assumptions[0].key == "overdue_work"


def test_no_unfinished_work_of_the_demonstration_lies_before_its_status_date() -> None:
    plan = replace(demonstration(), dialect=Dialect.MICROSOFT)
    assert plan.status_date is not None
    status = to_minute(plan.status_date)

    result = simulate(plan, run=RUN)

    network = compile_plan(plan, honest=True)
    open_rows = [row for row, node in enumerate(network.node.tolist()) if node >= 0 and not network.finished[node]]
    assert len(open_rows) > 150
    assert min(int(result.finish_p10[row]) for row in open_rows) >= status
    assert int(result.finishes.min()) > status


def test_dates_of_the_tool_stay_what_they_were_and_the_difference_is_shown() -> None:
    plan = _plan(
        {
            "tasks": [
                {"id": 1, "days": 5},
                {"id": 2, "days": 5},
                {"id": 3, "days": 2, "constraint": "snet", "constraint_date": datetime(2026, 3, 2, 8)},
            ],
            "links": ["1 FS 2"],
            "status_date": datetime(2026, 1, 14, 17),
        }
    )

    result = simulate(plan, run=RUN)

    assert schedule(plan)[1].early_start == MONDAY
    # the first lay wholly before the status date, the second partly; the third lies ahead
    assert [(one.activity_id, one.reason) for one in result.moved] == [(1, "status_date"), (2, "status_date")]
    assert (result.moved[1].planned_finish, result.moved[1].finish) == (
        datetime(2026, 1, 16, 17),
        datetime(2026, 1, 28, 17),
    )
    assert "stays 3 March 2026" in _texts(result)["overdue_work"]


def test_a_plan_without_a_status_date_says_nothing_of_it() -> None:
    result = simulate(_plan({"tasks": [{"id": 1, "days": 5}]}), run=RUN)

    assert result.moved == ()
    assert result.planned_finish == result.deterministic_finish
    assert list(_texts(result)) == ["default_spread"]


def test_manual_tasks_take_their_time_and_follow_their_links() -> None:
    """Typed on consecutive weeks with no room: any overrun of the first moves the second."""
    typed = [
        {
            "id": key,
            "days": 5,
            "manual": True,
            "start": MONDAY + timedelta(days=7 * key - 7),
            "finish": MONDAY + timedelta(days=7 * key - 3, hours=9),
        }
        for key in (1, 2, 3)
    ]
    plan = _plan({"tasks": typed, "links": ["1 FS 2", "2 FS 3"]})
    network = compile_plan(plan, honest=True)

    result = simulate(plan, run=RUN, network=network)

    end = datetime(2026, 1, 23, 17)
    assert result.planned_finish == end
    assert (result.finishes <= to_minute(end)).mean() < 0.5
    assert result.percentiles["p80"].moment > end
    told = _texts(result)
    assert told["manual_tasks"].startswith("3 manually scheduled tasks stay on their typed dates in the plan")
    assert told["default_spread"].startswith("None of the 3 activities with work left")
    prices = price(network, result, run=RUN)
    assert {one.kind for one in prices.bottlenecks} >= {"activity"}


def test_a_typed_start_that_holds_its_task_has_a_price() -> None:
    late = {"id": 2, "days": 5, "manual": True, "start": datetime(2026, 2, 2, 8), "finish": datetime(2026, 2, 6, 17)}
    plan = _plan({"tasks": [{"id": 1, "days": 5}, late], "links": ["1 FS 2"]})
    network = compile_plan(plan, honest=True)

    prices = price(network, simulate(plan, run=RUN, network=network), run=RUN)

    dearest = prices.bottlenecks[0]
    assert dearest.key == "constraint:2"
    assert render(dearest.title, "nl") == "Getypt begin 02-02-2026 van handmatige taak Task 2"
    assert 12 < dearest.price_days <= 15


@pytest.mark.parametrize("dialect", list(Dialect))
def test_work_of_another_project_stays_where_it_was_read(dialect: Dialect) -> None:
    outside = {"id": 1, "days": 5, "external": True, "start": MONDAY, "finish": MONDAY + timedelta(days=4, hours=9)}
    plan = _plan({"tasks": [outside, {"id": 2, "days": 5}], "links": ["1 FS 2"], "dialect": dialect.value})
    plan = replace(plan, status_date=datetime(2026, 1, 30, 17) if dialect is Dialect.MICROSOFT else MONDAY)

    result = simulate(plan, run=RUN)

    assert result.finish_p90[0] == to_minute(datetime(2026, 1, 9, 17)) or dialect is Dialect.PRIMAVERA
    assert [one.activity_id for one in result.moved] == ([2] if dialect is Dialect.MICROSOFT else [])


@pytest.mark.parametrize(
    ("own", "language", "told"),
    [
        ([], "nl", "Geen van de 2 taken met resterend werk had een eigen bandbreedte"),
        ([1], "nl", "1 van de 2 taken met resterend werk had een eigen bandbreedte; alle andere"),
        ([1, 2], "nl", "Elk van de 2 taken met resterend werk had een eigen bandbreedte. Eén gedeelde factor"),
        ([], "en", "None of the 2 activities with work left had a range of its own: all got"),
        ([1, 2], "en", "Each of the 2 activities with work left had a range of its own. One shared driver"),
    ],
)
def test_ranges_are_told_as_they_are(own: list[int], language: Language, told: str) -> None:
    plan = _plan({"tasks": [{"id": 1, "days": 5}, {"id": 2, "days": 5}]})
    rows = tuple(
        replace(one, three_point=ThreePoint(2000, 2400, 4000)) if one.id in own else one for one in plan.activities
    )

    (assumption,) = simulate(replace(plan, activities=rows), run=RUN).assumptions

    assert render(assumption.text, language).startswith(told)
    assert (" +30" in render(assumption.text, language)) is (len(own) < 2)


def _expecting(finish: datetime | None, days: float = 20) -> Plan:
    """The longest work of a Primavera plan, with more after it."""
    form = {
        "tasks": [{"id": 1, "days": days, "expected_finish": finish}, {"id": 2, "days": 10}, {"id": 3, "days": 5}],
        "links": ["3 FS 1", "1 FS 2"],
        "start": datetime(2026, 1, 5, 8),
        "status_date": datetime(2026, 1, 5, 8),
        "calendars": [{"id": 1, "name": "five days", "days": "12345"}],
        "dialect": "primavera",
        "options": {"use_expected_finish": finish is not None},
    }
    return build(form)


def test_an_expected_finish_is_drawn_around_and_makes_nothing_certain() -> None:
    """Twelve days from Monday 12 January end on 27 January, whatever remaining duration the file has."""
    expected, asked = _expecting(datetime(2026, 1, 27, 17)), _expecting(None, days=12)

    found, without = simulate(expected, run=RUN), simulate(asked, run=RUN)

    assert schedule(expected)[1].early_finish == datetime(2026, 1, 27, 17)
    assert found.deterministic_finish == found.planned_finish == schedule(expected).project_finish
    assert np.array_equal(found.finishes, without.finishes)
    assert found.finish_p10[0] < to_minute(datetime(2026, 1, 27, 17)) < found.finish_p90[0]
    told = [one for one in found.assumptions if one.key == "expected_finishes"]
    assert [render(one.text, "en")[:43] for one in told] == ["The expected finish of 1 activity sets its "]
    assert not any(one.key == "expected_finishes" for one in without.assumptions)


def test_an_expected_finish_before_the_work_does_nothing_in_futures_either() -> None:
    late = simulate(_expecting(datetime(2026, 1, 7, 17)), run=RUN)

    assert np.array_equal(late.finishes, simulate(_expecting(None), run=RUN).finishes)
    assert not any(one.key == "expected_finishes" for one in late.assumptions)
