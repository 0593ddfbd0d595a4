"""Plans named on the command line: files and folders, one after another, each refused on its own."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rechterhand.cli.language import language, say
from rechterhand.cli.outputs import Documents, Files, Output
from rechterhand.cli.show import Stepper, show_error
from rechterhand.cli.unexpected import told
from rechterhand.errors import BadInput, NoTable, PasswordNeeded, PasswordRefused, RechterhandError, Unexpected
from rechterhand.text import Message
from rechterhand.text.plain import plain

TRIES = 3
"""How often a password may be typed."""

_REGISTERS = frozenset({".csv", ".tsv"})
"""In a folder these are more often something else than a plan."""


@dataclass(frozen=True)
class Asked:
    """What every command that takes plans was asked; ``besides`` are other files that are read, never written over."""

    plans: Sequence[Path]
    json: str | None = None
    stable: bool = False
    password_file: Path | None = None
    mapping: Path | None = None
    names: bool = False
    besides: Sequence[Path] = ()


@dataclass(frozen=True)
class Work:
    """What a command does with each plan.

    ``make`` takes the path, ``password``, ``mapping``, ``intake`` and ``step``; ``document`` gives the whole JSON
    document of what was made, ``show`` writes it on the terminal.
    """

    command: str
    make: Callable[..., Any]
    document: Callable[[Any], dict[str, Any]]
    show: Callable[[Any], None]


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


def several(plans: Sequence[Path], too_few: Message, *, hint: Message) -> list[Path]:
    """The files that belong together; what no reader knows is passed over aloud. Raises BadInput for fewer than two."""
    found = []
    for path, known in files(plans):
        if known:
            found.append(path)
        else:
            sys.stderr.write(plain(say("cli.skipped", file=str(path))) + "\n")
    if len(found) < 2:
        raise BadInput(too_few, where={"file": ", ".join(map(str, plans))}, hint=hint)
    return found


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


def each(asked: Asked, work: Work, outputs: Sequence[Output] = ()) -> int:
    """Make something of every plan, write what was asked for and show it; the exit code (2 when one was refused).

    Files are written before the terminal gets its share: who closes the pipe loses nothing.
    """
    from rechterhand.intake import Intake  # noqa: PLC0415 - starts the reader
    from rechterhand.intake.choose import refuse_early  # noqa: PLC0415 - loads the readers

    password = password_of(asked.password_file)
    found = list(files(asked.plans))
    many = len(asked.plans) > 1 or any(plan.is_dir() for plan in asked.plans)
    if not any(known for _, known in found):
        raise BadInput(Message.of("cli.no_plans"), where={"file": ", ".join(map(str, asked.plans))})
    beside = Files(outputs, (*(path for path, _ in found), *asked.besides), many=many)
    code = 0
    with Documents(asked.json, lines=many) as documents, Intake() as intake:
        for path, known in found:
            if not known:
                sys.stderr.write(plain(say("cli.skipped", file=str(path))) + "\n")
                continue
            try:
                refuse_early(path)
                intake.warm()
                with told():
                    made = _make(work.make, path, asked, intake, password)
                    document = _with_path(work.document(made), path) if asked.json else None
            except RechterhandError as error:
                if isinstance(error, NoTable) and path not in asked.plans and path.suffix.lower() in _REGISTERS:
                    sys.stderr.write(plain(say("cli.skipped", file=str(path))) + "\n")
                    continue
                code = 2
                if error.where.get("file", path.name) == path.name:
                    error.where = {**error.where, "file": str(path)}
                show_error(error)
                _refuse(documents, work.command, path, error)
                continue
            if document is not None:
                documents.write(document)
            try:
                with told():
                    beside.write(made, path)
                    _show(work, made, path if many else None, asked)
            except Unexpected as error:
                code = 2
                error.where["file"] = str(path)
                show_error(error)
    return code


def _show(work: Work, made: Any, path: Path | None, asked: Asked) -> None:
    """Write on the terminal what was made, of several files under the name of each."""
    if asked.json == "-":
        return
    if path is not None:
        sys.stdout.write("\n" + plain(f"— {path}") + "\n")
    work.show(made)


def _refuse(documents: Documents, command: str, path: Path, error: RechterhandError) -> None:
    from rechterhand.schema.envelope import refusal  # noqa: PLC0415 - only when needed

    documents.write(refusal(command, str(path), error, language()))


def _with_path(document: dict[str, Any], path: Path) -> dict[str, Any]:
    """The file as it was given or found."""
    document["source"]["file"] = str(path)
    if document.get("against"):
        document["against"]["compare"]["versions"][1]["file"] = str(path)
    return document


def _make(make: Callable[..., Any], path: Path, asked: Asked, intake: Any, password: str | None) -> Any:
    step = Stepper()
    options = {"mapping": asked.mapping, "intake": intake if asked.names else Discreet(intake), "step": step}
    try:
        return make(path, password=password, **options)
    except PasswordNeeded:
        if password is not None or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
    finally:
        step("")
    return _asked(lambda typed: make(path, password=typed, **options), path, step)


def _asked(read: Callable[[str], Any], path: Path, step: Callable[[str], None]) -> Any:
    """Ask for the password on the terminal; a wrong one may be mended twice."""
    question = say("cli.password", file=plain(path.name))
    for left in range(TRIES - 1, -1, -1):
        try:
            return read(getpass.getpass(question + " "))
        except PasswordRefused as error:
            if left == 0 or error.message.key != "intake.password_wrong":
                raise
            question = say("cli.password_again", count=left)
        finally:
            step("")
    raise PasswordNeeded(Message.of("intake.password_needed"))


def read_asking(intake: Any, path: Path, asked: Asked) -> Any:
    """Read one file; a password that it needs is asked for on the terminal."""
    password = password_of(asked.password_file)
    try:
        return intake.read(path, password=password, mapping=asked.mapping)
    except PasswordNeeded:
        if password is not None or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
    typed = getpass.getpass(say("cli.password", file=plain(path.name)) + " ")
    return intake.read(path, password=typed, mapping=asked.mapping)


def password_of(path: Path | None) -> str | None:
    """The first line of a password file. Raises BadInput when it can't be read."""
    if path is None:
        return None
    try:
        return path.read_text(encoding="utf-8").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise BadInput(Message.of("cli.bad_password_file"), where={"file": str(path)}) from error
