"""Options that several commands share."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from rechterhand.cli.language import say
from rechterhand.text import LANGUAGES

FILE = say("cli.metavar.file")
NUMBER = say("cli.metavar.number")
NAME = say("cli.metavar.name")

Plans = Annotated[
    list[Path], typer.Argument(metavar=say("cli.metavar.plan"), help=say("cli.option.plan"), show_default=False)
]
Json = Annotated[str | None, typer.Option("--json", metavar=f"{FILE}|-", help=say("cli.option.json"))]
Stable = Annotated[bool, typer.Option("--stable", help=say("cli.option.stable"))]


def known_language(told: str | None) -> str | None:
    """Refuse a language that doesn't exist here."""
    if told is not None and told not in LANGUAGES:
        raise typer.BadParameter(say("cli.bad_language"))
    return told


Lang = Annotated[
    str | None, typer.Option("--lang", metavar="nl|en", help=say("cli.option.lang"), callback=known_language)
]
PasswordFile = Annotated[
    Path | None, typer.Option("--password-file", metavar=FILE, help=say("cli.option.password_file"))
]
Mapping = Annotated[Path | None, typer.Option("--mapping", metavar=FILE, help=say("cli.option.mapping"))]
Names = Annotated[bool, typer.Option("--names", help=say("cli.option.names"))]
Iterations = Annotated[
    int, typer.Option("--iterations", metavar=NUMBER, min=100, max=1_000_000, help=say("cli.option.iterations"))
]
Seed = Annotated[int, typer.Option("--seed", metavar=NUMBER, min=0, help=say("cli.option.seed"))]
Threads = Annotated[
    int | None, typer.Option("--threads", metavar=NUMBER, min=1, max=256, help=say("cli.option.threads"))
]
Profile = Annotated[str | None, typer.Option("--profile", metavar=f"{NAME}|{FILE}", help=say("cli.option.profile"))]
Uncertain = Annotated[Path | None, typer.Option("--uncertainty", metavar=FILE, help=say("cli.option.uncertainty"))]
Risks = Annotated[Path | None, typer.Option("--risks", metavar=FILE, help=say("cli.option.risks"))]
History = Annotated[list[Path] | None, typer.Option("--history", metavar=FILE, help=say("cli.option.history"))]
Excuses = Annotated[Path | None, typer.Option("--excuses", metavar=FILE, help=say("cli.option.excuses"))]


def known_day(told: str | None) -> str | None:
    """Refuse what is no day of the calendar."""
    try:
        if told is not None and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", told):
            raise ValueError
        day_of(told, stable=True)
    except ValueError:
        raise typer.BadParameter(say("cli.bad_day")) from None
    return told


Today = Annotated[
    str | None,
    typer.Option("--today", metavar=say("cli.metavar.day"), help=say("cli.option.today"), callback=known_day),
]


def day_of(told: str | None, *, stable: bool) -> date | None:
    """The day of judgement: the one told, else that of the clock; none in a stable run, which is equal on any day."""
    if told is not None:
        return date.fromisoformat(told)
    return None if stable else date.today()


def profile_of(told: str | None, excuses: Path | None, *, names: bool) -> Any:
    """The profile that was asked for; None when neither it nor excuses were. Raises BadInput with every problem."""
    if told is None and excuses is None:
        return None
    from rechterhand.findings.profile import without_people  # noqa: PLC0415 - only when asked
    from rechterhand.findings.profiles.read import read_profile  # noqa: PLC0415 - only when asked

    profile = read_profile(told or "default", excuses=excuses)
    return profile if names else without_people(profile)
