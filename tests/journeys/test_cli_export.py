"""``export``: a plan for another tool, or its verdict as a file, chosen by the end of the name."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.cases.commands import run
from tests.cases.programme import PEOPLE

from rechterhand.schema.registry import json_schema

SHORT = ("--iterations", 500, "--lang", "nl", "--stable")
STARTS = {
    ".xml": b"<?xml",
    ".xer": b"ERMHDR",
    ".plan.xlsx": b"PK",
    ".plan.json": b"{",
    ".pdf": b"%PDF",
    ".talk.pdf": b"%PDF",
    ".xlsx": b"PK",
    ".json": b"{",
    ".html": b"<!",
}


@pytest.mark.parametrize("ending", STARTS)
def test_the_end_of_the_name_chooses(plan: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"zaak{ending}"

    ran = run("export", plan, file, *SHORT)

    assert (ran.code, ran.err.strip()) == (0, "")
    assert ran.out.splitlines()[0] == f"Gemaakt: {file}"
    assert file.read_bytes().startswith(STARTS[ending])


def test_what_a_file_cannot_hold_is_said_for_people_and_machines(plan: Path, tmp_path: Path) -> None:
    ran = run("export", plan, tmp_path / "zaak.xer", "--json", "-", "--stable", "--lang", "nl")

    told = json.loads(ran.out)
    Draft202012Validator(json_schema("export")).validate(told)
    assert [one["key"] for one in told["left_out"]] == ["baselines"]
    assert told["left_out"][0]["count"] == 24


def test_the_plan_comes_back_from_its_file(plan: Path, tmp_path: Path) -> None:
    run("export", plan, tmp_path / "zaak.xer", "--names")

    before, after = (json.loads(run("read", one, "--json", "-").out)["counts"] for one in (plan, tmp_path / "zaak.xer"))

    assert {**after, "baselines": before["baselines"]} == before


def test_the_plan_comes_back_from_its_tables(plan: Path, tmp_path: Path) -> None:
    run("export", plan, tmp_path / "zaak.plan.xlsx", "--names")

    before, after = (
        json.loads(run("read", one, "--json", "-").out)["counts"] for one in (plan, tmp_path / "zaak.plan.xlsx")
    )

    same = ("activities", "summaries", "links", "baselines")
    assert {key: after[key] for key in same} == {key: before[key] for key in same}


@pytest.mark.parametrize("ending", [".plan.xlsx", ".plan.json"])
def test_people_stand_in_a_plan_only_when_asked(plan: Path, tmp_path: Path, ending: str) -> None:
    told = {}
    for names in ((), ("--names",)):
        file = tmp_path / f"zaak{len(names)}{ending}"
        run("export", plan, file, *names)
        told[bool(names)] = _texts(file)

    assert PEOPLE[1] in told[True]
    assert PEOPLE[1] not in told[False]


def _texts(file: Path) -> str:
    if file.suffix == ".json":
        return file.read_text(encoding="utf-8")
    with zipfile.ZipFile(file) as book:
        return "".join(book.read(one).decode() for one in book.namelist())


def test_a_verdict_as_json_is_the_document_of_the_review(plan: Path, tmp_path: Path) -> None:
    run("export", plan, tmp_path / "zaak.json", *SHORT)
    reviewed = run("review", plan, "--json", "-", *SHORT)

    told, same = json.loads((tmp_path / "zaak.json").read_text(encoding="utf-8")), json.loads(reviewed.out)
    same["source"]["file"] = told["source"]["file"]
    assert told == same


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("zaak.docx", "bekend zijn .html, .json, .pdf, .plan.json, .plan.xlsx, .talk.pdf, .xer, .xlsx, .xml"),
        ("zaak", "bekend zijn"),
    ],
)
def test_another_ending_is_refused_with_those_that_are_known(plan: Path, tmp_path: Path, file: str, words: str) -> None:
    ran = run("export", plan, tmp_path / file, "--lang", "nl")

    assert ran.code == 2
    assert words in ran.err
    assert list(tmp_path.iterdir()) == []


def test_the_plan_is_never_written_over(plan: Path) -> None:
    before = plan.read_bytes()

    ran = run("export", plan, plan, "--lang", "nl")

    assert ran.code == 2
    assert plan.read_bytes() == before
