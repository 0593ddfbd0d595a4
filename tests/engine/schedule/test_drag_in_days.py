"""Drag is told as the finish gains it: in working days of the project, whatever calendar the work itself is on."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cases.plans import build

from rechterhand.engine.schedule.solve import schedule


def test_work_round_the_clock_over_a_weekend_costs_the_finish_what_the_project_calendar_counts() -> None:
    """From Wednesday 17:00 two days round the clock: the last task begins on Monday, without them on Thursday."""
    plan = build(
        {
            "tasks": [
                {"id": 1, "days": 3},
                {"id": 2, "duration_minutes": 2 * 1440, "calendar_id": 2},
                {"id": 3, "days": 2},
            ],
            "links": ["1 FS 2", "2 FS 3"],
            "engine": True,
            "start": datetime(2026, 1, 5, 8),
        }
    )
    found = schedule(plan, drag=True)

    assert [found[key].drag_days for key in (1, 2, 3)] == [3.0, 2.0, 2.0]
    assert found[2].drag_minutes == 4 * 1440


def test_without_drag_asked_for_none_is_told() -> None:
    plan = build({"tasks": [{"id": 1, "days": 5}], "links": [], "start": datetime(2026, 1, 5, 8)})

    assert schedule(plan)[1].drag_days is None
    assert schedule(plan, drag=True)[1].drag_days == pytest.approx(5.0)
