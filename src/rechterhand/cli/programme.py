"""Plans on the command line that are looked at together: all are read, and none is looked at when one is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from rechterhand.cli.language import language
from rechterhand.cli.outputs import Documents, Files
from rechterhand.cli.plans import Asked, read_asking, several
from rechterhand.cli.show import Stepper, show_error
from rechterhand.cli.unexpected import told
from rechterhand.errors import RechterhandError
from rechterhand.text import Message

Make = Callable[[list[Any], list[Path], Any], Any]


def look_together(asked: Asked, make: Make, show: Callable[[Any], None]) -> int:
    """Read all plans, look at them together, write the document that was asked for and show it; the exit code."""
    from rechterhand.intake import Intake  # noqa: PLC0415 - starts the reader
    from rechterhand.intake.choose import refuse_early  # noqa: PLC0415 - loads the readers

    found = several(asked.plans, Message.of("programme.one_plan"), hint=Message.of("programme.one_plan_hint"))
    Files((), (*found, *asked.besides), many=False)
    with Documents(asked.json, lines=False) as documents, Intake() as intake:
        step, path = Stepper(), found[-1]
        try:
            for path in found:
                refuse_early(path)
            intake.warm()
            readings = []
            with told():
                for path in found:
                    step("read")
                    readings.append(read_asking(intake, path, asked))
                step("")
                made = make(readings, found, step)
        except RechterhandError as error:
            step("")
            if "file" not in error.where and len(readings) < len(found):
                error.where = {**error.where, "file": str(path)}
            show_error(error)
            _refuse(documents, path, error)
            return 2
        step("")
        if asked.json:
            documents.write(_document(made, found, readings, stable=asked.stable))
        if asked.json != "-":
            show(made)
    return 0


def _document(made: Any, found: list[Path], readings: list[Any], *, stable: bool) -> dict[str, Any]:
    from rechterhand.schema.documents.programme import programme_document  # noqa: PLC0415 - only for JSON
    from rechterhand.schema.envelope import envelope  # noqa: PLC0415 - only for JSON

    source = readings[-1].source
    head = envelope("programme", source, made.assumptions, made.timings, language=language(), stable=stable)
    head["source"]["file"] = str(found[-1])
    plans = [
        {"file": str(path), "format": one.source.format, "sha256": one.source.sha256}
        for path, one in zip(found, readings, strict=True)
    ]
    return head | {"plans": plans} | programme_document(made, language())


def _refuse(documents: Documents, path: Path, error: RechterhandError) -> None:
    from rechterhand.schema.envelope import refusal  # noqa: PLC0415 - only when needed

    documents.write(refusal("programme", str(path), error, language()))
