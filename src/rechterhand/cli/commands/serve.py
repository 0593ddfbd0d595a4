"""Starts the workbench: web, background work and database together."""

from __future__ import annotations

from typing import Annotated

import typer

from rechterhand.cli.language import say
from rechterhand.cli.options import NUMBER, Lang
from rechterhand.cli.workbench import workbench

Host = Annotated[str | None, typer.Option("--host", metavar=say("cli.metavar.address"), help=say("cli.option.host"))]
Port = Annotated[int | None, typer.Option("--port", metavar=NUMBER, min=1, max=65_535, help=say("cli.option.port"))]


def command(host: Host = None, port: Port = None, lang: Lang = None) -> int:
    """Serve until stopped."""

    def ready(address: str) -> None:
        typer.echo(say("cli.serve.ready", address=address))

    def begun(folder: str) -> None:
        typer.echo(say("cli.serve.begun", folder=folder))

    return int(workbench("serve").serve(host, port, begun=begun, ready=ready))
