"""Texts without end: cut where a plan comes in, and told; what is within bounds stays as it is."""

from __future__ import annotations

from pathlib import Path

from tests.cases.programme import mspdi, programme

from rechterhand.intake import Intake
from rechterhand.intake.bounds import CODE, NAME, NOTES
from rechterhand.reports.unread import unread_line
from rechterhand.text import render

LONG = "Wacht" * 20_000


def _with(folder: Path, *pairs: tuple[str, str]) -> Path:
    text = mspdi(programme())
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path = folder / "plan.xml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_name_without_end_is_cut_and_told(tmp_path: Path, intake: Intake) -> None:
    reading = intake.read(_with(tmp_path, ("<Name>Gunning<", f"<Name>{LONG}<")))
    longest = max((one.name for one in reading.plan.activities), key=len)
    assert len(longest) == NAME
    assert longest.endswith("…")
    told = [one for one in reading.not_understood if one.reason is not None and one.reason.key == "intake.too_long"]
    assert [(one.field, one.count, len(one.example)) for one in told] == [("task.name", 1, 80)]
    assert "activity: name (task.name)" in render(unread_line(told[0], "en"), "en")
    assert "longer than 2,000 characters" in render(unread_line(told[0], "en"), "en")
    assert "langer dan 2.000 tekens" in render(unread_line(told[0], "nl"), "nl")


def test_resources_calendars_codes_and_notes_too(tmp_path: Path, intake: Intake) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(
        f"Nr;Naam;Duur;Start;Resource;Opmerking\n{'9' * 300}A;Bouwen;5 d;2027-03-01;{LONG};{LONG}\n"
        "2;Testen;2 d;2027-03-08;;\n",
        encoding="utf-8",
    )
    reading = intake.read(path)
    plan = reading.plan
    assert max(len(one.name) for one in plan.resources) <= NAME
    assert max(len(one.notes or "") for one in plan.activities) <= NOTES
    assert max(len(one.code or "") for one in plan.activities) <= CODE
    assert all(len(text) <= NAME for one in plan.activities for text in map(str, one.fields.values()))
    fields = {one.field for one in reading.not_understood if one.reason and one.reason.key == "intake.too_long"}
    assert {"resource.name", "task.notes"} <= fields


def test_what_is_within_bounds_stays(tmp_path: Path, intake: Intake) -> None:
    name = "Aanvraag " * 60
    reading = intake.read(_with(tmp_path, ("<Name>Gunning<", f"<Name>{name}<")))
    assert name.strip() in {one.name.strip() for one in reading.plan.activities}
    assert not [one for one in reading.not_understood if one.reason and one.reason.key == "intake.too_long"]
