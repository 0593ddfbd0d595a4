"""Writes an empty plan, uncertainty table, risk register or file of circumstances to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rechterhand.cli.language import language, say
from rechterhand.cli.options import FILE, Lang

File = Annotated[
    Path, typer.Argument(metavar=f"{FILE}.xlsx|.yaml", help=say("cli.option.template_file"), show_default=False)
]
Force = Annotated[bool, typer.Option("--force", help=say("cli.option.force"))]
CIRCUMSTANCES = "circumstances"
KINDS = ("plan", "uncertainty", "risks", CIRCUMSTANCES)


def _known(told: str | None) -> str | None:
    """Refuse what no form is made of."""
    if told is not None and told not in KINDS:
        raise typer.BadParameter(say("cli.template.bad_kind"))
    return told


Kind = Annotated[
    str | None, typer.Option("--kind", metavar="|".join(KINDS), help=say("cli.option.template_kind"), callback=_known)
]


def command(file: File, kind: Kind = None, force: Force = False, lang: Lang = None) -> int:
    """Write a template."""
    from rechterhand.cli.outputs import write_file  # noqa: PLC0415 - loaded when called
    from rechterhand.errors import BadInput  # noqa: PLC0415 - loaded when called
    from rechterhand.text import Message  # noqa: PLC0415 - loaded when called

    suffix = file.suffix.lower()
    kind = kind or (CIRCUMSTANCES if suffix in {".yaml", ".yml"} else "plan")
    if suffix not in ({".yaml", ".yml"} if kind == CIRCUMSTANCES else {".xlsx"}):
        raise BadInput(Message.of("cli.template.suffix"), where={"file": str(file)})
    if file.exists() and not force:
        raise BadInput(
            Message.of("cli.template.exists"), where={"file": str(file)}, hint=Message.of("cli.template.exists_hint")
        )
    write_file(file, _made(kind))
    typer.echo(say("cli.template.written", file=str(file)))
    return 0


def _made(kind: str) -> bytes:
    if kind == "plan":
        from rechterhand.intake.tables.template import template  # noqa: PLC0415 - loaded when called

        return template(language())
    if kind == CIRCUMSTANCES:
        from rechterhand.toolbox.form import form  # noqa: PLC0415 - loaded when called

        return form(language()).encode()
    from rechterhand.registers import template as forms  # noqa: PLC0415 - loaded when called

    return forms.template("risks" if kind == "risks" else "uncertainty", language())
