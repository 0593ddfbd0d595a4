"""The JSON Schema files of the documents, ready to hold a document against.

Each has an ``$id`` of its own, which is a name and no address: nothing is fetched. They refer to one another by it.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from rechterhand.errors import BadInput
from rechterhand.text import Message

COMMANDS = (
    "advise",
    "bottlenecks",
    "check",
    "compare",
    "export",
    "programme",
    "read",
    "remedies",
    "review",
    "schedule",
    "simulate",
    "techniques",
)
"""The documents by name: those of the commands, and of the toolbox ``advise`` and ``techniques``."""


@cache
def _texts() -> dict[str, bytes]:
    folder = resources.files("rechterhand.schema")
    return {one.name: one.read_bytes() for one in folder.iterdir() if Path(one.name).suffix == ".json"}


def json_schemas() -> dict[str, dict[str, Any]]:
    """Every schema by its ``$id``, for a registry of one's own."""
    found = [msgspec.json.decode(text, type=dict[str, Any]) for _, text in sorted(_texts().items())]
    return {one["$id"]: one for one in found}


def json_schema(command: str) -> dict[str, Any]:
    """The schema of a command's document, with those that it refers to inside it.

    Any validator of JSON Schema 2020-12 can use it as it is, without a registry.

    Parameters
    ----------
    command
        ``advise``, ``bottlenecks``, ``check``, ``compare``, ``export``, ``programme``, ``read``, ``remedies``,
        ``review``, ``schedule``, ``simulate`` or ``techniques``.

    Raises
    ------
    BadInput
        When no command of this name writes a document.
    """
    if command not in COMMANDS:
        raise BadInput(Message.of("report.saved.no_document", told=command, known=", ".join(COMMANDS)))
    own = msgspec.json.decode(_texts()[f"{command}.json"], type=dict[str, Any])
    others = {key: one for key, one in json_schemas().items() if key != own["$id"]}
    return own | {"$defs": {**own["$defs"], **others}}
