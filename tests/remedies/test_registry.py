"""Every remedy is told: where it comes from, what it changes, in both languages, with a technique of the toolbox."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from rechterhand.findings.pricing import detectors
from rechterhand.remedies.pool import remedies
from rechterhand.text import LANGUAGES
from rechterhand.text.catalogue import texts
from rechterhand.toolbox.catalogue import techniques

PAGE = Path(__file__).parents[2] / "docs" / "ways-out.md"


@pytest.mark.parametrize("key", list(remedies()))
def test_a_remedy_answers_known_kinds_and_names_a_technique(key: str) -> None:
    assert set(remedies()[key].answers) <= set(detectors())
    assert remedies()[key].technique in techniques()


@pytest.mark.parametrize("key", list(remedies()))
def test_a_remedy_is_told_in_both_languages_and_in_the_docs(key: str) -> None:
    told = import_module(f"rechterhand.remedies.ways.{key}").__doc__
    assert told is not None
    assert "Effect:" in told
    assert f"`{key}`" in PAGE.read_text(encoding="utf-8")
    for language in LANGUAGES:
        assert f"remedies.{key}.kind" in texts("remedies", language)
