"""``rechterhand programme``: plans of several projects with the links between them, in a terminal and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cases.commands import run
from tests.cases.programme import mspdi, programme
from tests.cases.schemas import faults

HEAD = "from-plan,from-activity,type,to-plan,to-activity,lag\n"
TABLE = "id,name,duration,predecessors\n1,Inkopen,10d,\n2,Leveren,5d,1\n3,Plaatsen,8d,2\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "zaken.xml").write_text(mspdi(programme()), encoding="utf-8")
    (tmp_path / "meubels.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def links(folder: Path, *rows: str) -> Path:
    path = folder / "links.txt"
    path.write_text(HEAD + "".join(f"{one}\n" for one in rows), encoding="utf-8")
    return path


def test_projects_are_told_together_and_as_json(folder: Path) -> None:
    told = links(folder, "zaken.xml,28,FS,meubels,Plaatsen,2", "meubels,2,,Zaaksysteem vernieuwen,30,")
    target = folder / "out.json"

    plans = folder / "zaken.xml", folder / "meubels.csv"
    ran = run("programme", *plans, "--links", told, "--iterations", 200, "--lang", "en")
    assert ran.code == 2, "activities are called by code, row or number, not by name"
    assert "has no activity Plaatsen" in ran.err

    told = links(folder, "zaken.xml,28,FS,meubels,3,2")
    ran = run("programme", *plans, "--links", told, "--iterations", 200, "--json", target, "--stable", "--lang", "en")

    assert (ran.code, ran.err) == (0, "")
    assert "All projects finished with 80 % certainty" in ran.out
    assert "FS+2.0 meubels: Plaatsen" in ran.out
    document = json.loads(target.read_text())
    assert faults(document, "programme") == []
    assert [one["key"] for one in document["projects"]] == ["meubels", "zaken"]
    furniture = document["projects"][0]
    assert (furniture["waits_for"], furniture["later_days"] > 50) == (["zaken"], True)
    assert document["links"][0]["waiting"]["projects"]["meubels"]["days"] == furniture["later_days"]
    assert any(one["prices"]["projects"].keys() == {"meubels", "zaken"} for one in document["bottlenecks"])


def test_what_is_wrong_is_told_by_row(folder: Path) -> None:
    told = links(folder, "zaken,999,FS,meubels,1,", "zaken,4,XX,meubels,1,", "stoelen,4,FS,meubels,1,veel")
    target = folder / "out.json"
    plans = folder / "zaken.xml", folder / "meubels.csv"

    ran = run("programme", *plans, "--links", told, "--json", target, "--lang", "en")

    assert ran.code == 2
    for one in (
        "Row 2: The plan Zaaksysteem vernieuwen has no activity 999.",
        "Row 3: XX is no type of link: FS, SS, FF or SF.",
        "Row 4: No project is called stoelen; known are zaken, meubels.",
        "Row 4: veel is no number of working days.",
    ):
        assert one in ran.err, ran.err
    assert faults(json.loads(target.read_text()), "programme") == []


def test_a_circle_and_a_lone_plan_are_refused(folder: Path) -> None:
    told = links(folder, "zaken,28,FS,meubels,1,", "meubels,3,FS,zaken,13,")
    plans = folder / "zaken.xml", folder / "meubels.csv"
    ran = run("programme", *plans, "--links", told, "--lang", "en")
    assert (ran.code, "wait for each other in a loop across projects" in ran.err) == (2, True)
    ran = run("programme", plans[0], "--lang", "en")
    assert (ran.code, "there is only one plan" in ran.err) == (2, True)
