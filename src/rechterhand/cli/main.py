"""The entry point: finds commands by file name and imports the one that is called."""

from __future__ import annotations

import contextlib
import functools
import importlib
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, cast

import typer

from rechterhand import __version__
from rechterhand.cli import commands
from rechterhand.cli.helping import Command, Group
from rechterhand.cli.language import language, say
from rechterhand.cli.options import known_language
from rechterhand.cli.unexpected import told
from rechterhand.cli.wrong import UsageError, no_command, show_wrong
from rechterhand.errors import RechterhandError
from rechterhand.text import Language


class Commands(Group):
    """Commands by file name; their one-line help comes from the catalogue, without importing them.

    A folder among them holds commands of its own; ``path`` are the names of the folders that lead here.
    """

    path: tuple[str, ...] = ()

    def list_commands(self, ctx: Any) -> list[str]:
        """All commands, in order of their names."""
        folders = [str(Path(one, *self.path)) for one in commands.__path__]
        return sorted(info.name for info in pkgutil.iter_modules(folders))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import one command; None when there is none of that name."""
        return load(*self.path, cmd_name) if cmd_name in self.list_commands(ctx) else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is called. Raises Wrong when there is none of that name."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            raise no_command(args[0], known, ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Options, then commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List commands with their help, unimported."""
        with formatter.section(say("cli.commands")):
            names = self.list_commands(ctx)
            formatter.write_dl([(name, say(f"cli.{'.'.join((*self.path, name))}.short")) for name in names])


def load(*path: str) -> Any:
    """Build the command of one file, or those of one folder."""
    dotted = ".".join(path)
    module = importlib.import_module(f"rechterhand.cli.commands.{dotted}")
    if hasattr(module, "__path__"):
        return _folder(path)
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name=path[-1], cls=Command, help=say(f"cli.{dotted}.help"))(_ending_well(module.command))
    return typer.main.get_command(app)


def _folder(path: tuple[str, ...]) -> Commands:
    app = typer.Typer(cls=Commands, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

    @app.callback(help=say(f"cli.{'.'.join(path)}.help"), invoke_without_command=True)
    def options(ctx: typer.Context) -> None:
        _helped(ctx)

    made = _commands(app)
    made.path = path
    return made


def _helped(ctx: typer.Context) -> None:
    """Who names no command gets the help, as something that went wrong."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help(), err=True)
        raise typer.Exit(2)


def _commands(app: typer.Typer) -> Commands:
    made = typer.main.get_group(app)
    if not isinstance(made, Commands):
        raise TypeError("the command line must know its commands by file name")
    return made


def _ending_well(command: Callable[..., int]) -> Callable[..., None]:
    """The command's number becomes the exit code: 2 for what the user can mend or report, 130 when stopped by hand."""

    @functools.wraps(command)
    def run(**options: Any) -> None:
        try:
            with told():
                code = command(**options)
        except RechterhandError as error:
            from rechterhand.cli.show import show_error  # noqa: PLC0415 - cold path

            show_error(error)
            code = 2
        except KeyboardInterrupt:
            sys.stderr.write("\n" + say("cli.stopped") + "\n")
            code = 130
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 1
        raise typer.Exit(code)

    return run


def _told(asked: bool) -> None:
    """The version, when it is asked for, and nothing else."""
    if asked:
        typer.echo(f"rechterhand {__version__}")
        raise typer.Exit(0)


def group() -> Commands:
    """The whole command line."""
    app = typer.Typer(
        cls=Commands,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback(help=say("cli.help"), invoke_without_command=True)
    def options(
        ctx: typer.Context,
        lang: str | None = typer.Option(
            None, "--lang", metavar="nl|en", help=say("cli.option.lang"), callback=known_language
        ),
        version: bool = typer.Option(False, "--version", is_eager=True, help=say("cli.option.version"), callback=_told),
    ) -> None:
        _helped(ctx)

    return _commands(app)


def help_pages(of: Language) -> dict[str, str]:
    """The help of every command, for the reference."""
    os.environ["LC_ALL"] = of
    language.cache_clear()
    for name in [
        one for one in sys.modules if one.startswith(("rechterhand.cli.commands.", "rechterhand.cli.options"))
    ]:
        del sys.modules[name]  # their texts were written in the language of the first import
    made = group()
    context = made.make_context("rechterhand", ["--help"], resilient_parsing=True, terminal_width=100)
    pages = {"rechterhand": made.get_help(context)}
    return pages | dict(_pages_below(made, context))


def _pages_below(made: Commands, context: Any) -> Iterator[tuple[str, str]]:
    for name in made.list_commands(context):
        one = made.get_command(context, name)
        inner = one.make_context(name, [], parent=context, resilient_parsing=True, terminal_width=100)
        yield inner.command_path, one.get_help(inner)
        if isinstance(one, Commands):
            yield from _pages_below(one, inner)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            cast(TextIOWrapper, stream).reconfigure(encoding="utf-8")
    try:
        code = group().main(prog_name="rechterhand", standalone_mode=False)
    except UsageError as error:
        show_wrong(error)
        code = 2
    except typer.Abort:
        sys.stderr.write("\n" + say("cli.stopped") + "\n")
        code = 130
    sys.exit(code)
