"""Activities of a table are called as the table calls them, on the terminal and in evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from rechterhand.cli.dates import shown_id
from rechterhand.findings.populations import Populations
from rechterhand.intake import Intake


@pytest.mark.parametrize(
    ("text", "ids", "by_row"),
    [
        ("id;Taak;Duur;Voorganger\nA;Start;2d;\nB;Midden;3d;A\n", ["A", "B"], False),
        ("id;Taak;Duur;Voorganger\n10;Start;2d;\n20;Midden;3d;10\n", ["10", "20"], False),
        ("Taak;Duur\nStart;2d\nMidden;3d\n", ["2", "3"], True),
        ("Taak;Duur;Voorganger\nStart;2d;\nMidden;3d;1\n", ["1", "2"], False),
    ],
)
def test_ids_are_the_users(intake: Intake, tmp_path: Path, text: str, ids: list[str], by_row: bool) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(text, encoding="utf-8")
    reading = intake.read(path)
    plan, rows = reading.plan, Populations(reading.plan, None)

    assert [shown_id(one, plan) for one in plan.activities] == ids
    assert [rows.label(at).split()[0] for at in range(len(ids))] == ids
    assert plan.source.sheet_rows is by_row
    assert any(one.key == "sheet_rows" for one in reading.assumptions) is by_row
