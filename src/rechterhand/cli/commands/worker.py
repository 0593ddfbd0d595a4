"""Does background work for a workbench that is served elsewhere."""

from __future__ import annotations

from typing import Annotated

import typer

from rechterhand.cli.language import say
from rechterhand.cli.options import NUMBER, Lang
from rechterhand.cli.workbench import workbench

Processes = Annotated[
    int | None, typer.Option("--processes", metavar=NUMBER, min=1, max=256, help=say("cli.option.processes"))
]


def command(processes: Processes = None, lang: Lang = None) -> int:
    """Work until stopped."""
    return int(workbench("worker").work(processes))
