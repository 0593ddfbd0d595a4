"""Every text exists in both languages, with the same placeholders, and every key that the code names exists."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import rechterhand
from rechterhand.engine.simulate.others import OTHERS
from rechterhand.findings.check import Check, Severity, Verdict
from rechterhand.findings.pricing import detectors
from rechterhand.record.activity import ActivityType
from rechterhand.registry import members
from rechterhand.text import LANGUAGES, Language
from rechterhand.text.catalogue import area_of, areas, texts

SOURCE = Path(rechterhand.__file__).parent


def placeholders(form: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(form) if name is not None}


def named_keys() -> Iterator[tuple[str, str]]:
    """Keys written out in ``Message.of("…")`` and ``Message("…")`` calls, with where they stand."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = ast.unparse(node.func)
            first = node.args[0]
            if name in {"Message", "Message.of"} and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, f"{path.relative_to(SOURCE)}:{node.lineno}"


OF_THE_MANUAL = (".meaning", ".source", ".bad", ".good")
"""Parts of a check's manual, of which the English stands in the check itself."""


def test_both_languages_have_the_same_areas() -> None:
    assert areas("nl") == areas("en")


@pytest.mark.parametrize("area", sorted(areas("en")))
def test_area_has_equal_keys_and_placeholders_in_both_languages(area: str) -> None:
    english, dutch = texts(area, "en"), texts(area, "nl")
    dutch = {
        key: forms for key, forms in dutch.items() if not (area.startswith("checks/") and key.endswith(OF_THE_MANUAL))
    }

    assert sorted(english) == sorted(dutch)
    for key, forms in english.items():
        wanted = set().union(*map(placeholders, forms))
        assert set().union(*map(placeholders, dutch[key])) == wanted, key
        assert all(forms), f"{area}: {key} has no English text"
        assert all(dutch[key]), f"{area}: {key} has no Dutch text"


def test_every_named_key_exists() -> None:
    missing = []
    for key, where in named_keys():
        for language in LANGUAGES:
            area = area_of(key, language)
            if area not in areas(language) or key not in texts(area, language):
                missing.append(f"{where}: {language} {key}")

    assert missing == []


@pytest.mark.parametrize("area", sorted(one for one in areas("en") if "/" in one))
def test_a_members_catalogue_holds_its_own_texts_only(area: str) -> None:
    strangers = [key for key in texts(area, "en") if not key.startswith(area.replace("/", ".") + ".")]

    assert strangers == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_have_a_word_for_whatever_there_is(language: Language) -> None:
    wanted = {
        "bottlenecks": {f"bottlenecks.{kind}.kind" for kind in detectors()},
        "checks": {f"checks.{key}.question" for key in members("rechterhand.findings.checks", "check", Check)},
        "report": {f"report.other.{key}" for key in OTHERS} | {f"report.verdict.{one.value}" for one in Verdict},
        "workbook": {f"workbook.type.{one.value}" for one in ActivityType}
        | {f"workbook.severity.{one.value}" for one in Severity},
    }

    missing = {
        area: {key for key in keys if key not in texts(area_of(key, language), language)}
        for area, keys in wanted.items()
    }

    assert missing == {area: set() for area in wanted}


@pytest.mark.parametrize("language", LANGUAGES)
def test_quoted_text_stands_between_the_same_marks_everywhere(language: Language) -> None:
    other = {
        key
        for area in areas(language)
        for key, forms in texts(area, language).items()
        if set("“”") & set("".join(forms))
    }

    assert not other, "quote with ‘ and ’"


def test_dutch_dates_are_datums_and_data_is_what_systems_hold() -> None:
    found = [
        f"{area}: {key}"
        for area in sorted(areas("nl"))
        for key, forms in texts(area, "nl").items()
        for form in forms
        if re.search(r"\b[dD]ata\b", form) and not key.startswith("checks.names_without_verb.")
    ]

    assert found == []


OTHER_DAYS = {"checks.days_of_week"}
"""Dutch texts that count days of another calendar than the project's, and say so."""


def test_dutch_counts_working_days_and_not_days() -> None:
    found = [
        f"{area}: {key}"
        for area in sorted(areas("nl"))
        for key, forms in texts(area, "nl").items()
        for form in forms
        if re.search(r":dag\|dagen\}", form) and key not in OTHER_DAYS
    ]

    assert found == []
