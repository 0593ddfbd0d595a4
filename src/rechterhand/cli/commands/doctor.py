"""Examines the installation: what is wrong, and how to mend it."""

from __future__ import annotations

import typer

from rechterhand.cli.language import language, say
from rechterhand.cli.options import Lang
from rechterhand.cli.workbench import workbench

SIGNS = {"good": "✓", "warning": "!", "wrong": "✗"}


def command(lang: Lang = None) -> int:
    """Examine; 1 when something is wrong."""
    from rechterhand.text import render  # noqa: PLC0415 - loaded when called

    found = workbench("doctor").examined()
    for one in found:
        typer.echo(f"{SIGNS[one.state]} {render(one.told, language())}")
        if one.mend is not None:
            typer.echo(f"  → {render(one.mend, language())}")
    wrong = sum(one.state == "wrong" for one in found)
    typer.echo(say("cli.doctor.wrong", count=wrong) if wrong else say("cli.doctor.well"))
    return 1 if wrong else 0
