"""Reads what the demonstration is made of: the files in ``content/``."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any


def written(name: str) -> dict[str, Any]:
    """A file of ``content/``, by its name without suffix."""
    file = resources.files("rechterhand.demo") / "content" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
