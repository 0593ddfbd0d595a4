"""Showing errors and progress on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable

from rechterhand.cli.language import language, say
from rechterhand.errors import RechterhandError
from rechterhand.text import render

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


def stepper() -> Callable[[str], None]:
    """Tells on a terminal which step is under way; elsewhere nothing."""
    if not sys.stderr.isatty():
        return lambda _: None

    def step(name: str) -> None:
        sys.stderr.write(f"\r\x1b[2K{say(f'cli.step.{name}')}" if name else "\r\x1b[2K")
        sys.stderr.flush()

    return step
