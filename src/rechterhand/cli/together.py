"""Plans named on the command line that belong together: all are read, then something is made of them as a whole."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rechterhand.cli.language import language, say
from rechterhand.cli.outputs import Documents, Files, Output
from rechterhand.cli.plans import Asked, read_asking, several
from rechterhand.cli.show import Stepper, show_error
from rechterhand.cli.unexpected import told
from rechterhand.errors import RechterhandError
from rechterhand.text import Message
from rechterhand.text.plain import plain


@dataclass(frozen=True)
class Work:
    """What a command does with plans together.

    ``make`` takes the readings in order and who hears the steps; ``document`` gives the whole JSON document, ``show``
    writes it on the terminal.
    """

    command: str
    make: Callable[[list[Any], Callable[[str], None]], Any]
    document: Callable[[Any], dict[str, Any]]
    show: Callable[[Any], None]


def together(asked: Asked, work: Work, outputs: Sequence[Output]) -> int:
    """Read all plans, make something of them, write what was asked for and show it.

    Nothing is made when one of them is refused: the exit code is then 2, the JSON document names the file.
    """
    from rechterhand.intake import Intake  # noqa: PLC0415 - starts the reader
    from rechterhand.intake.choose import refuse_early  # noqa: PLC0415 - loads the readers

    found = several(asked.plans, Message.of("compare.one_version"), hint=Message.of("compare.one_version_hint"))
    beside = Files(outputs, found, many=False)
    with Documents(asked.json, lines=False) as documents, Intake() as intake:
        step = Stepper()
        path = found[-1]
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
                found, readings = _chosen(asked, found, readings)
                path = found[-1]
                made = work.make(readings, step)
        except RechterhandError as error:
            step("")
            error.where = {**error.where, "file": _blamed(error, path, found)}
            show_error(error)
            _refuse(documents, work.command, path, error)
            return 2
        step("")
        if asked.json:
            document = work.document(made)
            document["source"]["file"] = str(found[-1])
            documents.write(_with_paths(document, found))
        beside.write(made, found[-1])
        if asked.json != "-":
            work.show(made)
    return 0


def _chosen(asked: Asked, found: Sequence[Path], readings: Sequence[Any]) -> tuple[list[Path], list[Any]]:
    """Each version in one format, those of a folder in order of their status dates; says what was left out."""
    from rechterhand.versions.doubles import by_status_date, one_format  # noqa: PLC0415 - loads the engine

    places = one_format([one.plan for one in readings])
    out = tuple(str(one) for place, one in enumerate(found) if place not in places)
    if out:
        sys.stderr.write(plain(say("compare.left_out", count=len(out), files=out)) + "\n")
    if len(asked.plans) == 1:
        order = by_status_date([readings[place].plan for place in places])
        places = [places[place] for place in order]
    return [found[place] for place in places], [readings[place] for place in places]


def _blamed(error: RechterhandError, path: Path, found: Sequence[Path]) -> str:
    """The file that is wrong as it was given; its name alone where several have it."""
    name = str(error.where.get("file", path.name))
    if name == path.name and "version" not in error.where:
        return str(path)
    known = [one for one in found if one.name == name]
    return str(known[0]) if len(known) == 1 else name


def _with_paths(document: dict[str, Any], found: Sequence[Path]) -> dict[str, Any]:
    """Files as they were given or found."""
    for one, path in zip(document["versions"], found, strict=True):
        one["file"] = str(path)
    for place, step in enumerate(document.get("steps", ())):
        for one, path in zip(step["versions"], found[place : place + 2], strict=True):
            one["file"] = str(path)
    return document


def _refuse(documents: Documents, command: str, path: Path, error: RechterhandError) -> None:
    from rechterhand.schema.envelope import refusal  # noqa: PLC0415 - only when needed

    documents.write(refusal(command, str(path), error, language()))
