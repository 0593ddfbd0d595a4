"""Holding documents against the schemas that the package hands out."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from jsonschema import Draft202012Validator

from rechterhand.schema.registry import json_schema, json_schemas

COMMANDS = ("read", "schedule", "check", "simulate", "bottlenecks", "remedies", "review", "advise")


def files() -> dict[str, Any]:
    """Every schema by its file's name."""
    return {PurePosixPath(key).name: one for key, one in json_schemas().items()}


def faults(document: Any, command: str) -> list[str]:
    """What of a document doesn't fit its command's schema."""
    validator = Draft202012Validator(json_schema(command))
    return [f"{one.json_path}: {one.message[:300]}" for one in validator.iter_errors(document)]
