"""``rechterhand review``: the verdict on one screen and in every file that was asked for."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from tests.cases.commands import Ran, run, shown
from tests.cases.programme import PEOPLE
from tests.cases.schemas import faults

pytestmark = pytest.mark.slow

FEW = ("--iterations", "500")
FILES = ("verdict.json", "verdict.html", "verdict.xlsx", "talk.pdf", "talk.html")


@dataclass(frozen=True)
class Reviewed:
    """A review with all its files."""

    ran: Ran
    folder: Path

    def texts(self) -> Iterator[tuple[str, str]]:
        """All that a reader could read, by where it stands."""
        yield "terminal", self.ran.out + self.ran.err
        for name in FILES:
            data = (self.folder / name).read_bytes()
            if name.endswith(".pdf"):
                pages = PdfReader(BytesIO(data))
                yield name, " ".join(page.extract_text() for page in pages.pages) + str(pages.metadata)
            elif name.endswith(".xlsx"):
                with ZipFile(BytesIO(data)) as parts:
                    yield name, " ".join(parts.read(part).decode() for part in parts.namelist())
            else:
                yield name, data.decode()


def reviewed(plan: Path, folder: Path, *more: str) -> Reviewed:
    folder.mkdir(exist_ok=True)
    json_file, html, xlsx, pdf, page = (folder / name for name in FILES)
    files = ("--json", json_file, "--html", html, "--xlsx", xlsx, "--talk", pdf)
    ran = run("review", plan, *FEW, *files, *more)
    assert run("review", plan, *FEW, "--talk", page, *more).code == 0
    return Reviewed(ran, folder)


@pytest.fixture(scope="module")
def dutch(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    return reviewed(plans / "zaaksysteem.xml", tmp_path_factory.mktemp("nl"), "--lang", "nl", "--stable")


@pytest.fixture(scope="module")
def named(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    return reviewed(plans / "zaaksysteem.xml", tmp_path_factory.mktemp("names"), "--names")


def test_verdict_fits_one_screen(dutch: Reviewed) -> None:
    lines = dutch.ran.out.splitlines()

    assert dutch.ran.code == 0
    assert dutch.ran.err == ""
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("columns", [60, 80])
def test_prices_are_whole_however_narrow_the_terminal(plan: Path, columns: int) -> None:
    out = shown("review", plan, *FEW, "--lang", "nl", columns=columns)

    tags = re.findall(r"⟨\d+,\d ± \d+,\d\d?⟩", out)
    assert len(tags) == out.count("⟨") == 9  # five prices, three ways out, the best together
    assert max(map(len, out.splitlines())) <= columns


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_narrow_terminal_says_all_that_a_wide_one_says(plan: Path, language: str, columns: int) -> None:
    """Every word with a figure in it (dates, numbers, ids) is there, and none is cut."""
    wide = run("review", plan, *FEW, "--lang", language).out
    narrow = shown("review", plan, *FEW, "--lang", language, columns=columns)

    left = re.compile(r"^(?:en nog|and) \d+ .*$", re.MULTILINE)  # it may have room for more rows, so fewer are left
    figures, told = (Counter(re.findall(r"\S*\d\S*", left.sub("", one))) for one in (wide, narrow))
    assert figures - told == Counter()
    assert re.findall(r"\S*\d…", narrow) == []
    assert max(map(len, narrow.splitlines())) <= columns


def test_verdict_says_when_what_and_why(dutch: Reviewed) -> None:
    out = " ".join(dutch.ran.out.split())
    document = json.loads((dutch.folder / "verdict.json").read_text())

    assert "werkdagen na de toegezegde datum" in out
    assert [part.count("⟨") >= 3 for part in out.split("Wat je eraan kunt doen")] == [True, True]
    assert "Met andere standaarden ligt P80 tussen" in out
    names = {one["id"]: one["name"] for one in document["schedule"]["activities"]}
    assert all(names[one["id"]] in out for one in document["simulate"]["sharpen"])
    failed = [one for one in document["check"]["checks"] if one["verdict"] == "fail"]
    assert all(one["title"] in out for one in failed[:3])


@pytest.mark.parametrize(
    ("language", "told"),
    [("nl", "2 soorten gegevens in het bestand zijn niet begrepen"), ("en", "2 kinds of data in the file weren't")],
)
def test_what_was_not_understood_is_said_beside_what_was_made_of_it(tmp_path: Path, language: str, told: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Taak;Duur;Voorganger\nBouwen;5d;\nTesten;x;9\n", encoding="utf-8")

    for verb in ("review", "check", "schedule"):
        assert told in " ".join(run(verb, path, "--lang", language).out.split())


def test_document_fits_its_schema(dutch: Reviewed) -> None:
    document = json.loads((dutch.folder / "verdict.json").read_text())

    assert faults(document, "review") == []
    assert "timings" not in document


def test_equal_input_gives_equal_bytes(dutch: Reviewed, plan: Path, tmp_path: Path) -> None:
    again = reviewed(plan, tmp_path, "--lang", "nl", "--stable", "--threads", "1")

    for name in FILES:
        assert (again.folder / name).read_bytes() == (dutch.folder / name).read_bytes(), name
    assert again.ran.out == dutch.ran.out


def test_nobody_is_named_unless_asked(dutch: Reviewed, named: Reviewed) -> None:
    parts = re.compile("|".join(rf"\b{part}\b" for name in PEOPLE for part in name.split() if part[0].isupper()))

    for where, text in dutch.texts():
        assert parts.findall(text) == [], where
    found = {where for where, text in named.texts() if "Annemiek van der Velde" in text}
    assert {"verdict.json", "verdict.xlsx"} <= found


def test_json_on_standard_output_leaves_the_files(plan: Path, tmp_path: Path) -> None:
    ran = run("review", plan, *FEW, "--json", "-", "--html", tmp_path / "verdict.html")

    assert faults(json.loads(ran.out), "review") == []
    assert ran.err == ""
    assert (tmp_path / "verdict.html").read_text().startswith("<!DOCTYPE html>")


def test_several_plans_give_a_file_each(plans: Path, tmp_path: Path) -> None:
    ran = run("review", plans, *FEW, "--json", tmp_path / "all.jsonl", "--talk", tmp_path / "talks", "--lang", "en")

    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert ran.code == 2
    assert [faults(one, "review") for one in lines] == [[], [], [], []]
    assert sorted(one.name for one in (tmp_path / "talks").iterdir()) == [
        "vreemd.xml.pdf",
        "zaaksysteem.xml (2).pdf",
        "zaaksysteem.xml.pdf",
    ]
    assert ran.out.count("P80 is") == 3


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["{plan}", "--html", "verdict.doc"], "must end in .html"),
        (["{plan}", "--talk", "sheet.docx"], "must end in .pdf"),
        (["{folder}", "--xlsx", "all.xlsx"], "name a folder"),
        (["{plan}", "--html", "{folder}/kapot.mpp/x.html"], "can't be written"),
        (["{folder}/kapot.mpp", "--html", "x.html"], "not that of a .mpp file"),
        (["{plan}", "--iterations", "1"], "iterations"),
    ],
)
def test_what_cannot_be_done_is_told_and_leaves_nothing(
    plans: Path, tmp_path: Path, options: list[str], told: str
) -> None:
    words = [one.format(plan=plans / "zaaksysteem.xml", folder=plans) for one in options]

    ran = run("review", *words, folder=tmp_path)

    assert ran.code == 2
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []


def test_plan_is_never_written_over(plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_bytes(plan.read_bytes())

    ran = run("review", path, "--html", path)

    assert ran.code == 2
    assert "over the plan" in ran.err
    assert path.read_bytes() == plan.read_bytes()


PHASE = """Projectstart;5-1-2026
WBS;Taak;Duur;Voorganger;Deadline
1;Fase 1;;;27-3-2026
1.1;Ontwerp;50d;;
1.2;Bouw;10d;1.1;
2;Afronding;10d;1.2;
"""


@pytest.mark.parametrize(
    ("language", "told"),
    [("nl", "‘Fase 1’ is toegezegd (deadline 27 maart 2026)"), ("en", "‘Fase 1’ is promised (deadline 27 March 2026)")],
)
def test_the_deadline_of_a_phase_is_a_promise_on_every_door(tmp_path: Path, language: str, told: str) -> None:
    plan = tmp_path / "fasen.csv"
    plan.write_text(PHASE, encoding="utf-8")

    found = reviewed(plan, tmp_path / "made", "--lang", language)

    assert told in " ".join(found.ran.out.split())
    page = (tmp_path / "made" / "verdict.html").read_text(encoding="utf-8")
    assert {"nl": "Deadline van Fase 1", "en": "Deadline of Fase 1"}[language] in page
    assert "Fase 1" in (tmp_path / "made" / "talk.html").read_text(encoding="utf-8")
    document = json.loads((tmp_path / "made" / "verdict.json").read_text(encoding="utf-8"))
    (one,) = document["simulate"]["committed"]
    phase = next(row["id"] for row in document["schedule"]["activities"] if row["name"] == "Fase 1")
    assert (one["what"], one["activity_id"], one["date"][:10]) == ("deadline", phase, "2026-03-27")
    assert 0.1 < one["chance"] < 0.4
    assert faults(document, "review") == []
