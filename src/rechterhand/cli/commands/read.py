"""Reads a plan and says what was understood of it."""

from __future__ import annotations

from typing import Any

from rechterhand.cli.language import language
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

    def document(reading: Any) -> dict[str, Any]:
        from rechterhand.schema.documents.read import read_document  # noqa: PLC0415 - kernels load while the reader starts
        from rechterhand.schema.envelope import envelope  # noqa: PLC0415 - kernels load while the reader starts

        head = envelope(
            "read", reading.source, reading.assumptions, reading.timings, language=language(), stable=stable
        )
        return head | read_document(reading, language())

    def show(reading: Any) -> None:
        from rechterhand.cli.report import show_report  # noqa: PLC0415 - loaded when called
        from rechterhand.schema.documents.read import read_document  # noqa: PLC0415 - kernels load while the reader starts

        show_report(reading, read_document(reading)["counts"], language())

    asked = Asked(plans, json, stable, password_file, mapping, names)
    return each(asked, Work("read", _read, document, show))


def _read(path: Any, *, intake: Any, step: Any, **options: Any) -> Any:
    step("read")
    intake.warm()
    import rechterhand.schema.documents.read  # noqa: F401, PLC0415 - kernels load while the reader starts

    return intake.read(path, **options)
