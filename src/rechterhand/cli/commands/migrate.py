"""Brings the database to the form that this release needs."""

from __future__ import annotations

import typer

from rechterhand.cli.language import say
from rechterhand.cli.options import Lang
from rechterhand.cli.workbench import workbench


def command(lang: Lang = None) -> int:
    """Migrate."""
    typer.echo(say("cli.migrate.done", count=workbench("migrate").migrate()))
    return 0
