"""``rechterhand simulate`` and ``bottlenecks``: when it is finished, and what holds it up."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cases.commands import on_terminal, run
from tests.cases.schemas import faults
from tests.cases.sheets import separated

FEW = ("--iterations", "500")


def test_futures_are_told_in_the_readers_language(plan: Path) -> None:
    dutch, english = (run("simulate", plan, *FEW, "--lang", lang) for lang in ("nl", "en"))

    assert dutch.code == english.code == 0
    assert "Wanneer is het klaar? (500 toekomsten, startgetal 1)" in dutch.out
    assert "When is it finished? (500 futures, seed 1)" in english.out
    assert [line.split()[0] for line in dutch.out.splitlines() if re.match(r"P\d0 ", line)][-4:] == [
        "P10",
        "P50",
        "P80",
        "P90",
    ]


def test_document_says_the_same_as_the_review(plan: Path, tmp_path: Path) -> None:
    files = {name: tmp_path / f"{name}.json" for name in ("simulate", "bottlenecks", "review")}
    for name, path in files.items():
        assert run(name, plan, *FEW, "--stable", "--lang", "en", "--json", path).code == 0
    told = {name: json.loads(path.read_text()) for name, path in files.items()}

    for name, document in told.items():
        assert faults(document, name) == []
    for key, value in told["review"]["simulate"].items():
        assert told["simulate"][key] == value
    assert told["simulate"]["people"] == told["review"]["people"]
    assert told["bottlenecks"]["bottlenecks"] == told["review"]["bottlenecks"]["bottlenecks"]


@pytest.mark.parametrize("command", ["simulate", "bottlenecks"])
def test_equal_bytes_for_any_number_of_threads(command: str, plan: Path) -> None:
    ran = [run(command, plan, *FEW, "--stable", "--threads", threads, "--json", "-") for threads in ("1", "2")]

    assert ran[0].code == 0
    assert ran[0].out == ran[1].out


def test_precision_takes_as_many_futures_as_it_needs(plan: Path) -> None:
    rough, fine = (json.loads(run("simulate", plan, "--precision", days, "--json", "-").out) for days in ("20d", "0,4"))

    assert rough["iterations"] == 1000
    assert fine["iterations"] > 1000


@pytest.mark.parametrize("sampling", ["latin-hypercube", "sobol"])
def test_stratified_futures_agree_with_random_ones(sampling: str, plan: Path) -> None:
    found = json.loads(run("simulate", plan, "--iterations", "4000", "--sampling", sampling, "--json", "-").out)
    random = json.loads(run("simulate", plan, "--iterations", "4000", "--json", "-").out)

    assert random["finish"]["p80_low"][:10] <= found["finish"]["p80"][:10] <= random["finish"]["p80_high"][:10]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--precision", "veel"], "Een nauwkeurigheid is een aantal werkdagen boven nul"),
        (["--precision", "0"], "Een nauwkeurigheid is een aantal werkdagen boven nul"),
        (["--sampling", "dobbelsteen"], "De trekking is random, latin-hypercube of sobol."),
        (["--precision", "1d", "--sampling", "sobol"], "Gelaagde toekomsten hebben hun eigen aantal"),
        (["--precision", "1d", "--iterations", "500"], "geef --precision of --iterations, niet allebei"),
        (["--seed", "18446744073709551616"], "18446744073709551615"),
        (["--cluster", "foo"], "foo"),
    ],
)
def test_what_was_asked_wrongly_is_told(options: list[str], words: str, plan: Path) -> None:
    ran = run("simulate", plan, *options, "--lang", "nl")

    assert ran.code == 2
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_prices_are_listed_with_their_kind(plan: Path) -> None:
    ran = run("bottlenecks", plan, *FEW, "--lang", "nl")

    assert ran.code == 0
    assert "Alle knelpunten (werkdagen op P80)" in ran.out
    assert len(re.findall(r"⟨\d+,\d ± \d+,\d⟩", ran.out)) >= 3


def test_progress_is_a_bar_on_a_terminal(plan: Path) -> None:
    told = on_terminal("simulate", plan, *FEW, columns=90)

    assert "P80" in told


MEETING = [
    ("Nr", "Taak", "Duur", "Voorgangers"),
    (1, "Bouw links", "40d", None),
    (2, "Bouw rechts", "40d", None),
    (3, "Keten testen", "10d", "1;2"),
]


@pytest.mark.parametrize(
    ("lang", "inside", "together"), [("nl", "daarin: ", "Samen meer dan de som"), ("en", "in it: ", "Together more")]
)
def test_no_price_is_left_out_of_the_list_of_all(lang: str, inside: str, together: str, tmp_path: Path) -> None:
    plan = separated(tmp_path / "plan.csv", MEETING)
    ask = ("--iterations", "4000", "--lang", lang)
    shown = run("bottlenecks", plan, *ask)
    found = json.loads(run("bottlenecks", plan, *ask, "--json", "-").out)
    parts = [part for one in found["bottlenecks"] for part in one["overlaps"]]

    assert parts
    assert shown.out.count(inside) == len(parts)
    for part in parts:
        assert inside + part["title"].split()[0] in shown.out
    beside = separated(tmp_path / "beside.csv", MEETING[:3])
    assert together in run("bottlenecks", beside, *ask).out


@pytest.mark.parametrize(
    ("lang", "label"),
    [("nl", "Al het werk klaar op de deadline van Opleveren"), ("en", "All work done by the deadline of Opleveren")],
)
def test_the_date_that_stands_for_the_whole_is_called_so(lang: str, label: str, tmp_path: Path) -> None:
    """Handing over is nearly always on time; the manual beside it, that nobody promised, often isn't done by then."""
    rows = [
        ("Project", "Deadlines"),
        ("Projectstart", "2027-01-04"),
        ("Nr", "Taak", "Duur", "Voorgangers", "Deadline", "Medewerkers", "Werk"),
        (1, "Bouw", "20d", None, None, None, None),
        (2, "Opleveren", "20d", 1, "2027-03-03", "Schrijver", "20d"),
        (3, "Handleiding schrijven", "40d", None, None, "Schrijver 2", "40d"),
    ]
    plan, page, file = separated(tmp_path / "plan.csv", rows), tmp_path / "page.html", tmp_path / "plan.json"
    ask = ("--iterations", "2000", "--lang", lang)

    assert label in run("simulate", plan, *ask, "--json", file).out + run("simulate", plan, *ask).out
    assert run("review", plan, *ask, "--html", page).code == 0
    assert label in page.read_text()
    found = json.loads(file.read_text())
    for one in (*found["committed"], *found["people"]["committed"]):
        assert one["whole"]
        assert one["activity_id"] == 2
