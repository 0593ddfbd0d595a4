"""Reads a plan and says what was understood of it."""

from __future__ import annotations

from typing import Any

import typer

from rechterhand.cli.language import language, say
from rechterhand.cli.options import Json, Lang, Mapping, Names, PasswordFile, Plans, Stable
from rechterhand.cli.plans import Asked, Work, each


def command(
    plans: Plans,
    json: Json = None,
    stable: Stable = False,
    lang: Lang = None,
    password_file: PasswordFile = None,
    mapping: Mapping = None,
    names: Names = False,
) -> int:
    """Read plans."""
    from rechterhand.schema.documents import read_document  # noqa: PLC0415 - loaded when called
    from rechterhand.schema.envelope import envelope  # noqa: PLC0415 - loaded when called

    def document(reading: Any) -> dict[str, Any]:
        head = envelope(
            "read", reading.source, reading.assumptions, reading.timings, language=language(), stable=stable
        )
        return head | read_document(reading)

    def show(reading: Any) -> None:
        counts = read_document(reading)["counts"]
        typer.echo(say("cli.read.counts", name=reading.plan.name, format=reading.source.format, **counts))
        for one in reading.not_understood:
            typer.echo("  " + say("cli.read.not_understood", field=one.field, times=one.count, example=one.example))

    asked = Asked(plans, json, stable, password_file, mapping, names)
    return each(asked, Work("read", _read, document, show))


def _read(path: Any, *, intake: Any, step: Any, **options: Any) -> Any:
    step("read")
    return intake.read(path, **options)
