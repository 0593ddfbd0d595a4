"""Texts of the workbench's pages and scripts: each that is asked for exists, each that exists is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import rechterhand
from rechterhand.text import LANGUAGES, Language
from rechterhand.text.catalogue import texts
from rechterhand.web.project.site_map import AREAS

WEB = Path(rechterhand.__file__).parent / "web"
FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
OF_PAGES = ("look", *(area.name for area in AREAS))
"""Catalogues whose texts only pages show."""

IN_TEMPLATE = re.compile(r"""\{%\s*text\s+["']([\w.]+)["']""")
IN_SCRIPT = re.compile(r"""\btext\(\s*["'`]([\w.]+)["'`]""")
BY_NAME = re.compile(r"\btext\(`(\w+)\$\{\w+\}`\)")


def known(area: str, language: Language) -> set[str]:
    try:
        return set(texts(area, language))
    except KeyError:
        return set()


def asked_in_templates() -> Iterator[tuple[str, str]]:
    for path in sorted((*WEB.rglob("*.html"), *WEB.rglob("*.txt"))):
        for match in IN_TEMPLATE.finditer(path.read_text(encoding="utf-8")):
            yield match[1], path.name


def scripts() -> str:
    paths = sorted(path for path in FRONTEND.rglob("*.ts") if "node_modules" not in path.parts)
    return "".join(path.read_text(encoding="utf-8") for path in paths)


def asked_in_scripts() -> set[str]:
    """Keys written out, and those whose last part is one of the words that a script chooses among."""
    code = scripts()
    named = set(re.findall(r'"(\w+)"', code))
    chosen = {f"{start}{one}" for start in BY_NAME.findall(code) for one in named}
    return {f"script.{key}" for key in set(IN_SCRIPT.findall(code)) | (chosen & told_to_scripts())}


def told_to_scripts() -> set[str]:
    return {key.removeprefix("script.") for key in known("script", "en")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_template_exists(language: Language) -> None:
    missing = [
        f"{where}: {key}" for key, where in asked_in_templates() if key not in known(key.split(".")[0], language)
    ]

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_scripts_and_their_catalogue_agree(language: Language) -> None:
    assert asked_in_scripts() == known("script", language)


@pytest.mark.parametrize("area", OF_PAGES)
def test_every_text_of_pages_is_used(area: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(WEB.rglob("*.py")))
    used = {key for key, _ in asked_in_templates()} | set(re.findall(r'"([a-z]\w*(?:\.\w+)+)"', code))
    begun = tuple(re.findall(r'f"([a-z]\w*\.(?:\w+\.)+)\{', code))  # the last words are of a model or a state

    assert {key for key in known(area, "en") - used if not key.startswith(begun)} == set()
