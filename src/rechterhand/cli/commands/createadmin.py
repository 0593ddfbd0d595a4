"""Makes an administrator of the installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rechterhand.cli.language import say
from rechterhand.cli.options import FILE, NAME, Lang
from rechterhand.cli.workbench import workbench

Name = Annotated[str | None, typer.Option("--name", metavar=NAME, help=say("cli.option.admin_name"))]
Password = Annotated[
    Path | None, typer.Option("--password-file", metavar=FILE, help=say("cli.option.admin_password_file"))
]


def command(name: Name = None, password_file: Password = None, lang: Lang = None) -> int:
    """Make an administrator."""
    entry = workbench("createadmin")
    told = name or typer.prompt(say("cli.createadmin.name"))
    password = entry.password_in(password_file) if password_file else _asked()
    entry.create(told, password)
    typer.echo(say("cli.createadmin.done", name=told))
    return 0


def _asked() -> str:
    return str(
        typer.prompt(say("cli.createadmin.password"), hide_input=True, confirmation_prompt=say("cli.createadmin.again"))
    )
