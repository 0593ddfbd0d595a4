"""Work that runs round the clock beside work in office hours."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cases.plans import build

from rechterhand.engine.schedule.solve import schedule


def test_float_of_elapsed_work_is_told_in_working_days_of_the_plan() -> None:
    """Three elapsed days end on Thursday morning the 8th; the twenty working days beside them on Friday the 30th."""
    tasks = [{"id": 1, "duration_minutes": 3 * 1440, "elapsed": True}, {"id": 2, "days": 20}]
    dates = schedule(build({"tasks": tasks, "start": datetime(2026, 1, 5, 8)}))

    told = dates.days(1, dates[1].total_float_minutes)

    assert dates[1].early_finish == datetime(2026, 1, 8, 8)
    assert told == pytest.approx(17, abs=1.1)
