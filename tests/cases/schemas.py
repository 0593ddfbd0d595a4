"""The JSON Schema files of the package, ready to hold documents against."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

COMMANDS = ("read", "schedule", "check", "review")


@cache
def files() -> dict[str, Any]:
    """Every schema by its file's name."""
    folder = resources.files("rechterhand.schema")
    found = [one for one in folder.iterdir() if Path(one.name).suffix == ".json"]
    return {one.name: json.loads(one.read_text(encoding="utf-8")) for one in found}


def faults(document: Any, command: str) -> list[str]:
    """What of a document doesn't fit its command's schema."""
    registry: Any = Registry().with_resources(
        [(name, Resource.from_contents(contents)) for name, contents in files().items()]
    )
    validator = Draft202012Validator(files()[f"{command}.json"], registry=registry)
    return [f"{one.json_path}: {one.message[:300]}" for one in validator.iter_errors(document)]
