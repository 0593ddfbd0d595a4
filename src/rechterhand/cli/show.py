"""Showing errors and progress on standard error."""

from __future__ import annotations

import os
import sys

from rechterhand.cli.language import language, say
from rechterhand.errors import RechterhandError
from rechterhand.text import render
from rechterhand.text.plain import plain, plain_lines

FOR_PROGRAMS = frozenset({"activities"})
"""Where an error is that its message tells in people's words: ids of a file say nothing to them."""

_WITHOUT_CONTROL = frozenset({"dumb", "unknown"})
"""Kinds of terminal that would show control characters as they are."""

BAR = 20
"""Parts of the bar of progress."""


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


class Stepper:
    """Tells on a terminal which step is under way and what share of it is done; elsewhere nothing, nor where a line
    can't be wiped out.
    """

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty() and os.environ.get("TERM") not in _WITHOUT_CONTROL
        self._name = ""
        self._told = -1

    def __call__(self, name: str) -> None:
        """Begin a step; an empty name ends the last one."""
        self._name, self._told = name, -1
        self._write(say(f"cli.step.{name}") if name else "")

    def share(self, done: float) -> None:
        """Say what share of the step is done, as a bar."""
        parts = int(done * BAR)
        if self._name and parts != self._told:
            self._told = parts
            self._write(f"{say(f'cli.step.{self._name}')} {'█' * parts}{'░' * (BAR - parts)} {int(done * 100)} %")

    def _write(self, words: str) -> None:
        if self._shown:
            sys.stderr.write(f"\r\x1b[2K{words}")
            sys.stderr.flush()
