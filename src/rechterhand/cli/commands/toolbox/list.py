"""Lists the techniques of the toolbox."""

from __future__ import annotations

from typing import Annotated

import typer

from rechterhand.cli.language import language, say
from rechterhand.cli.options import NUMBER, Lang, OneJson

WORD = say("cli.metavar.word")
Answers = Annotated[str | None, typer.Option("--answers", metavar=WORD, help=say("cli.option.answers"))]
Phase = Annotated[str | None, typer.Option("--phase", metavar=WORD, help=say("cli.option.fits_phase"))]
Size = Annotated[str | None, typer.Option("--size", metavar=WORD, help=say("cli.option.fits_size"))]
Place = Annotated[str | None, typer.Option("--place", metavar=WORD, help=say("cli.option.fits_place"))]
Method = Annotated[str | None, typer.Option("--method", metavar=WORD, help=say("cli.option.fits_method"))]
Minutes = Annotated[int | None, typer.Option("--minutes", metavar=NUMBER, min=1, help=say("cli.option.minutes"))]


def command(
    answers: Answers = None,
    phase: Phase = None,
    size: Size = None,
    place: Place = None,
    method: Method = None,
    minutes: Minutes = None,
    json: OneJson = None,
    lang: Lang = None,
) -> int:
    """List techniques."""
    from rechterhand.cli.outputs import Documents  # noqa: PLC0415 - loaded when called
    from rechterhand.toolbox.choose import matching  # noqa: PLC0415 - loaded when called

    asked = {"phase": phase, "size": size, "place": place, "method": method}
    found = matching(answers, {key: one for key, one in asked.items() if one is not None}, minutes)
    if json is not None:
        from rechterhand.schema.documents.techniques import techniques_document  # noqa: PLC0415 - only for JSON

        with Documents(json, lines=False) as documents:
            documents.write(techniques_document(found, language()))
    if json != "-":
        from rechterhand.cli.techniques import show_list  # noqa: PLC0415 - Rich is only needed to show

        show_list(found)
    return 0
