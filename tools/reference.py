"""Writes the generated pages of the documentation; ``--check`` only says which are out of date (exit 1).

Pages: the glossary, and for each language the checks, the commands and the formats, made from what the code declares.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from rechterhand.findings.check import Check
from rechterhand.intake.reader import Reader
from rechterhand.registry import members
from rechterhand.text import LANGUAGES, Language, Message, render

ROOT = Path(__file__).resolve().parent.parent
NOTE = "<!-- Made by `make docs`; edit the source instead. -->\n\n"
HEADS = {
    "checks": {"en": "Checks", "nl": "Controles"},
    "commands": {"en": "Commands", "nl": "Opdrachten"},
    "formats": {"en": "File formats", "nl": "Bestandsformaten"},
}


def main(arguments: list[str]) -> int:
    """Write every page, or with ``--check`` compare; the exit code."""
    stale = []
    for path, text in pages():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if "--check" in arguments:
            stale.append(path)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of date: run make docs")
    return 1 if stale else 0


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page with its text."""
    yield ROOT / "docs" / "glossary.md", NOTE + _glossary()
    makers: dict[str, Callable[[Language], str]] = {"checks": _checks, "commands": _commands, "formats": _formats}
    for subject, make in makers.items():
        for language in LANGUAGES:
            head = f"# {HEADS[subject][language]}\n\n"
            yield ROOT / "docs" / "reference" / language / f"{subject}.md", NOTE + head + make(language).rstrip() + "\n"


def _glossary() -> str:
    terms = tomllib.loads((ROOT / "src/rechterhand/text/glossary.toml").read_text(encoding="utf-8"))["term"]
    rows = ["# Glossary\n", "| English | Dutch | also | meaning |", "|---|---|---|---|"]
    rows += [
        f"| {one['en']} | {one['nl']} | {', '.join(one.get('nl_synonyms', []))} | {one['meaning']} |" for one in terms
    ]
    return "\n".join(rows) + "\n"


def _checks(language: Language) -> str:
    labels = {
        "en": ("Reference", "Codes", "Limit", "Why it matters", "What to do"),
        "nl": ("Bron", "Codes", "Grens", "Waarom het telt", "Wat je kunt doen"),
    }[language]
    parts = []
    for key, check in members("rechterhand.findings.checks", "check", Check).items():
        title, explanation, advice = (
            render(Message.of(f"checks.{key}.{part}"), language) for part in ("title", "explanation", "advice")
        )
        limit = "\u2013" if check.limit is None else f"{check.limit:g} ({check.unit})"
        parts.append(
            f"## {title}\n\n`{key}` · {labels[1]}: {', '.join(check.codes)} · {labels[2]}: {limit} · "
            f"{labels[0]}: {check.reference}\n\n**{labels[3]}.** {explanation}\n\n**{labels[4]}.** {advice}\n"
        )
    return "\n".join(parts)


def _commands(language: Language) -> str:
    from rechterhand.cli.main import help_pages  # noqa: PLC0415 - Typer is only needed for this page

    return "\n".join(f"## {name}\n\n```text\n{text.rstrip()}\n```\n" for name, text in help_pages(language).items())


def _formats(language: Language) -> str:
    head = {"en": "| reader | suffixes |", "nl": "| lezer | extensies |"}[language]
    rows = [head, "|---|---|"]
    for key, reader in members("rechterhand.intake.readers", "reader", Reader).items():
        rows.append(f"| {key} | {' '.join(f'`{suffix}`' for suffix in reader.suffixes)} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
