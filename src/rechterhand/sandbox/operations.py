"""What the worker can do: read a project file to JSON, write one, or call a function of this package."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from rechterhand.errors import RechterhandError
from rechterhand.sandbox import java, projects, writing
from rechterhand.text import Message


def perform(operation: str, arguments: dict[str, Any], heap_megabytes: int) -> dict[str, Any]:
    """Do an operation; the answer holds ``result`` or ``error``."""
    try:
        if operation == "call":
            return {"result": _call(**arguments)}
        java.start(heap_megabytes)
        return {"result": _PROJECT_OPERATIONS[operation](**arguments)}
    except RechterhandError as error:
        return {"error": _told(error)}
    except MemoryError:
        return {"error": {"code": "too_large", "key": "sandbox.out_of_memory", "hint": "sandbox.out_of_memory_hint"}}
    except Exception as error:  # what no parser foresaw in a damaged file; the worker lives on
        told = f"{type(error).__name__}: {error}"[:200]
        return {
            "error": {
                "code": "unreadable_file",
                "key": "sandbox.failed",
                "values": {"told": told},
                "hint": "sandbox.died_hint",
            }
        }


def _call(function: str, arguments: dict[str, Any]) -> Any:
    """Call ``package.module:function`` of this package with keyword arguments."""
    module, _, name = function.partition(":")
    if not module.startswith("rechterhand."):
        raise ValueError(f"{module} is not of this package")
    return getattr(importlib.import_module(module), name)(**arguments)


def _told(error: RechterhandError) -> dict[str, Any]:
    values = {
        name: value if isinstance(value, str | int | float) else str(value)
        for name, value in error.message.values.items()
    }
    hint: Message | None = error.hint
    return {
        "code": error.code,
        "key": error.message.key,
        "values": values,
        "where": error.where,
        "hint": hint.key if hint else None,
    }


_PROJECT_OPERATIONS: dict[str, Callable[..., Any]] = {
    "read_project": projects.read,
    "write_project": writing.write,
    "ready": lambda: True,
}
