"""Where results go: JSON documents, and files such as a page or a workbook for each plan."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.text.system import refusal_of


@dataclass(frozen=True)
class Output:
    """A kind of file that was asked for: the option, where to, which suffixes it may have, and what is in it.

    ``write`` takes what was made of a plan and the suffix, and gives the bytes.
    """

    option: str
    target: Path
    suffixes: tuple[str, ...]
    write: Callable[[Any, str], bytes]


class Documents:
    """JSON documents, each written as soon as it is there: to standard output for '-', else to a file.

    One document is written whole or not at all; several go as JSON Lines, so that what is done stays when the rest is
    broken off.
    """

    def __init__(self, target: str | None, *, lines: bool) -> None:
        self._target = target
        self._lines = lines
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Documents:
        """Open the file of JSON Lines. Raises BadInput when it can't be written."""
        if self._target not in {None, "-"} and self._lines:
            path = Path(str(self._target))
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._file = path.open("wb")
            except OSError as error:
                raise _unwritable(path, error) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, document: Mapping[str, Any]) -> None:
        """Write one document now. Raises BadInput when it can't be written."""
        if self._target is None:
            return
        from rechterhand.schema.envelope import to_bytes  # noqa: PLC0415 - only when JSON was asked for

        data = to_bytes(document, lines=self._lines)
        if self._target == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.flush()
        elif self._file is None:
            write_file(Path(self._target), data)
        else:
            try:
                self._file.write(data)
                self._file.flush()
            except OSError as error:
                raise _unwritable(Path(self._target), error) from error


class Files:
    """The files that were asked for beside each plan: one named file for one plan, a folder for several."""

    def __init__(self, outputs: Sequence[Output], plans: Iterable[Path], *, many: bool) -> None:
        """Raises BadInput when a name doesn't fit its kind or number, or names a plan itself."""
        given = {plan.resolve() for plan in plans}
        self._outputs = [(one, _is_folder(one, many=many)) for one in outputs]
        for one, folder in self._outputs:
            if not folder and one.target.resolve() in given:
                raise BadInput(Message.of("cli.over_a_plan", option=one.option), where={"file": str(one.target)})
        self._taken: set[Path] = set()

    def write(self, made: Any, plan: Path) -> None:
        """Write what was asked of one plan. Raises BadInput when a file can't be written."""
        for one, folder in self._outputs:
            path = self._free(one.target / f"{plan.name}{one.suffixes[0]}") if folder else one.target
            write_file(path, one.write(made, path.suffix.lower()))

    def _free(self, path: Path) -> Path:
        """This name, or with a number behind it when another plan of this run took it."""
        number, name = 1, path
        while name in self._taken:
            number += 1
            name = path.with_name(f"{path.stem} ({number}){path.suffix}")
        self._taken.add(name)
        return name


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file or nothing. Raises BadInput when it can't be written."""
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):  # what couldn't be made can't be removed either
            beside.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def make_folder(path: Path) -> None:
    """Make a folder with all above it, unless it is there. Raises BadInput when it can't be made or written in."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not os.access(path, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        told = refusal_of(error)
        raise BadInput(
            Message.of("cli.no_folder", told=told), where={"file": str(path)}, hint=Message.of("cli.no_folder_hint")
        ) from error


def _is_folder(one: Output, *, many: bool) -> bool:
    """Several plans, or the name of a folder that exists: a file for each plan in there."""
    named = one.target.suffix.lower() in one.suffixes and not one.target.is_dir()
    if not named and (many or one.target.is_dir()):
        return True
    if named and not many:
        return False
    endings = " / ".join(one.suffixes)
    key = "cli.needs_folder" if many else "cli.needs_suffix"
    raise BadInput(Message.of(key, option=one.option, suffixes=endings), where={"file": str(one.target)})


def _unwritable(path: Path, error: OSError) -> BadInput:
    return BadInput(Message.of("cli.cannot_write", told=refusal_of(error)), where={"file": str(path)})
