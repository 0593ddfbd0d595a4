"""Progress that contradicts itself in a table is kept as it stands there, whatever is made of it to plan by."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from rechterhand.findings.check import Subject
from rechterhand.findings.checks import inconsistent_status
from rechterhand.intake import Intake
from rechterhand.record.activity import Activity

HEAD = "ID;Task;Duration;Start;Finish;% complete;Actual start;Actual finish"
ROWS = (
    "1;Half without a start;10d;2026-02-02;2026-02-13;50 %;;",
    "2;Turned;10d;2026-02-09;2026-02-20;100 %;2026-02-20;2026-02-13",
    "3;Whole without a finish;10d;2026-02-02;2026-02-13;100 %;2026-02-02;",
    "4;Finished in part;10d;2026-02-02;2026-02-13;80 %;2026-02-02;2026-02-13",
    "5;Half, as it should be;10d;2026-02-02;2026-02-13;50 %;2026-02-02;",
    "6;Whole, as it should be;10d;2026-02-02;2026-02-13;100 %;2026-02-02;2026-02-13",
)


def rows(intake: Intake, folder: Path, *lines: str) -> tuple[Subject, dict[str, Activity]]:
    path = folder / "plan.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    plan = intake.read(path).plan
    return Subject(plan, None), {one.name: one for one in plan.activities}


def test_every_contradiction_of_a_table_is_found(intake: Intake, tmp_path: Path) -> None:
    subject, _ = rows(intake, tmp_path, HEAD, *ROWS)

    found = inconsistent_status.check.find(subject)

    assert (found.population, sorted(one.activity_id for one in found.evidence)) == (6, [1, 2, 3, 4])


def test_what_was_told_stands_beside_what_is_planned_by(intake: Intake, tmp_path: Path) -> None:
    _, found = rows(intake, tmp_path, HEAD, *ROWS)

    half, turned = found["Half without a start"], found["Turned"]
    assert half.actual_start == datetime(2026, 2, 2, 8)
    assert half.reported is not None
    assert half.reported.actual_start is None
    assert turned.reported is not None
    told = turned.reported.actual_start, turned.reported.actual_finish
    assert told == (datetime(2026, 2, 20, 8), datetime(2026, 2, 13, 17))
    assert found["Half, as it should be"].reported is None


def test_a_table_without_columns_for_actual_dates_contradicts_nothing(intake: Intake, tmp_path: Path) -> None:
    subject, _ = rows(
        intake, tmp_path, "ID;Task;Duration;Start;Finish;% complete", "1;Half;10d;2026-02-02;2026-02-13;50 %"
    )

    assert inconsistent_status.check.find(subject).value == 0
