"""Writes the generated pages of the documentation; ``--check`` only says which are out of date (exit 1).

Pages: the glossary, and for each language the checks, the commands, the formats and the toolbox, with a page for each
technique, made from what the code declares.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from tools import installation, toolbox

from rechterhand.findings.check import Check
from rechterhand.findings.measured import usual_limit
from rechterhand.findings.subjects import SUBJECTS, subject_of, subject_title
from rechterhand.intake.reader import Reader
from rechterhand.registry import members
from rechterhand.reports.sources import source as source_of
from rechterhand.text import LANGUAGES, Language, Message, render

ROOT = Path(__file__).resolve().parent.parent
MANUAL = ("meaning", "source", "bad", "good")
"""Parts of a check's manual: the English ones are in its docstring, others among its texts."""
NOTE = "<!-- Made by `make docs`; edit the source instead. -->\n\n"
HEADS = {
    "checks": {"en": "Checks", "nl": "Controles"},
    "commands": {"en": "Commands", "nl": "Opdrachten"},
    "formats": {"en": "File formats", "nl": "Bestandsformaten"},
    "toolbox": {"en": "Toolbox", "nl": "Gereedschapskist"},
}

LABELS: dict[Language, dict[str, str]] = {
    "en": {
        "contents": "{count} checks, by subject. Limits are conventions; "
        "a [profile](../../en/checking-a-plan.md) sets others.",
        "codes": "Codes",
        "limit": "Usual limit",
        "severity": "A failure distorts",
        "reference": "Reference",
        "dates": "the dates",
        "steering": "the steering",
        "tidiness": "only the look",
        "informs": "none, it informs",
        "why": "Why it matters",
        "advice": "What to do",
        "meaning": "Meaning",
        "source": "Source",
        "bad": "Bad",
        "good": "Good",
    },
    "nl": {
        "contents": "{count} controles, naar onderwerp. Grenzen zijn gewoonten; "
        "een [profiel](../../nl/een-planning-controleren.md) stelt andere.",
        "codes": "Codes",
        "limit": "Gewone grens",
        "severity": "Een fout vertekent",
        "reference": "Bron",
        "dates": "de datums",
        "steering": "de sturing",
        "tidiness": "alleen het aanzien",
        "informs": "geen, ze licht in",
        "why": "Waarom het telt",
        "advice": "Wat je kunt doen",
        "meaning": "Betekenis",
        "source": "Herkomst",
        "bad": "Slecht",
        "good": "Goed",
    },
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
    makers: dict[str, Callable[[Language], str]] = {
        "checks": _checks,
        "commands": _commands,
        "formats": _formats,
        "toolbox": toolbox.index,
    }
    for subject, make in makers.items():
        for language in LANGUAGES:
            head = f"# {HEADS[subject][language]}\n\n"
            yield ROOT / "docs" / "reference" / language / f"{subject}.md", NOTE + head + make(language).rstrip() + "\n"
    for language in LANGUAGES:
        for key, text in toolbox.pages(language):
            yield ROOT / "docs" / "reference" / language / "toolbox" / f"{key}.md", NOTE + text
    yield from installation.pages(ROOT, NOTE)


def _glossary() -> str:
    terms = tomllib.loads((ROOT / "src/rechterhand/text/glossary.toml").read_text(encoding="utf-8"))["term"]
    rows = ["# Glossary\n", "| English | Dutch | also | meaning |", "|---|---|---|---|"]
    rows += [
        f"| {one['en']} | {one['nl']} | {', '.join(one.get('nl_synonyms', []))} | {one['meaning']} |" for one in terms
    ]
    return "\n".join(rows) + "\n"


def _checks(language: Language) -> str:
    """A table of contents by subject, then every check with its manual."""
    found: dict[str, dict[str, Check]] = {subject: {} for subject in SUBJECTS}
    for key, check in members("rechterhand.findings.checks", "check", Check).items():
        found[subject_of(check)][key] = check
    contents, parts = [], []
    for subject, checks in found.items():
        if checks:
            title = render(subject_title(subject), language)
            links = " · ".join(f"[{render(Message.of(f'checks.{key}.title'), language)}](#{key})" for key in checks)
            contents.append(f"- **{title}**: {links}")
            parts += [f"## {title}\n", *(_check(key, check, language) for key, check in checks.items())]
    told = LABELS[language]["contents"].format(count=sum(map(len, found.values())))
    return "\n".join([told, "", *contents, "", *parts])


def _check(key: str, check: Check, language: Language) -> str:
    labels = LABELS[language]
    title, explanation, advice = (
        render(Message.of(f"checks.{key}.{part}"), language) for part in ("title", "explanation", "advice")
    )
    meaning, source, bad, good = manual(key) if language == "en" else translated(key, language)
    return (
        f'<a id="{key}"></a>\n\n### {title}\n\n`{key}` · {labels["codes"]}: {", ".join(check.codes)} · '
        f"{labels['limit']}: {_limit(check, language)} · {labels['severity']}: "
        f"{labels[check.severity.value]} · {labels['reference']}: "
        f"{source_of(check.reference, lambda name: render(Message(name), language))}\n\n"
        f"**{labels['why']}.** {explanation}\n\n**{labels['advice']}.** {advice}\n\n"
        f"**{labels['meaning']}.** {meaning}\n\n*{labels['source']}*: {source}\n\n"
        f"- *{labels['bad']}*: {bad}\n- *{labels['good']}*: {good}\n"
    )


def _limit(check: Check, language: Language) -> str:
    """The usual limit as people write it."""
    limit = usual_limit(check)
    return LABELS[language]["informs"] if limit is None else render(limit, language)


def manual(key: str) -> tuple[str, str, str, str]:
    """A check's docstring in four parts: what it means and how it counts, source, bad example, good example."""
    text = inspect.getdoc(importlib.import_module(f"rechterhand.findings.checks.{key}")) or ""
    parts = re.split(r"^(Source|Bad|Good): ", text.replace("``", "`"), flags=re.MULTILINE)
    told = dict(zip(parts[1::2], parts[2::2], strict=True))
    meaning = "\n\n".join(" ".join(one.split()) for one in parts[0].split("\n\n") if one.strip())
    source, bad, good = (" ".join(told.get(name, "").split()) for name in ("Source", "Bad", "Good"))
    return meaning, source, bad, good


def translated(key: str, language: Language) -> tuple[str, ...]:
    """The same four parts in another language: texts of the check, since its docstring is English."""
    return tuple(render(Message(f"checks.{key}.{part}"), language) for part in MANUAL)


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
