"""A command line that can't be understood: what is wrong with it, and where its help is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import typer

from rechterhand.cli.language import language, say
from rechterhand.text import Message, render
from rechterhand.text.plain import plain

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What Typer raises for a wrong command line; it exports some of the children alone."""


class Wrong(typer.BadParameter):
    """A wrong command line that we found ourselves."""

    def __init__(self, told: Message, ctx: Any = None, hint: Message | None = None) -> None:
        super().__init__(render(told, language()), ctx=ctx)
        self.told = told
        self.hint = hint


def no_command(name: str, known: list[str], ctx: Any) -> Wrong:
    """There is no command of this name."""
    from difflib import get_close_matches  # noqa: PLC0415 - cold path

    near = get_close_matches(name, known, n=1)
    hint = (
        Message.of("cli.wrong.meant", known=tuple(near))
        if near
        else Message.of("cli.wrong.commands", known=tuple(known))
    )
    return Wrong(Message.of("cli.wrong.command", told=plain(name)), ctx, hint)


def show_wrong(error: Exception) -> None:
    """What is wrong, what may have been meant, how the command is used, and where its help is."""
    lines = list(_told(error))
    ctx = getattr(error, "ctx", None)
    if ctx is not None:
        lines += [f"  {line}" for line in ctx.get_usage().splitlines()]
        lines.append("  " + say("cli.wrong.help", told=f"{ctx.command_path} --help"))
    sys.stderr.write("\n".join(lines) + "\n")


def _told(error: Exception) -> Iterator[str]:
    if isinstance(error, Wrong):
        yield render(error.told, language())
        if error.hint is not None:
            yield "  " + render(error.hint, language())
        return
    known: Any = error
    kind = type(error).__name__
    if kind == "NoSuchOption":
        yield say("cli.wrong.option", told=plain(known.option_name))
        if known.possibilities:
            yield "  " + say("cli.wrong.meant", known=tuple(known.possibilities[:1]))
    elif kind == "BadOptionUsage":
        yield _value(known)
    elif kind == "MissingParameter":
        yield say("cli.wrong.missing", told=_name(known.param))
    elif kind == "BadParameter":
        yield _unfit(known)
    else:
        yield plain(known.format_message())


def _value(error: Any) -> str:
    """An option that lacks its value, or has one that it doesn't take."""
    params = error.ctx.command.get_params(error.ctx)
    option = next(one for one in params if error.option_name in one.opts)
    if option.is_flag:
        return say("cli.wrong.no_value", told=error.option_name)
    return say("cli.wrong.value", told=error.option_name, wanted=option.metavar)


def _unfit(error: Any) -> str:
    """A number out of its bounds or no number at all; else the reason that we gave ourselves."""
    param = error.param
    if getattr(param, "min", None) is None:
        return f"{_name(param)}: {error.message}"
    key = "cli.wrong.number_from" if param.max is None else "cli.wrong.number"
    return say(key, told=_name(param), low=param.min, high=param.max)


def _name(param: Any) -> str:
    return str(param.metavar).rstrip(".") if param.param_type_name == "argument" else str(param.opts[-1])
