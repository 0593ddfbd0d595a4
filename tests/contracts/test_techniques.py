"""Every technique is told in both languages, and what techniques, circumstances and findings share fits together."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools import reference

from rechterhand.findings.check import Check
from rechterhand.findings.pricing import detectors
from rechterhand.registry import members
from rechterhand.text import LANGUAGES, Language, Message, render
from rechterhand.toolbox import answers
from rechterhand.toolbox.catalogue import technique, techniques
from rechterhand.toolbox.circumstance import NAMES, circumstances, name_of, value_of
from rechterhand.toolbox.vocabulary import ANSWERS, CIRCUMSTANCES

CHECKS = members("rechterhand.findings.checks", "check", Check)
LEAST = 75
WHOLE_DAY = 480


def test_there_are_as_many_as_the_catalogue_promises() -> None:
    assert len(techniques()) >= LEAST


@pytest.mark.parametrize("key", sorted(techniques()))
def test_a_technique_is_told_apart_in_each_language(key: str) -> None:
    english, dutch = techniques()[key].told["en"], techniques()[key].told["nl"]

    for part in ("purpose", "when", "question", "unless", "who", "answers", "output"):
        assert getattr(english, part) != getattr(dutch, part), part
    for one, other in zip(english.steps, dutch.steps, strict=True):
        assert one.text != other.text
    assert 3 <= len(english.steps) <= 12
    assert 5 <= techniques()[key].minutes <= WHOLE_DAY


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_techniques_have_one_name(language: Language) -> None:
    names = [one.told[language].name for one in techniques().values()]

    assert len(set(names)) == len(names)


def test_every_trouble_has_a_technique() -> None:
    assert set(ANSWERS) == {answer for one in techniques().values() for answer in one.answers}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_and_circumstance_has_words(language: Language) -> None:
    for answer in ANSWERS:
        assert render(Message(f"toolbox.answer.{answer}"), language)
    for key, one in circumstances().items():
        assert render(one.question, language).endswith("?")
        assert render(name_of(key), language)
        assert all(render(value_of(key, value), language) for value in one.values)


def test_circumstances_are_those_that_techniques_ask_for_and_time() -> None:
    assert {*CIRCUMSTANCES, "time"} == set(circumstances()) == set(NAMES)
    for key, values in CIRCUMSTANCES.items():
        assert circumstances()[key].values == values


def test_every_kind_of_bottleneck_stands_for_troubles() -> None:
    assert set(detectors()) <= set(answers.BOTTLENECKS)
    assert all(set(found) <= set(ANSWERS) for found in answers.BOTTLENECKS.values())


def test_checks_stand_for_troubles_that_exist() -> None:
    assert set(answers._CHECKS) <= set(CHECKS)
    assert set(answers._SUBJECTS) <= {answers.subject_of(check) for check in CHECKS.values()}
    assert all(set(answers.answers_of_check(key, check)) <= set(ANSWERS) for key, check in CHECKS.items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_has_a_page_for_every_technique(language: Language) -> None:
    folder = Path(reference.ROOT) / "docs" / "reference" / language / "toolbox"

    assert {path.stem for path in folder.iterdir()} == set(techniques())


FACTS = 'minutes = 30\nblock = "cards"\nout = ["plan"]\nanswers = ["queue"]\n[fits]\nphase = ["init"]\n'
PAGE = {
    "en": "# Name\n\nPurpose.\n\n## When\nx\n\n## When not\n**Is it so?** Then not.\n\n## Who\nx\n\n## Steps\n"
    "1. Do it. *(30 min, all)*\n\n## What it answers\nx\n\n## Output\nx\n\n## Source\nx\n",
    "nl": "# Naam\n\nDoel.\n\n## Wanneer\nx\n\n## Wanneer niet\n**Is het zo?** Dan niet.\n\n## Wie\nx\n\n## Stappen\n"
    "1. Doe het. *(30 min, allen)*\n\n## Waar het op antwoordt\nx\n\n## Wat het oplevert\nx\n\n## Bron\nx\n",
}
WRONG = {
    "another block": ("technique.toml", '"cards"', '"wall"', "'block' takes"),
    "another trouble": ("technique.toml", '"queue"', '"rain"', "'answers' takes"),
    "no trouble": ("technique.toml", '["queue"]', "[]", "'answers' takes"),
    "another circumstance": ("technique.toml", "phase =", "moon =", "'fits.moon' takes"),
    "another phase": ("technique.toml", '"init"', '"later"', "'fits.phase' takes"),
    "other time": ("technique.toml", "30", "45", "The steps take [30, 30] minutes, not 45"),
    "a field of nobody": ("technique.toml", "minutes", "colour = 1\nminutes", "colour"),
    "no field": ("technique.toml", "minutes = 30\n", "", "minutes"),
    "other steps": ("nl.md", "(30 min", "(20 min", "The steps differ"),
    "a step without time": ("en.md", " *(30 min, all)*", "", "Step 1 isn't written as"),
    "no question": ("en.md", "**Is it so?** ", "", "'When not' begins with a question"),
    "no heading": ("nl.md", "## Bron\n", "", "Headings are"),
    "no purpose": ("en.md", "Purpose.\n\n", "", "begins with its name"),
    "no page": ("nl.md", None, "", "nl.md"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_technique_that_is_written_otherwise_is_refused_by_name(case: str, tmp_path: Path) -> None:
    name, old, new, told = WRONG[case]
    folder = tmp_path / "brainwave"
    folder.mkdir()
    texts = {"technique.toml": FACTS, "en.md": PAGE["en"], "nl.md": PAGE["nl"]}
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8")
    assert technique(folder).minutes == 30
    if old is None:
        (folder / name).unlink()
    else:
        assert old in texts[name]
        (folder / name).write_text(texts[name].replace(old, new), encoding="utf-8")

    with pytest.raises(ValueError, match=r"Technique 'brainwave'") as caught:
        technique(folder)

    assert told in str(caught.value)
