"""Options that several commands share."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from rechterhand.cli.language import say
from rechterhand.cli.wrong import Wrong
from rechterhand.text import LANGUAGES, Message

FILE = say("cli.metavar.file")
NUMBER = say("cli.metavar.number")
NAME = say("cli.metavar.name")

Plans = Annotated[
    list[Path], typer.Argument(metavar=say("cli.metavar.plan"), help=say("cli.option.plan"), show_default=False)
]
Json = Annotated[str | None, typer.Option("--json", metavar=f"{FILE}|-", help=say("cli.option.json_lines"))]
OneJson = Annotated[str | None, typer.Option("--json", metavar=f"{FILE}|-", help=say("cli.option.json"))]
"""Of a command that makes one document of all its plans."""

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


def known_number(context: typer.Context, told: int) -> int:
    """Refuse a number of futures beside a precision."""
    _not_beside(context, "iterations", "precision")
    return told


def known_seed(context: typer.Context, told: int) -> int:
    """Refuse what has more than 64 bits."""
    if told >= 2**64:
        raise Wrong(Message.of("cli.bad_seed"), context)
    return told


def _not_beside(context: typer.Context, name: str, other: str) -> None:
    """Refuse two options of which each says how many futures there are; whichever is looked at last sees both."""
    sources = [context.get_parameter_source(each) for each in (name, other)]
    if all(source is not None and source.name == "COMMANDLINE" for source in sources):
        raise Wrong(Message.of("cli.precision_of_number"), context)


Iterations = Annotated[
    int,
    typer.Option(
        "--iterations",
        metavar=NUMBER,
        min=100,
        max=1_000_000,
        help=say("cli.option.iterations"),
        callback=known_number,
    ),
]
Seed = Annotated[int, typer.Option("--seed", metavar=NUMBER, min=0, help=say("cli.option.seed"), callback=known_seed)]
Threads = Annotated[
    int | None, typer.Option("--threads", metavar=NUMBER, min=1, max=256, help=say("cli.option.threads"))
]


def known_sampling(told: str) -> str:
    """Refuse a way of drawing that doesn't exist here."""
    if told not in {"random", "latin-hypercube", "sobol"}:
        raise typer.BadParameter(say("cli.bad_sampling"))
    return told


def known_precision(context: typer.Context, told: str | None) -> str | None:
    """Refuse what is no number of working days, and one beside a number of futures."""
    _not_beside(context, "precision", "iterations")
    if told is not None and precision_of(told) is None:
        raise typer.BadParameter(say("cli.bad_precision"))
    return told


def precision_of(told: str | None) -> float | None:
    """Working days: ``0.5d``, ``0,5d`` or the number alone; None where it is none."""
    found = None if told is None else re.fullmatch(r"(\d{1,4}(?:[.,]\d{1,4})?) ?[dD]?", told.strip())
    days = float(found[1].replace(",", ".")) if found else 0.0
    return days if days > 0 else None


Precision = Annotated[
    str | None,
    typer.Option(
        "--precision", metavar=say("cli.metavar.days"), help=say("cli.option.precision"), callback=known_precision
    ),
]
Sampling = Annotated[
    str,
    typer.Option(
        "--sampling", metavar="random|latin-hypercube|sobol", help=say("cli.option.sampling"), callback=known_sampling
    ),
]
ADDRESS = say("cli.metavar.address")
Cluster = Annotated[str | None, typer.Option("--cluster", metavar=ADDRESS, help=say("cli.option.cluster"))]
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


def run_of(
    iterations: int,
    seed: int,
    threads: int | None,
    *,
    sampling: str,
    precision: str | None,
    cluster: str | None,
    step: Any,
) -> Any:
    """The futures that were asked for; ``step`` is told what share of them is done.

    Raises BadInput for a precision of stratified futures, whose number is their own.
    """
    from rechterhand.engine.futures.strata import Sampling as How  # noqa: PLC0415 - loaded when called
    from rechterhand.engine.simulate.run import Run  # noqa: PLC0415 - kernels load while the reader starts
    from rechterhand.errors import BadInput  # noqa: PLC0415 - cold path

    if precision is not None and sampling != "random":
        raise BadInput(Message.of("cli.precision_of_strata"), where={"option": "--precision"})
    return Run(
        iterations,
        seed,
        threads,
        progress=step.share,
        sampling=How(sampling),
        precision=precision_of(precision),
        cluster=cluster,
    )
