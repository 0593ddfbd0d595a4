"""Mistakes of the program itself: told in a line that can be reported, with the file on which they happened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from rechterhand.cli.wrong import UsageError
from rechterhand.errors import RechterhandError, Unexpected
from rechterhand.text import Message

DEBUG = "RECHTERHAND_DEBUG"
"""Set to 1 in the environment: the whole traceback comes out instead."""

_KNOWN: tuple[type[Exception], ...] = (RechterhandError, BrokenPipeError, UsageError, typer.Exit, typer.Abort)


@contextmanager
def told() -> Iterator[None]:
    """Make of any error that nobody foresaw one that a user can read. Raises Unexpected."""
    try:
        yield
    except _KNOWN:
        raise
    except Exception as error:
        if os.environ.get(DEBUG) == "1":
            raise
        message = Message.of("cli.unexpected", kind=type(error).__name__, place=_place(error))
        raise Unexpected(message, hint=Message.of("cli.unexpected_hint")) from error


def _place(error: BaseException) -> str:
    """The last line of ours that was reached: 'engine/schedule/result.py:33'."""
    package, found, at = Path(__file__).parents[1], "?", error.__traceback__
    while at is not None:
        path = Path(at.tb_frame.f_code.co_filename)
        if path.is_relative_to(package):
            found = f"{path.relative_to(package).as_posix()}:{at.tb_lineno}"
        at = at.tb_next
    return found
