"""Plans named on the command line: files and folders, one after another, each refused on its own."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rechterhand.cli.language import language, say
from rechterhand.cli.show import show_error, stepper, write_document
from rechterhand.errors import BadInput, NoTable, PasswordNeeded, RechterhandError
from rechterhand.text import Message

_REGISTERS = frozenset({".csv", ".tsv"})
"""In a folder these are more often something else than a plan."""


@dataclass(frozen=True)
class Asked:
    """What every command that takes plans was asked."""

    plans: Sequence[Path]
    json: str | None = None
    stable: bool = False
    password_file: Path | None = None
    mapping: Path | None = None
    names: bool = False


class Discreet:
    """A reader that takes people's names out of what it reads."""

    def __init__(self, intake: Any) -> None:
        self._intake = intake

    def warm(self) -> None:
        """Start reading without waiting."""
        self._intake.warm()

    def read(self, path: Path, **options: Any) -> Any:
        """Read one file; roles stand where people's names stood."""
        from rechterhand.intake.discreet import discreet  # noqa: PLC0415 - loaded while the reader starts

        return discreet(self._intake.read(path, **options))


def files(plans: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Every file, and whether a reader knows its suffix; folders are walked in name order."""
    from rechterhand.intake.choose import suffixes  # noqa: PLC0415 - loads the readers

    for plan in plans:
        if not plan.is_dir():
            yield plan, True
            continue
        for path in sorted(plan.rglob("*")):
            if path.is_file():
                yield path, path.suffix.lower() in suffixes()


def each(
    asked: Asked,
    command: str,
    make: Callable[..., Any],
    document: Callable[[Any], dict[str, Any]],
    show: Callable[[Any], None],
) -> int:
    """Make something of every plan and show it or write its JSON; the exit code (2 when one was refused).

    ``make`` takes the path, ``password``, ``mapping``, ``intake`` and ``step``; ``document`` gives the whole JSON
    document.
    """
    from rechterhand.intake import Intake  # noqa: PLC0415 - starts the reader
    from rechterhand.schema.envelope import refusal  # noqa: PLC0415 - only when needed

    found = list(files(asked.plans))
    many = len(asked.plans) > 1 or any(plan.is_dir() for plan in asked.plans)
    documents: list[dict[str, Any]] = []
    code = 0
    step = stepper()
    with Intake() as intake:
        intake.warm()
        for path, known in found:
            if not known:
                sys.stderr.write(say("cli.skipped", file=str(path)) + "\n")
                continue
            try:
                made = _make(make, path, asked, intake, step)
            except RechterhandError as error:
                step("")
                if isinstance(error, NoTable) and path not in asked.plans and path.suffix.lower() in _REGISTERS:
                    sys.stderr.write(say("cli.skipped", file=str(path)) + "\n")
                    continue
                code = 2
                if error.where.get("file", path.name) == path.name:
                    error.where = {**error.where, "file": str(path)}
                show_error(error)
                documents.append(refusal(command, str(path), error, language()))
                continue
            step("")
            if asked.json:
                documents.append(_with_path(document(made), path))
            if asked.json != "-":
                if many:
                    sys.stdout.write(f"\n— {path}\n")
                show(made)
    if asked.json:
        write_document(asked.json, list(documents), lines=many)
    return code


def _with_path(document: dict[str, Any], path: Path) -> dict[str, Any]:
    """The file as it was given or found."""
    document["source"]["file"] = str(path)
    return document


def _make(make: Callable[..., Any], path: Path, asked: Asked, intake: Any, step: Callable[[str], None]) -> Any:
    password = password_of(asked.password_file)
    options = {"mapping": asked.mapping, "intake": intake if asked.names else Discreet(intake), "step": step}
    try:
        return make(path, password=password, **options)
    except PasswordNeeded:
        if password is not None or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
    step("")
    return make(path, password=getpass.getpass(say("cli.password", file=path.name) + " "), **options)


def password_of(path: Path | None) -> str | None:
    """The first line of a password file. Raises BadInput when it can't be read."""
    if path is None:
        return None
    try:
        return path.read_text(encoding="utf-8").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise BadInput(Message.of("cli.bad_password_file"), where={"file": str(path)}) from error
