"""Help in the reader's language: what Typer writes of its own accord is English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

from rechterhand.cli.language import say
from rechterhand.cli.wrong import UsageError, Wrong
from rechterhand.text import Message
from rechterhand.text.plain import plain


class Helping:
    """Laid before a class of Typer: usage line, headings, options and wrong arguments in words of our own."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=f"{say('cli.usage')} ")

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Options, then arguments; what may be left out stands in brackets."""
        arguments = (one for one in self.get_params(ctx) if one.param_type_name == "argument")
        told = (one.metavar if one.required else f"[{one.metavar}]" for one in arguments)
        return [say("cli.usage.some"), *told]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments and options with what they mean."""
        for kind in ("argument", "option"):
            rows = [row(one, ctx) for one in self.get_params(ctx) if one.param_type_name == kind]
            if rows:
                with formatter.section(say(f"cli.usage.{kind}s")):
                    formatter.write_dl(rows)

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows this help."""
        option = super().get_help_option(ctx)  # type: ignore[misc]  # what it is laid before has it
        if option is not None:
            option.help = say("cli.option.help")
        return option

    def get_params(self, ctx: Any) -> list[Any]:
        """Options and arguments."""
        found: list[Any] = super().get_params(ctx)  # type: ignore[misc]  # what it is laid before has it
        return found

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Raises a UsageError that knows its command."""
        try:
            rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]  # what it is laid before has it
        except UsageError as error:
            if getattr(error, "ctx", None) is None:
                error.ctx = ctx  # type: ignore[attr-defined]  # Typer leaves it out for some
            raise
        return rest


class Command(Helping, TyperCommand):
    """One command."""

    allow_extra_args = True  # they are refused here, in the reader's language

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Raises Wrong for arguments that the command doesn't take."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise Wrong(Message.of("cli.wrong.too_many", told=plain(" ".join(rest))), ctx)
        return rest


class Group(Helping, TyperGroup):
    """What holds the commands."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Behind the options the place of a command."""
        return [*super().collect_usage_pieces(ctx), say("cli.usage.command")]


def row(one: Any, ctx: Any) -> tuple[str, str]:
    """An option or argument with what it means; its default, its bounds, and whether it must be given."""
    names = ", ".join(sorted(one.opts, key=len))
    if one.param_type_name == "argument":
        names = one.metavar
    elif not one.is_flag:
        names += f" {one.metavar}"
    notes = "; ".join(_notes(one, ctx))
    return names, f"{one.help}  [{notes}]" if notes else one.help


def _notes(one: Any, ctx: Any) -> Iterator[str]:
    default = one.get_default(ctx, call=False)
    if isinstance(default, int) and not isinstance(default, bool):
        yield say("cli.usage.default", number=default)
    if getattr(one, "min", None) is not None:
        key = "cli.usage.from" if one.max is None else "cli.usage.between"
        yield say(key, low=one.min, high=one.max)
    if one.required:
        yield say("cli.usage.required")
