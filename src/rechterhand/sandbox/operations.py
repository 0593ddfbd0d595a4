"""What the worker can do: read a project file to JSON, write one, or call a function of this package."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from rechterhand.errors import RechterhandError, TooLarge, UnreadableFile
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
        memory = Message.of("sandbox.out_of_memory")
        return {"error": _told(TooLarge(memory, hint=Message.of("sandbox.out_of_memory_hint")))}
    except Exception as error:  # what no parser foresaw in a damaged file; the worker lives on
        told = f"{type(error).__name__}: {error}"[:200]
        return {
            "error": _told(
                UnreadableFile(Message.of("sandbox.failed", told=told), hint=Message.of("sandbox.died_hint"))
            )
        }


def _call(function: str, arguments: dict[str, Any]) -> Any:
    """Call ``package.module:function`` of this package with keyword arguments."""
    module, _, name = function.partition(":")
    if not module.startswith("rechterhand."):
        raise ValueError(f"{module} is not of this package")
    return getattr(importlib.import_module(module), name)(**arguments)


def _told(error: RechterhandError) -> dict[str, Any]:
    return {
        "code": error.code,
        "message": _written(error.message),
        "where": error.where,
        "hint": _written(error.hint) if error.hint else None,
    }


def _written(value: Any) -> Any:
    """A message with the messages among its values; everything else as number or text."""
    if isinstance(value, Message):
        return {"key": value.key, "values": {name: _written(one) for name, one in value.values.items()}}
    return value if isinstance(value, str | int | float) else str(value)


_PROJECT_OPERATIONS: dict[str, Callable[..., Any]] = {
    "read_project": projects.read,
    "write_project": writing.write,
    "ready": lambda: True,
}
