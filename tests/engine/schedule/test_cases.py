"""The worked cases, through the engine and through the slow twin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from tests.cases.schedules import START, cases, plan_of
from tests.oracles.naive_calendar import EPOCH, minutes
from tests.oracles.naive_schedule import NaiveSchedule

from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.solve import schedule

CASES = dict(cases())
DAY = 480
MOMENTS = {"start": "early_start", "finish": "early_finish", "late_start": "late_start", "late_finish": "late_finish"}
DAYS = {"es": "early_start", "ef": "early_finish", "ls": "late_start", "lf": "late_finish"}
FLOATS = {"tf": "total_float_minutes", "ff": "free_float_minutes", "interfering": "interfering_float_minutes"}


@pytest.mark.parametrize("name", CASES)
def test_engine_gives_the_worked_dates(name: str) -> None:
    case = CASES[name]
    plan = plan_of(case)
    drag = any("drag" in wanted for wanted in case["expect"].values())
    result = schedule(plan, drag=drag, network=compile_plan(plan, honest=case.get("honest")))
    days = NaiveSchedule(plan, honest=case.get("honest", False)).span(1)
    for key, wanted in case["expect"].items():
        got = result[int(key)]
        assert {field: getattr(got, MOMENTS[field]) for field in wanted if field in MOMENTS} == _only(wanted, MOMENTS)
        for field in wanted.keys() & DAYS.keys():
            worked = days.worked(minutes(getattr(got, DAYS[field]))) - days.worked(minutes(START))
            assert (field, worked / DAY) == (field, wanted[field])
        for field in wanted.keys() & FLOATS.keys():
            assert (field, getattr(got, FLOATS[field]) / DAY) == (field, wanted[field])
        if "drag" in wanted:
            assert (key, got.drag_minutes) == (key, wanted["drag"] * DAY)
        if "shown_days" in wanted:
            assert got.activity.duration_minutes / got.minutes_per_day == wanted["shown_days"]
    for before, after in case.get("driving", ()):
        link = next(i for i, one in enumerate(plan.links) if (one.predecessor_id, one.successor_id) == (before, after))
        assert result.driving[link]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.get("oracle", True)])
def test_oracle_gives_the_worked_dates(name: str) -> None:
    case = CASES[name]
    naive = NaiveSchedule(plan_of(case), honest=case.get("honest", False))
    days = naive.span(1)
    for key, wanted in case["expect"].items():
        if case["tasks"][0] is None or "shown_days" in wanted:
            continue
        if naive.by_id[int(key)].type == "level_of_effort":
            start, finish = naive.driven(int(key))
            assert (_moment(start), _moment(finish)) == (wanted["start"], wanted["finish"])
            continue
        got = naive.dates(int(key))
        shown = {"start": got.es, "finish": got.ef, "late_start": got.ls, "late_finish": got.lf}
        for field in wanted.keys() & MOMENTS.keys():
            assert (field, _moment(shown[field])) == (field, wanted[field])
        for field in wanted.keys() & DAYS.keys():
            at = {"es": got.es, "ef": got.ef, "ls": got.ls, "lf": got.lf}[field]
            assert (field, (days.worked(at) - days.worked(minutes(START))) / DAY) == (field, wanted[field])
        for field in wanted.keys() & {"tf", "ff"}:
            assert (field, getattr(got, field) / DAY) == (field, wanted[field])


def _only(wanted: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {key: value for key, value in wanted.items() if key in names}


def _moment(minute: int) -> Any:
    return EPOCH + timedelta(minutes=minute)
