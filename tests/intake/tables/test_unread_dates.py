"""Cells that should hold a date and don't stay with the plan: whose they are, where, and what stands there."""

from __future__ import annotations

from pathlib import Path

from rechterhand.findings.check import Subject
from rechterhand.findings.checks import dates_as_text
from rechterhand.intake import Intake
from rechterhand.text import render


def test_unread_dates_are_kept_and_found(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(
        "ID;Taak;Duur;Begin;Einde;Deadline\n"
        "1;Bouwen;10d;2-3-2026;13-3-2026;voor de zomer\n"
        "2;Testen;5d;half maart;;30-6-2026\n"
        "3;Invoeren;5d;1-4-2026;8-4-2026;\n",
        encoding="utf-8",
    )

    plan = intake.read(path).plan

    told = [(one.activity_id, one.column, one.place, one.text) for one in plan.unread_dates]
    assert told == [(1, "Deadline", "F2", "voor de zomer"), (2, "Begin", "D3", "half maart")]
    found = dates_as_text.check.find(Subject(plan, None))
    assert found.value == 2
    assert "F2 (Deadline) says ‘voor de zomer’" in render(found.evidence[0].text, "en")
