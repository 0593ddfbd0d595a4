"""``rechterhand schedule``: dates and floats on the terminal and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cases.commands import piped, run
from tests.cases.schemas import faults


def test_table_has_dates_and_floats_in_the_readers_convention(plan: Path) -> None:
    dutch, english = run("schedule", plan, "--lang", "nl"), run("schedule", plan, "--lang", "en")

    row = next(line for line in dutch.out.splitlines() if "Acceptatietest" in line)
    assert row.split() == ["21", "Acceptatietest", "26-04-2027", "14-05-2027", "13,0"]
    assert "26 Apr 2027   14 May 2027" in english.out
    assert dutch.out.rstrip().endswith("Einde: 19 juli 2027")
    assert english.out.rstrip().endswith("Finish: 19 July 2027")


def test_json_fits_its_schema_and_has_drag(plan: Path) -> None:
    ran = run("schedule", plan, "--json", "-")

    document = json.loads(ran.out)
    assert faults(document, "schedule") == []
    assert document["project_finish"] == "2027-07-19T17:00"
    assert max(one["drag_minutes"] or 0 for one in document["activities"]) >= 480
    assert set(document["timings"]) >= {"read", "compile", "schedule", "drag"}


def test_whole_document_is_kept_when_the_pipe_is_closed(plan: Path, tmp_path: Path) -> None:
    ran = piped(f"rechterhand schedule {plan} --json out.json | head -1", folder=tmp_path)

    assert faults(json.loads((tmp_path / "out.json").read_text()), "schedule") == []
    assert ran.err == ""


def test_lines_are_kept_when_the_pipe_is_closed(plans: Path, tmp_path: Path) -> None:
    ran = piped(f"rechterhand schedule {plans}/vreemd.xml {plans}/zaaksysteem.xml --json - | head -1", folder=tmp_path)

    assert faults(json.loads(ran.out), "schedule") == []
    assert ran.err == ""


def test_names_of_people_stand_in_the_table_only_when_asked(plan: Path) -> None:
    assert "Annemiek" not in run("schedule", plan).out
    assert "Annemiek van der Velde" in run("schedule", plan, "--names").out


def test_terminal_gets_no_control_characters(tmp_path: Path, plans: Path) -> None:
    text = (plans / "zaaksysteem.xml").read_text(encoding="utf-8")
    path = tmp_path / "plan.xml"
    path.write_text(text.replace("Ketentest", "Keten\u009b31mtest\u202egnp.exe"), encoding="utf-8")

    out = run("schedule", path).out

    assert "Keten" in out
    assert not set("\u009b\x1b\u202e") & set(out)
