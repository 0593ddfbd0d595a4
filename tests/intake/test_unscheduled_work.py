"""Work under way in an XER that nobody scheduled yet lasts what was done of it and what is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_outside_links import XER

from rechterhand.intake import Intake

DAY = 480
NEW = "remain_drtn_hr_cnt\ttarget_drtn_hr_cnt"
DATED = f"{NEW}\tact_start_date\tearly_start_date\tearly_end_date"


@pytest.mark.parametrize("dates", ["", "2026-01-12 08:00\t2026-01-23 17:00"])
def test_begun_work_has_a_duration_with_early_dates_or_without(tmp_path: Path, intake: Intake, dates: str) -> None:
    told = XER.replace(NEW, DATED).replace(
        "TK_NotStart\tA1\tFirst\t40\t40", f"TK_Active\tA1\tFirst\t80\t40\tBEGUN\t{dates}"
    )
    told = told.replace("BEGUN", "2026-01-05 08:00").replace("2026-01-05 08:00\tY\n%R\t2", "2026-01-12 08:00\tY\n%R\t2")
    (tmp_path / "own.xer").write_text(told, encoding="cp1252", newline="\r\n")
    plan = intake.read(tmp_path / "own.xer", project="OWN").plan

    (one,) = (row for row in plan.activities if row.code == "A1")
    assert one.actual_start is not None
    assert one.remaining_duration_minutes == 10 * DAY
    assert one.duration_minutes is not None
    assert one.duration_minutes >= 10 * DAY
