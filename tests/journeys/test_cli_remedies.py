"""``rechterhand remedies``: what can be done about a plan, what it brings, and plain words where nothing can."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cases.commands import run
from tests.cases.schemas import faults
from tests.cases.sheets import separated

FEW = ("--iterations", "500")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", ("Uitwegen (werkdagen van P80;", "veranderingen zijn geprobeerd", "Samen", "Beloof")),
        ("en", ("Ways out (working days of P80;", "changes were tried", "Together", "Promise")),
    ],
)
def test_ways_out_are_told_in_the_readers_language(plan: Path, language: str, told: tuple[str, ...]) -> None:
    ran = run("remedies", plan, *FEW, "--lang", language)
    out = " ".join(ran.out.split())

    assert (ran.code, ran.err) == (0, "")
    assert all(one in out for one in told)
    tags = [float(one.replace(",", ".")) for one in re.findall(r"⟨([\d.,]+) ±", ran.out)]
    assert len(tags) >= 3
    assert tags[:3] == sorted(tags[:3], reverse=True)


def test_document_fits_its_schema_and_says_what_the_review_says(plan: Path, tmp_path: Path) -> None:
    files = {name: tmp_path / f"{name}.json" for name in ("remedies", "review")}
    for name, path in files.items():
        assert run(name, plan, *FEW, "--stable", "--lang", "en", "--json", path).code == 0
    told = {name: json.loads(path.read_text()) for name, path in files.items()}

    assert [faults(document, name) for name, document in told.items()] == [[], []]
    assert {key: told["remedies"][key] for key in told["review"]["remedies"]} == told["review"]["remedies"]


def test_equal_bytes_for_any_number_of_threads(plan: Path) -> None:
    ran = [run("remedies", plan, *FEW, "--stable", "--threads", threads, "--json", "-") for threads in ("1", "2")]

    assert ran[0].code == 0
    assert ran[0].out == ran[1].out


FIXED = "Projectstart;5-1-2026\nTaak;Duur;Voorganger\nBesluit;0d;\n"
DONE = "Taak;Duur;% voltooid;Werkelijk begin;Werkelijk einde\nBouwen;5d;100;5-1-2026;9-1-2026\n"
UNDATED = "Taak;Duur;Voorganger\nBouwen;20d;\nTesten;10d;1\n"


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (FIXED, "nl", "geen uitweg gevonden die een dag wint"),
        (FIXED, "en", "No way out was found that gains a day"),
        (DONE, "nl", "Al het werk is klaar"),
        (DONE, "en", "All work is finished"),
        (UNDATED, "nl", "Extra handen op ‘Bouwen’"),
        (UNDATED, "en", "Add hands to ‘Bouwen’"),
    ],
)
def test_what_a_plan_allows_is_said_plainly(tmp_path: Path, text: str, language: str, told: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(text, encoding="utf-8")

    ran = run("remedies", path, *FEW, "--lang", language)

    assert ran.code == 0
    assert told in " ".join(ran.out.split())
    assert ("⟨" in ran.out) is (text == UNDATED)


def test_a_file_that_is_no_plan_is_refused(tmp_path: Path) -> None:
    path = separated(tmp_path / "plan.csv", [["naam", "kleur"], ["een", "rood"]])

    ran = run("remedies", path, "--lang", "nl")

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err
