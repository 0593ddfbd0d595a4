"""Puts a backup back into an empty installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rechterhand.cli.language import say
from rechterhand.cli.options import FILE, Lang
from rechterhand.cli.workbench import workbench

File = Annotated[Path, typer.Argument(metavar=FILE, help=say("cli.option.restore_file"), show_default=False)]


def command(file: File, lang: Lang = None) -> int:
    """Restore."""
    count = workbench("restore").restore(file)
    typer.echo(say("cli.restore.done", file=str(file), count=count))
    return 0
