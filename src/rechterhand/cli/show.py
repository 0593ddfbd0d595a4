"""Showing errors and progress on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from rechterhand.cli.language import language, say
from rechterhand.errors import RechterhandError
from rechterhand.text import render
from rechterhand.text.plain import plain, plain_lines

FOR_PROGRAMS = frozenset({"activities"})
"""Where an error is that its message tells in people's words: ids of a file say nothing to them."""

_WITHOUT_CONTROL = frozenset({"dumb", "unknown"})
"""Kinds of terminal that would show control characters as they are."""


def show_error(error: RechterhandError) -> None:
    """What is wrong, where, and what to do."""
    lines = [render(error.message, language())]
    where = {name: value for name, value in error.where.items() if name not in FOR_PROGRAMS}
    if where:
        lines.append("  " + " · ".join(f"{say(f'cli.where.{name}')}: {value}" for name, value in where.items()))
    lines += ["  · " + plain(render(one, language())) for one in error.problems]
    if error.hint is not None:
        lines.append("  " + render(error.hint, language()))
    sys.stderr.write(plain_lines("\n".join(lines)) + "\n")


def stepper() -> Callable[[str], None]:
    """Tells on a terminal which step is under way; elsewhere nothing, nor where a line can't be wiped out."""
    if not sys.stderr.isatty() or os.environ.get("TERM") in _WITHOUT_CONTROL:
        return lambda _: None

    def step(name: str) -> None:
        sys.stderr.write(f"\r\x1b[2K{say(f'cli.step.{name}')}" if name else "\r\x1b[2K")
        sys.stderr.flush()

    return step
