"""What futures cost, as users read it: of a plan without money, and of one with rates alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cases.commands import run
from tests.cases.schemas import faults
from tests.cases.sheets import separated

PLAN = [("Nr", "Taak", "Duur", "Voorgangers"), (1, "Ontwerp", "10d", None), (2, "Bouw", "20d", 1)]
RISKS = [("Nr", "Risico", "Kans", "Gevolg (werkdagen)", "Taken", "Kosten"), ("R1", "Vondst", "30%", 5, 2, 5000)]
SAID = {
    "nl": ("Kosten van risico's", "De planning zelf heeft geen geld", "kosten risico's hooguit 5.000; de planning"),
    "en": ("What risks cost", "The plan itself has no money", "risks cost at most 5,000; the plan itself has no money"),
}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_plan_without_money_tells_only_what_risks_cost(lang: str, tmp_path: Path) -> None:
    plan, risks = separated(tmp_path / "plan.csv", PLAN), separated(tmp_path / "risks.csv", RISKS)
    page, file = tmp_path / "page.html", tmp_path / "plan.json"
    few = ("--risks", risks, "--iterations", "500", "--lang", lang)
    shown = run("simulate", plan, *few)
    assert run("simulate", plan, *few, "--json", file).code == 0
    assert run("review", plan, *few, "--html", page).code == 0
    column, terminal, told = SAID[lang]

    assert column in shown.out
    assert terminal in shown.out
    found = json.loads(file.read_text())
    assert faults(found, "simulate") == []
    assert found["cost"]["only_risks"]
    assert found["cost"]["planned"] is found["cost"]["spent"] is None
    words = page.read_text().replace("&#x27;", "'").replace("&#39;", "'").replace("\u00a0", " ")
    assert told in words
    assert "as planned it is 0" not in words
    assert "als gepland is het 0" not in words
    assert not re.search(r"\d ;", words)


@pytest.mark.parametrize(
    ("lang", "sentence", "none"),
    [
        (
            "nl",
            r"Zonder het risico ‘Vondst’ komt P80 \d+,\d ± \d,\d+ werkdag(en)? eerder",
            "en 0 h[a-z]+ een maatregel",
        ),
        (
            "en",
            r"Without the risk ‘Vondst’, P80 is \d+\.\d ± \d\.\d+ working days? earlier",
            "and 0 ha[a-z]+ a response",
        ),
    ],
)
def test_a_price_is_one_sentence_on_page_and_talk_sheet(lang: str, sentence: str, none: str, tmp_path: Path) -> None:
    plan, risks = separated(tmp_path / "plan.csv", PLAN), separated(tmp_path / "risks.csv", RISKS)
    pages = {name: tmp_path / f"{name}.html" for name in ("html", "talk")}
    outputs = [part for name, path in pages.items() for part in (f"--{name}", path)]
    ran = run("review", plan, "--risks", risks, "--iterations", "1000", "--lang", lang, *outputs)

    assert ran.code == 0
    assert re.search(sentence, pages["html"].read_text())
    assert re.search(r"± \d[.,]\d+ (werkdag|working day)", pages["talk"].read_text())
    assert not re.search(none, ran.out + pages["html"].read_text())
