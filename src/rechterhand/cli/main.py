"""The entry point: finds commands by file name and imports the one that is called."""

from __future__ import annotations

import contextlib
import importlib
import os
import pkgutil
import sys
from typing import Any

import click
import typer

from rechterhand.cli import commands
from rechterhand.cli.language import language, say
from rechterhand.errors import RechterhandError
from rechterhand.text import Language


class Commands(click.Group):
    """Commands by file name; their one-line help comes from the catalogue, without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in order of their names."""
        return sorted(info.name for info in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        return load(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List commands with their help, unimported."""
        with formatter.section(say("cli.commands")):
            formatter.write_dl([(name, say(f"cli.{name}.short")) for name in self.list_commands(ctx)])


def load(name: str) -> click.Command:
    """Build the click command of one file."""
    module = importlib.import_module(f"rechterhand.cli.commands.{name}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name=name, help=say(f"cli.{name}.help"))(module.command)
    return typer.main.get_command(app)


def group() -> click.Group:
    """The whole command line."""
    made = Commands(name="rechterhand", help=say("cli.help"), context_settings={"help_option_names": ["-h", "--help"]})
    made.params.append(
        click.Option(["--lang"], type=click.Choice(["nl", "en"]), help=say("cli.option.lang"), expose_value=False)
    )
    return made


def help_pages(of: Language) -> dict[str, str]:
    """The help of every command, for the reference."""
    os.environ["LC_ALL"] = of
    language.cache_clear()
    made = group()
    context = click.Context(made, info_name="rechterhand", terminal_width=100)
    pages = {"rechterhand": made.get_help(context)}
    for name in made.list_commands(context):
        one = load(name)
        pages[f"rechterhand {name}"] = one.get_help(
            click.Context(one, info_name=name, parent=context, terminal_width=100)
        )
    return pages


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; the exit code is 2 for what the user can mend, 130 when stopped by hand."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr] - not every stream can
    try:
        code = group().main(args=arguments, prog_name="rechterhand", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        print(say("cli.stopped"), file=sys.stderr)  # noqa: T201 - the command line's own voice
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except RechterhandError as error:
        from rechterhand.cli.show import show_error  # noqa: PLC0415 - cold path

        show_error(error)
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)
