"""``rechterhand toolbox``: the techniques as a list and as a page, and which of them help a plan."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cases.commands import prompted, run, shown
from tests.cases.programme import PEOPLE
from tests.cases.schemas import faults

import rechterhand as rh
from rechterhand.toolbox.catalogue import techniques

FEW = ("--iterations", "500")
AROUND = "plaats: online\nconflict: laag\nwerkwijze: PRINCE2\ntijd: 45\nniet:\n  planning_poker: ja\n"


def test_the_list_has_every_technique_in_the_readers_language() -> None:
    dutch, english = (run("toolbox", "list", "--lang", lang) for lang in ("nl", "en"))

    assert (dutch.code, dutch.err, english.code) == (0, "", 0)
    for key, one in techniques().items():
        assert re.search(rf"^{key} +{one.minutes} ", dutch.out, flags=re.MULTILINE), key
    assert dutch.out.rstrip().endswith("80 technieken")
    assert english.out.rstrip().endswith("80 techniques")


def keys(*options: str) -> list[str]:
    ran = run("toolbox", "list", *options, "--json", "-")
    assert ran.code == 0
    return [one["key"] for one in json.loads(ran.out)["techniques"]]


def test_filters_leave_what_fits() -> None:
    all_of = techniques()

    assert keys("--answers", "merge") == [key for key, one in all_of.items() if "merge_point" in one.answers]
    assert keys("--answers", "trage besluiten") == keys("--answers", "slow_decision") != []
    assert keys("--phase", "faseovergang", "--minutes", "30") == keys("--phase", "boundary", "--minutes", "30")
    assert keys("--place", "ieder op eigen tijd") == keys("--place", "async") != keys()
    assert keys("--size", "8") == keys("--size", "m") != keys()
    for key in keys("--place", "async", "--size", "xl", "--method", "p2"):
        fits = all_of[key].fits
        assert "async" in fits.get("place", {"async"})
        assert "xl" in fits.get("size", {"xl"})
        assert "p2" in fits.get("method", {"p2"})


def test_a_list_of_nothing_says_so() -> None:
    ran = run("toolbox", "list", "--minutes", "1", "--lang", "nl")

    assert (ran.code, ran.out.strip()) == (0, "Geen techniek past hierbij; laat een filter weg.")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--answers", "regen"), "Op ‘regen’ antwoordt niets."),
        (("--answers", "slow_decisions"), "Bedoel je ‘slow_decision’?"),
        (("--phase", "later"), "Voor fase is er geen ‘later’."),
        (
            ("--phase", "later"),
            "Er zijn: opstarten (start), initiëren (init), uitvoering (stage), faseovergang (boundary)",
        ),
        (("--place", "maan"), "Er zijn: in één ruimte (room), online, ieder op eigen tijd (async)."),
        (("--place", "onlin"), "Bedoel je ‘online’?"),
        (("--size", "0"), "Er zijn: 1–5 mensen (s), 6–12 mensen (m), 13–40 mensen (l), meer dan 40 mensen (xl)."),
        (("--answers", "xyz"), "trage besluiten (slow_decision), "),
        (("--minutes", "veel"), "Bij --minutes hoort een geheel getal vanaf 1."),
    ],
)
def test_filters_that_dont_exist_are_told(options: tuple[str, ...], told: str) -> None:
    ran = run("toolbox", "list", *options, "--lang", "nl")

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nl", ("Premortem", "Wanneer niet", "Stappen", " 6. ", "(5 min, iedereen)", "Bron", "premortem · 60 minuten")),
        ("en", ("Premortem", "When not", "Steps", " 6. ", "Source", "premortem · 60 minutes", "fits phase initiating")),
    ],
)
def test_a_technique_is_a_page(lang: str, words: tuple[str, ...]) -> None:
    ran = run("toolbox", "show", "premortem", "--lang", lang)

    assert (ran.code, ran.err) == (0, "")
    assert [word for word in words if word not in ran.out] == ["fits phase initiating"] * (lang == "en")


def test_a_page_is_as_narrow_as_the_terminal_and_loses_no_step() -> None:
    out = shown("toolbox", "show", "premortem", "--lang", "nl", columns=50)

    assert max(map(len, out.splitlines())) <= 50
    words = " ".join(out.split())
    for step in techniques()["premortem"].told["nl"].steps:
        assert step.text in words


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("premortm", "Bedoel je premortem"),
        ("Kernkwadraat", "Bedoel je core_quadrant"),
        ("sdfkjhsdkfjh", "`rechterhand toolbox list` toont alle technieken"),
    ],
)
def test_a_key_that_doesnt_exist_is_told_with_the_nearest(key: str, told: str) -> None:
    ran = run("toolbox", "show", key, "--lang", "nl")

    assert (ran.code, ran.out) == (2, "")
    assert f"Een techniek ‘{key}’ is er niet." in ran.err
    assert told in ran.err


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("Besluitsprint", "expedite_decision"),
        ("decision sprint", "expedite_decision"),
        ("EXPEDITE_DECISION", "expedite_decision"),
        ("brown paper", "brown_paper"),
        ("Kernkwadrant", "core_quadrant"),
        ("premort", "premortem"),
    ],
)
def test_a_technique_is_found_by_its_name_or_the_beginning_of_it(told: str, key: str) -> None:
    ran = run("toolbox", "show", told, "--json", "-", "--lang", "nl")

    assert (ran.code, ran.err) == (0, "")
    assert [one["key"] for one in json.loads(ran.out)["techniques"]] == [key]


def test_a_beginning_that_several_have_is_refused_with_them() -> None:
    ran = run("toolbox", "show", "retro", "--lang", "nl")

    assert (ran.code, ran.out) == (2, "")
    assert "Meer dan één techniek begint met ‘retro’." in ran.err
    assert "retro_sail, retro_ssc, retro_timeline" in ran.err


@pytest.mark.parametrize("arguments", [["list"], ["show", "premortem"]])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_techniques_as_a_document_fit_their_schema(arguments: list[str], lang: str, tmp_path: Path) -> None:
    path = tmp_path / "techniques.json"
    ran = run("toolbox", *arguments, "--json", path, "--lang", lang)
    document = json.loads(path.read_text(encoding="utf-8"))

    assert ran.code == 0
    assert "premortem" in ran.out
    assert list(Draft202012Validator(rh.json_schema("techniques")).iter_errors(document)) == []


def advised(plan: Path, *options: object) -> dict[str, Any]:
    ran = run("toolbox", "advise", plan, *FEW, "--stable", "--json", "-", *options)
    assert (ran.code, ran.err) == (0, "")
    document: dict[str, Any] = json.loads(ran.out)
    assert faults(document, "advise") == []
    return document


def around(document: dict[str, Any]) -> dict[str, tuple[str | None, str]]:
    return {one["key"]: (one["value"], one["basis"]) for one in document["circumstances"]}


def test_advice_tells_the_circumstances_and_the_reasons(plan: Path) -> None:
    dutch, english = (run("toolbox", "advise", plan, *FEW, "--lang", lang) for lang in ("nl", "en"))

    assert (dutch.code, dutch.err, english.code) == (0, "", 0)
    assert "Onder deze omstandigheden" in dutch.out
    assert "4 mensen in de planning met open werk" in dutch.out
    assert "Niet opgegeven: conflict, werkwijze, plaats, tijd." in dutch.out
    assert 1 <= len(re.findall(r"^\d\. ", dutch.out, flags=re.MULTILINE)) <= 5
    assert dutch.out.count("Eerst: ") == english.out.count("First: ") == dutch.out.count("Niet als: ")
    assert not [name for name in PEOPLE if name in dutch.out + english.out]
    assert max(map(len, dutch.out.splitlines())) <= 100


def test_what_is_told_in_a_file_changes_the_advice(plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "omstandigheden.yaml"
    path.write_text(AROUND, encoding="utf-8")
    alone, told = advised(plan), advised(plan, "--circumstances", path)

    assert around(alone)["place"] == (None, "unknown")
    assert around(told) | {"place": ("online", "told"), "time": ("45", "told"), "method": ("p2", "told")} == around(
        told
    )
    assert around(told)["size"] == around(alone)["size"] == ("s", "measured")
    assert alone["advised"][0]["key"] == "planning_poker"
    assert told["advised"][0]["key"] != "planning_poker"
    assert alone["found"] == told["found"]
    assert any(one["too_long"] for one in told["advised"]) or all(one["minutes"] <= 45 for one in told["advised"])


def test_the_empty_file_can_be_filled_in_and_read(plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "omstandigheden.yaml"
    made = run("template", path, "--lang", "nl")
    empty = around(advised(plan, "--circumstances", path))
    path.write_text(path.read_text(encoding="utf-8").replace("\nplaats:", "\nplaats: in één ruimte"), encoding="utf-8")

    assert made.code == 0
    assert "Hoe kunnen mensen bij elkaar komen?" in path.read_text(encoding="utf-8")
    assert empty["place"] == (None, "unknown")
    assert around(advised(plan, "--circumstances", path))["place"] == ("room", "told")


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("a.yml", None, 0),
        ("a.yaml", "circumstances", 0),
        ("a.xlsx", "circumstances", 2),
        ("a.yaml", "plan", 2),
        ("a.txt", None, 2),
    ],
)
def test_a_form_has_a_name_of_its_kind(name: str, kind: str | None, code: int, tmp_path: Path) -> None:
    ran = run("template", tmp_path / name, *(("--kind", kind) if kind else ()), "--lang", "nl")

    assert ran.code == code
    assert (tmp_path / name).exists() is (code == 0)
    assert ("die van omstandigheden op .yaml" in ran.err) is (code == 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kleur: rood", "regel 1, kleur: Een omstandigheid ‘kleur’ is er niet."),
        ("plaats: maan", "regel 1, plaats: Een waarde ‘maan’ is er hier niet."),
        ("niet:\n  premortm: ja", "regel 2, niet.premortm: Een techniek ‘premortm’ is er niet. Bedoel je ‘premortem’?"),
        (None, "De omstandigheden kunnen niet worden gelezen: het bestaat niet."),
    ],
)
def test_circumstances_that_are_wrong_hold_the_advice_back(
    text: str | None, told: str, plan: Path, tmp_path: Path
) -> None:
    path = tmp_path / "omstandigheden.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    ran = run("toolbox", "advise", plan, "--circumstances", path, "--lang", "nl")

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert "Er is niets geadviseerd." in ran.err or text is None
    assert "Traceback" not in ran.err


def test_a_plan_that_cant_be_read_is_refused_and_the_next_is_advised(plans: Path, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "advice.jsonl"
    ran = run("toolbox", "advise", plans / "kapot.mpp", plan, *FEW, "--json", path, "--lang", "en")
    broken, good = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())

    assert ran.code == 2
    assert faults(broken, "advise") == faults(good, "advise") == []
    assert "error" in broken
    assert good["advised"]


def test_on_a_terminal_what_nobody_told_is_asked(plan: Path) -> None:
    answers = ["laag", "", "op de maan", "online", "60", "ja", *["nee"] * 20]
    ran = prompted("toolbox", "advise", plan, *FEW, "--lang", "nl", answers=answers)

    assert ran.code == 0
    assert "Hoeveel wrijving is er tussen mensen? (laag | midden | hoog; Enter = weet ik niet):" in ran.out
    assert ran.out.count("Hoe kunnen mensen bij elkaar komen?") == 2
    assert "Daar kan ik hier niets mee." in ran.out
    assert "Planning poker — " in ran.out
    advice = re.sub("\x1b\\[[0-9;]*m", "", ran.out[ran.out.index("Onder deze omstandigheden") :])
    assert re.search(r"plaats +online +opgegeven", advice)
    assert re.search(r"tijd +60 +opgegeven", advice)
    assert "Niet opgegeven: werkwijze." in advice


def test_in_a_pipe_nothing_is_asked(plan: Path) -> None:
    ran = run("toolbox", "advise", plan, *FEW, "--lang", "nl")

    assert "Enter" not in ran.out + ran.err


def test_python_advises_as_the_command_does(plan: Path) -> None:
    document = advised(plan, "--lang", "en")
    advice = rh.advise(rh.review(plan, run=rh.Run(500)))

    assert [one.technique.key for one in advice.techniques] == [one["key"] for one in document["advised"]]
    assert rh.techniques()["premortem"].told["nl"].steps[0].minutes == 5
