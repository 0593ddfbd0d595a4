"""Shows one technique of the toolbox."""

from __future__ import annotations

from typing import Annotated

import typer

from rechterhand.cli.language import language, say
from rechterhand.cli.options import Lang, OneJson

Key = Annotated[
    str, typer.Argument(metavar=say("cli.metavar.key"), help=say("cli.option.technique"), show_default=False)
]


def command(key: Key, json: OneJson = None, lang: Lang = None) -> int:
    """Show a technique."""
    from rechterhand.cli.outputs import Documents  # noqa: PLC0415 - loaded when called
    from rechterhand.toolbox.choose import named  # noqa: PLC0415 - loaded when called

    one = named(key)
    if json is not None:
        from rechterhand.schema.documents.techniques import techniques_document  # noqa: PLC0415 - only for JSON

        with Documents(json, lines=False) as documents:
            documents.write(techniques_document([one], language()))
    if json != "-":
        from rechterhand.cli.techniques import show_technique  # noqa: PLC0415 - Rich is only needed to show

        show_technique(one)
    return 0
