"""Showing errors and progress on standard error, and documents on standard output or in a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rechterhand.cli.language import language, say
from rechterhand.errors import BadInput, RechterhandError
from rechterhand.text import Message, render

_CONTROL = {code: None for code in (*range(32), *range(127, 160)) if code not in {9, 10}}


def clean(text: str) -> str:
    """Text from a file without control characters: a terminal would obey them."""
    return text.translate(_CONTROL)


def show_error(error: RechterhandError) -> None:
    """What is wrong, where, and what to do."""
    lines = [render(error.message, language())]
    if error.where:
        lines.append("  " + " · ".join(f"{say(f'cli.where.{name}')}: {value}" for name, value in error.where.items()))
    if error.hint is not None:
        lines.append("  " + render(error.hint, language()))
    sys.stderr.write(clean("\n".join(lines)) + "\n")


def write_document(target: str, documents: list[Mapping[str, Any]], *, lines: bool) -> None:
    """Write JSON to a file, or to standard output for '-'; one document, or JSON Lines. Raises BadInput when it can't
    be written.
    """
    from rechterhand.schema.envelope import to_bytes  # noqa: PLC0415 - only when JSON was asked for

    data = b"".join(to_bytes(one, lines=lines) for one in documents)
    if target == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    else:
        write_file(Path(target), data)


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file or nothing. Raises BadInput when it can't be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".part")
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        raise BadInput(Message.of("cli.cannot_write", told=str(error.strerror)), where={"file": str(path)}) from error


def stepper() -> Callable[[str], None]:
    """Tells on a terminal which step is under way; elsewhere nothing."""
    if not sys.stderr.isatty():
        return lambda _: None

    def step(name: str) -> None:
        sys.stderr.write(f"\r\x1b[2K{say(f'cli.step.{name}')}" if name else "\r\x1b[2K")
        sys.stderr.flush()

    return step
