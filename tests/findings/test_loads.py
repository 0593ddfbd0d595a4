"""Remaining work spread over days: nothing gets lost, and it lies where people work."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.plans import build

from rechterhand.findings.loads import Loads, loads
from rechterhand.findings.populations import Populations
from rechterhand.record.calendar import STANDARD_DAY

FIRST = datetime(2026, 5, 4)
OFF = datetime(2026, 5, 14).date()


def spread(form: dict[str, object]) -> Loads:
    plan = build({"calendars": [{"id": 1, "off": [OFF]}], **form})
    found = loads(plan, Populations(plan))
    assert found is not None
    return found


def worked(moment: datetime) -> bool:
    """Whether the minute after a moment is worked, by plain reading of the calendar."""
    minute = moment.hour * 60 + moment.minute
    open_day = moment.weekday() < 5 and moment.date() != OFF
    return open_day and any(start <= minute < finish for start, finish in STANDARD_DAY)


@st.composite
def assignments(draw: st.DrawFn) -> list[dict[str, object]]:
    found = []
    for task in range(1, draw(st.integers(1, 4)) + 1):
        start = FIRST + timedelta(hours=draw(st.integers(0, 24 * 20)))
        finish = start + timedelta(hours=draw(st.integers(1, 24 * 12)))
        found.append(
            {
                "task": task,
                "resource_id": draw(st.integers(1, 2)),
                "hours": draw(st.integers(1, 80)),
                "start": start,
                "finish": finish,
            }
        )
    return found


@settings(deadline=None)
@given(assignments())
def test_every_remaining_hour_is_somewhere_and_as_a_plain_count_of_minutes_puts_it(
    asked: list[dict[str, object]],
) -> None:
    tasks = [{"id": one["task"], "days": 5} for one in asked]
    found = spread({"tasks": tasks, "resources": [{"id": 1}, {"id": 2}], "assignments": asked})

    plain: dict[tuple[int, int], float] = {}
    for one in asked:
        start, finish = one["start"], one["finish"]
        assert isinstance(start, datetime)
        assert isinstance(finish, datetime)
        whole = [start + timedelta(minutes=at) for at in range(int((finish - start).total_seconds() // 60))]
        minutes = [moment for moment in whole if worked(moment)] or whole
        for moment in minutes:
            key = (int(str(one["resource_id"])), (moment - datetime(1970, 1, 1)).days)
            plain[key] = plain.get(key, 0.0) + float(str(one["hours"])) * 60 / len(minutes)
    told = {
        (found.resources[place].id, int(day)): work
        for place, day, work in zip(found.resource, found.day, found.work, strict=True)
    }
    assert told.keys() == plain.keys()
    for key, minutes_asked in plain.items():
        assert abs(told[key] - minutes_asked) < 1e-6
    assert np.isclose(found.piece_work.sum(), found.work.sum())


def test_capacity_follows_calendar_and_units() -> None:
    form = {
        "tasks": [
            {"id": 1, "days": 3, "start": FIRST + timedelta(hours=8), "finish": FIRST + timedelta(days=2, hours=17)}
        ],
        "resources": [{"id": 1, "max_units": 0.5}],
        "assignments": [{"task": 1, "hours": 12}],
    }

    found = spread(form)

    assert found.work.tolist() == [240.0] * 3
    assert found.capacity.tolist() == [240.0] * 3


def test_who_asks_most_comes_first() -> None:
    day = {"start": FIRST + timedelta(hours=8), "finish": FIRST + timedelta(hours=17)}
    found = spread(
        {
            "tasks": [{"id": 7, "days": 1, **day}, {"id": 8, "days": 1, **day}],
            "resources": [{"id": 1}],
            "assignments": [{"task": 7, "hours": 2}, {"task": 8, "hours": 6}],
        }
    )

    assert found.askers(np.array([0])) == [(1, 360.0), (0, 120.0)]
