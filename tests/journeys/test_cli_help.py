"""Help and usage errors: in the reader's language to the last word."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from tests.cases.commands import environment, run

from rechterhand.cli import commands
from rechterhand.cli.commands import toolbox
from rechterhand.cli.main import help_pages

TOOLBOX = sorted(one.name for one in pkgutil.iter_modules(toolbox.__path__))
COMMANDS = sorted(one.name for one in pkgutil.iter_modules(commands.__path__))
ALL = sorted([*COMMANDS, *(f"toolbox {name}" for name in TOOLBOX)])
ENGLISH = re.compile(
    r"usage|options?\b|arguments?\b|commands?\b|\bargs\b|required|default|show this|exit\b|missing|invalid|\btry\b"
    r"|no such|got unexpected|requires|does not|should be|valid\b|input|greater|integer|range|\berror\b|file\b|folder"
    r"|<\w+>|\bthe\b|\bof the\b|\bor\b",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"--[a-z-]+|rechterhand [a-z]+|\.[a-z]+\b|random|latin-hypercube"
    r"|\b(?:bottlenecks|check|demo|export|read|review|schedule|simulate|template|toolbox|advise|list|show)\b"
)
"""What is typed stays as it is typed."""

WRONG = {
    "no argument": (["review"], "PLANNING ontbreekt."),
    "no command": (["lees"], "Er is geen opdracht lees."),
    "nearly a command": (["reviw"], "Bedoel je review?"),
    "no option": (["read", "x.xml", "--foo"], "De optie --foo bestaat hier niet."),
    "nearly an option": (["review", "x.xml", "--iteratons", "3"], "Bedoel je --iterations?"),
    "no short option": (["read", "x.xml", "-x"], "De optie -x bestaat hier niet."),
    "no value": (["read", "x.xml", "--json"], "Bij --json hoort een waarde: --json BESTAND|-."),
    "value of a flag": (["read", "x.xml", "--names=ja"], "Bij --names hoort geen waarde."),
    "no number": (["review", "x.xml", "--seed", "twee"], "Bij --seed hoort een geheel getal vanaf 0."),
    "fraction": (["review", "x.xml", "--seed", "1.5"], "Bij --seed hoort een geheel getal vanaf 0."),
    "small number": (
        ["review", "x.xml", "--iterations", "3"],
        "Bij --iterations hoort een geheel getal van 100 tot en met 1.000.000.",
    ),
    "large number": (
        ["schedule", "x.xml", "--paths", "1001"],
        "Bij --paths hoort een geheel getal van 1 tot en met 1.000.",
    ),
    "too many arguments": (["template", "a.xlsx", "b.xlsx"], "Hier is geen plaats voor: b.xlsx."),
    "other language": (["read", "x.xml", "--lang", "fr"], "De taal is nl of en."),
    "other language first": (["--lang", "fr", "read"], "De taal is nl of en."),
    "no command of the toolbox": (["toolbox", "advice"], "Bedoel je advise?"),
    "no key": (["toolbox", "show"], "SLEUTEL ontbreekt."),
    "no minutes": (["toolbox", "list", "--minutes", "0"], "Bij --minutes hoort een geheel getal vanaf 1."),
    "no option before a command": (["--foo", "read"], "De optie --foo bestaat hier niet."),
}


def english_in(text: str) -> list[str]:
    return ENGLISH.findall(NAMES.sub("", text))


@pytest.mark.parametrize("name", ["", *ALL])
def test_help_in_dutch_has_no_english_words_of_the_framework(name: str) -> None:
    ran = run(*name.split(), "--help", locale="nl_NL.UTF-8")

    assert ran.code == 0
    assert ran.out.startswith("Gebruik: rechterhand")
    assert "Toon deze uitleg." in ran.out
    assert english_in(ran.out) == []


@pytest.mark.parametrize("case", WRONG)
def test_usage_error_in_dutch_says_what_is_wrong_and_where_help_is(case: str, tmp_path: Path) -> None:
    arguments, told = WRONG[case]

    ran = run(*arguments, locale="nl_NL.UTF-8", folder=tmp_path)

    lines = ran.err.splitlines()
    assert ran.code == 2
    assert ran.out == ""
    assert told in ran.err
    assert lines[-2].startswith("  Gebruik: rechterhand")
    assert re.fullmatch(r"  Meer uitleg: rechterhand( \w+){0,2} --help", lines[-1])
    assert english_in(ran.err) == []


def test_usage_error_in_english_reads_alike() -> None:
    ran = run("review", "x.xml", "--iteratons", "3")

    assert ran.err.splitlines() == [
        "There is no option --iteratons here.",
        "  Did you mean --iterations?",
        "  Usage: rechterhand review [OPTIONS] PLAN...",
        "  More: rechterhand review --help",
    ]


@pytest.mark.parametrize("arguments", [[], ["--lang", "nl"], ["toolbox"]])
def test_nothing_to_do_shows_the_help(arguments: list[str]) -> None:
    ran = run(*arguments, locale="nl_NL.UTF-8")

    assert ran.code == 2
    assert "Opdrachten:" in ran.err


@pytest.mark.parametrize("arguments", [["--version"], ["--lang", "nl", "--version"]])
def test_the_version_is_told_and_nothing_else(arguments: list[str]) -> None:
    ran = run(*arguments)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"rechterhand {version('rechterhand')}\n"


def test_control_characters_of_an_argument_are_not_shown() -> None:
    ran = run("template", "a.xlsx", "b\x1b[31m.xlsx")

    assert "\x1b" not in ran.err


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_of_help_is_in_the_reference_language(language: str) -> None:
    pages = help_pages("nl" if language == "nl" else "en")

    assert list(pages) == ["rechterhand", *(f"rechterhand {name}" for name in ALL)]
    assert all(bool(english_in(text)) == (language == "en") for text in pages.values())


def test_what_the_system_refuses_is_told_in_dutch(tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text("Taak;Duur\nA;1d\nB;2d\n")

    absent = run("read", "weg.xml", "--lang", "nl", folder=tmp_path)
    folder = run("read", plan, "--json", tmp_path, "--lang", "nl")

    assert absent.err.splitlines()[0] == "Het bestand kan niet worden geopend: het bestaat niet."
    assert absent.err.splitlines()[-1].startswith("  Controleer de naam en de map.")
    assert folder.err.splitlines()[0] == "Het bestand kan niet worden geschreven: het is een map."


def test_help_loads_nothing_that_only_work_needs() -> None:
    """It must be there at once: how long it takes is measured in benchmarks/starting.py."""
    code = "import sys\nfrom contextlib import suppress\nfrom rechterhand.cli.main import group\n"
    code += "sys.argv[1:] = ['review', '--help']\n"
    code += "with suppress(SystemExit): group()()\n"
    code += "sys.stderr.write(' '.join({one.partition('.')[0] for one in sys.modules}))"
    ran = subprocess.run([sys.executable, "-c", code], env=environment("nl_NL.UTF-8"), check=True, capture_output=True)

    assert b"--iterations" in ran.stdout
    assert {"numpy", "numba", "rich", "jpype", "msgspec"} & set(ran.stderr.decode().split()) == set()
