"""Keeps everything of an installation in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rechterhand.cli.language import say
from rechterhand.cli.options import FILE, Lang
from rechterhand.cli.workbench import workbench

File = Annotated[Path, typer.Argument(metavar=FILE, help=say("cli.option.backup_file"), show_default=False)]
Force = Annotated[bool, typer.Option("--force", help=say("cli.option.force"))]


def command(file: File, force: Force = False, lang: Lang = None) -> int:
    """Make a backup."""
    count = workbench("backup").backup(file, force=force)
    typer.echo(say("cli.backup.done", file=str(file), count=count))
    return 0
