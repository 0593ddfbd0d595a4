"""The way from the command line to the workbench: by dotted name, so that plain installations work without it."""

from __future__ import annotations

import importlib
from typing import Any

from rechterhand.errors import BadInput
from rechterhand.text import Message


def workbench(entry: str) -> Any:
    """The module that carries out a command. Raises BadInput when this installation has no workbench."""
    try:
        return importlib.import_module(f"rechterhand.web.project.entry.{entry}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("rechterhand"):
            raise
        raise BadInput(
            Message.of("cli.no_workbench", name=error.name or ""), hint=Message.of("cli.no_workbench.hint")
        ) from error
