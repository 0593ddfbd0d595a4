"""Circumstances as they are measured in mini plans, worked by hand, and told in files."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.cases.plans import build
from tests.cases.verdicts import bare, empty, finished, ordinary

import rechterhand as rh
from rechterhand.errors import BadInput
from rechterhand.text import LANGUAGES, Language, Message, render
from rechterhand.toolbox.circumstance import circumstances, name_of, value_of
from rechterhand.toolbox.form import form
from rechterhand.toolbox.situation import Basis, Given, situation
from rechterhand.toolbox.told import given_of, read_circumstances

FOLDER = Path(__file__).parent.parent / "cases" / "circumstances"


def cases(key: str) -> list[dict[str, Any]]:
    return tomllib.loads((FOLDER / f"{key}.toml").read_text(encoding="utf-8"))["case"]


ALL = [pytest.param(key, case, id=f"{key}: {case['name']}") for key in circumstances() for case in cases(key)]


def reviewed(case: dict[str, Any]) -> rh.Review:
    low, high = case.get("spread", (0.9, 1.3))
    uncertainty = rh.Uncertainty(low=low, high=high)
    return rh.review(build({"engine": True, **case["plan"]}), run=rh.Run(200, seed=1), uncertainty=uncertainty)


@pytest.mark.parametrize(("key", "case"), ALL)
def test_case_gives_the_value_that_it_states(key: str, case: dict[str, Any]) -> None:
    measured = situation(reviewed(case)).known[key]

    assert measured.value == case.get("value")
    assert measured.basis is (Basis.MEASURED if "value" in case else Basis.UNKNOWN)
    if "told" in case:
        assert render(measured.how, "nl").replace("\u00a0", " ") == case["told"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("made", [ordinary, bare, finished, empty])
def test_every_circumstance_of_every_plan_can_be_told(made: Any, language: Language) -> None:
    for key, one in situation(made()).known.items():
        assert render(one.how, language)
        assert one.value is None or key == "time" or render(value_of(key, one.value), language)


def test_what_is_told_goes_before_what_was_measured() -> None:
    measured, told = situation(ordinary()), situation(ordinary(), given_of({"phase": "close", "size": 20, "time": 45}))

    assert (measured.values["phase"], measured.values["size"]) == ("stage", "s")
    assert (told.values["phase"], told.values["size"], told.minutes) == ("close", "l", 45)
    assert told.known["phase"].basis is Basis.TOLD
    assert told.values["urgency"] == measured.values["urgency"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_empty_file_can_be_read_and_tells_nothing(language: Language, tmp_path: Path) -> None:
    path = tmp_path / "circumstances.yaml"
    path.write_text(form(language), encoding="utf-8")

    assert read_circumstances(path) == Given()


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_the_empty_file_offers_can_be_written_in_it(language: Language, tmp_path: Path) -> None:
    text = form(language)
    for key, one in circumstances().items():
        name = render(name_of(key), language)
        for value in one.values:
            word = "8" if one.is_number else render(value_of(key, value), language)
            path = tmp_path / "circumstances.yaml"
            path.write_text(text.replace(f"\n{name}:\n", f"\n{name}: {word}\n"), encoding="utf-8")

            assert read_circumstances(path).values == {key: "m" if one.is_number else value}


def test_no_word_of_a_circumstance_means_two_things() -> None:
    for key, one in circumstances().items():
        for language in LANGUAGES:
            words = [render(value_of(key, value), language) for value in one.values]
            assert len(set(words)) == len(words)


def test_dutch_and_english_say_the_same() -> None:
    dutch = given_of({"plaats": "In één ruimte", "tijd": 60, "conflict": "laag", "niet": {"premortem": "ja"}})

    assert dutch == given_of({"place": "room", "time": "60", "conflict": "low", "not": {"premortem": True}})
    assert (dutch.values, dutch.minutes, dutch.forbidden) == (
        {"place": "room", "conflict": "lo"},
        60,
        {"premortem": True},
    )


BAD = {
    "no circumstance": ("kleur: rood", "regel 1, kleur: Een omstandigheid ‘kleur’ is er niet."),
    "nearly one": ("fasse: start", "Bedoel je ‘fase’?"),
    "no value": ("phase: later", "regel 1, phase: Een waarde ‘later’ is er hier niet. Er is: start, "),
    "nearly a value": ("fase: uitvoerring", "Bedoel je ‘uitvoering’?"),
    "no number": ("tijd: lang", "‘lang’ is geen geheel getal van 1 tot en met 10.000."),
    "no minutes": ("time: 0", "‘0’ is geen geheel getal"),
    "half a minute": ("time: 0.5", "‘0.5’ is geen geheel getal"),
    "a number beyond reason": ("size: 99999999999999999999", "geen geheel getal"),
    "yes as minutes": ("time: true", "‘true’ is geen geheel getal"),
    "fewer than nobody": ("omvang: -3", "‘-3’ is geen geheel getal"),
    "a list": ("place: [room, online]", "regel 1, place:"),
    "no technique": (
        "not:\n  brownpaper: yes",
        "regel 2, not.brownpaper: Een techniek ‘brownpaper’ is er niet. Bedoel",
    ),
    "neither yes nor no": ("not:\n  premortem: soms", "‘soms’ is geen ja en geen nee."),
    "a list of techniques": ("not: [premortem]", "Hier horen technieken met ja of nee."),
    "twice": ("phase: start\nphase: stage", "Deze sleutel staat er twee keer."),
    "twice in two languages": ("phase: start\nfase: uitvoering", "Deze sleutel staat er twee keer."),
    "a list of all": ("- phase", "Hier horen sleutels met hun waarde."),
    "a text": ("zomaar iets", "Hier horen sleutels met hun waarde."),
    "nothing": ("", "Er staat niets in."),
    "no YAML": ("phase: [", "Dit is geen YAML"),
    "an alias": ("phase: &a start\nplace: *a", "Ankers en aliassen"),
    "a tag": ("phase: !!python/object:os.system start", "Tags (!) mogen niet."),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_in_a_file_is_told_with_its_line(case: str, tmp_path: Path) -> None:
    text, told = BAD[case]
    path = tmp_path / "omstandigheden.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(BadInput) as caught:
        read_circumstances(path)

    assert told in " ".join(render(one, "nl") for one in caught.value.problems)
    assert all(
        render(one, "en") for one in (caught.value.message, caught.value.hint or Message(""), *caught.value.problems)
    )


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        given_of({"kleur": 1, "phase": "later", "time": "lang", "not": {"x": 2}})

    assert len(caught.value.problems) == 4


@pytest.mark.parametrize("made", ["folder", "absent", "binary"])
def test_what_cant_be_opened_is_told_in_dutch(made: str, tmp_path: Path) -> None:
    path = tmp_path / "omstandigheden.yaml"
    if made == "folder":
        path.mkdir()
    if made == "binary":
        path.write_bytes(b"\xff\xfe\x00place")

    with pytest.raises(BadInput) as caught:
        read_circumstances(path)

    told = " ".join(render(one, "nl") for one in (caught.value.message, *caught.value.problems))
    assert {"folder": "het is een map", "absent": "het bestaat niet", "binary": "geen tekst in UTF-8"}[made] in told
