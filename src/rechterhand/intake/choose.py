"""Opens a file, asks every reader for its bid and lets the best one read."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from rechterhand import errors
from rechterhand.intake.below_nought import at_least_nought
from rechterhand.intake.bounds import bounded
from rechterhand.intake.reader import Opened, Reader, Reading
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.registry import members
from rechterhand.sandbox import Limits, Worker, shared
from rechterhand.text import Message
from rechterhand.text.system import refusal_of

HEAD = 8192
_TOO_MUCH = frozenset({"sandbox.too_long", "sandbox.out_of_memory"})


def readers() -> Mapping[str, Reader]:
    """All readers by key."""
    return members("rechterhand.intake.readers", "reader", Reader)


@cache
def tabular() -> frozenset[str]:
    """Suffixes of tables."""
    return frozenset(suffix for reader in readers().values() if reader.table for suffix in reader.suffixes)


@cache
def suffixes() -> frozenset[str]:
    """Every suffix that some reader knows, with its dot."""
    return frozenset(suffix for reader in readers().values() for suffix in reader.suffixes)


class Intake:
    """Reads many files with one warm worker process. A context manager."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._worker = Worker(limits)

    def __enter__(self) -> Intake:
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.close()

    def warm(self) -> None:
        """Start the process without waiting for it."""
        self._worker.warm()

    def read(
        self,
        path: str | Path,
        *,
        password: str | None = None,
        mapping: str | Path | Mapping[str, Any] | None = None,
        project: str | None = None,
    ) -> Reading:
        """Read one file; see ``read``."""
        return read(path, password=password, mapping=mapping, project=project, worker=self._worker)

    @property
    def worker(self) -> Worker:
        """The process in which files are read."""
        return self._worker


def read(
    path: str | Path,
    *,
    password: str | None = None,
    mapping: str | Path | Mapping[str, Any] | None = None,
    project: str | None = None,
    worker: Worker | None = None,
) -> Reading:
    """Read a plan from a file of any known format, in a confined process.

    Parameters
    ----------
    path
        The file.
    password
        For a protected file.
    mapping
        A mapping file that names the columns of a table, or what it would say.
    project
        Name or short name of the project to read from a file that holds several; the largest exported one by default.
    worker
        The process to read in; the shared warm one by default.

    Raises
    ------
    MissingFile, UnknownFormat, UnreadableFile, PasswordNeeded, PasswordRefused, TooLarge, TookTooLong, BadInput
        Each with what, where and what to do.
    """
    started = time.perf_counter()
    worker = worker or shared()
    opened = open_file(path, worker)
    mapping = Path(mapping) if isinstance(mapping, str) and mapping else mapping or None
    opened = replace(opened, password=password, project=project, mapping=mapping)
    with explained(opened):
        reader = best(opened)
    with explained(opened, table=reader.table):
        reading = at_least_nought(bounded(reader.read(opened)))
    timings = {**reading.timings, "read": time.perf_counter() - started}
    assumptions = reading.assumptions
    if opened.suffix in suffixes() and opened.suffix not in reader.suffixes:
        told = Message.of("intake.other_name", suffix=opened.suffix, format=reading.source.format)
        assumptions += (Assumption("other_name", told),)
    if worker.network == "open":
        assumptions += (Assumption("not_confined", Message.of("sandbox.open_network")),)
    return replace(reading, timings=MappingProxyType(timings), assumptions=assumptions)


@contextmanager
def explained(opened: Opened, *, table: bool = False) -> Iterator[None]:
    """Errors inside tell which file they are about, and what no reader foresaw is an error of the family."""
    try:
        yield
    except errors.RechterhandError as error:
        error.where = {"file": opened.name, **error.where}
        if table and error.message.key in _TOO_MUCH:
            error.hint = Message.of(_less(True))
        raise
    except (LookupError, ValueError, TypeError, ArithmeticError, AttributeError, msgspec.MsgspecError) as error:
        raise _unforeseen(opened, error) from error


def _unforeseen(opened: Opened, error: Exception) -> errors.UnreadableFile:
    """A file that holds together for its parser and yet lacks what a plan needs: damaged in the middle."""
    told = f"{type(error).__name__}: {error}"[:200]
    return errors.UnreadableFile(
        Message.of("sandbox.failed", told=told), where={"file": opened.name}, hint=Message.of("sandbox.died_hint")
    )


def open_file(path: str | Path, worker: Worker) -> Opened:
    """Look at a file without understanding it. Raises MissingFile, UnreadableFile when empty, TooLarge."""
    path = Path(path)
    where: dict[str, str | int] = {"file": str(path)}
    size = refuse_early(path)
    try:
        most = worker.limits.file_megabytes
        if size > most << 20:
            raise errors.TooLarge(
                Message.of("intake.too_large", megabytes=errors.megabytes(size), most=most),
                where=where,
                hint=Message.of(_less(path.suffix.lower() in tabular())),
            )
        with path.open("rb") as file:
            head = file.read(HEAD)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unopened(path, error) from error
    return Opened(path=path, name=path.name, head=head, size=size, sha256=digest, worker=worker)


def refuse_early(path: Path) -> int:
    """The size of a file in bytes; what needs no look inside is refused, before any process starts.

    Raises MissingFile, or UnreadableFile when it is empty.
    """
    where: dict[str, str | int] = {"file": str(path)}
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise errors.MissingFile(Message.of("intake.not_a_file"), where=where)
        with path.open("rb") as file:
            empty = not file.read(1)
    except OSError as error:
        raise _unopened(path, error) from error
    if empty:
        raise errors.UnreadableFile(Message.of("intake.empty"), where=where, hint=Message.of("intake.empty_hint"))
    return size


def _unopened(path: Path, error: OSError) -> errors.MissingFile:
    hint = Message.of("intake.absent_hint") if isinstance(error, FileNotFoundError) else None
    told = Message.of("intake.cannot_open", told=refusal_of(error))
    return errors.MissingFile(told, where={"file": str(path)}, hint=hint)


def _less(table: bool) -> str:
    """What to do about a file that is too large."""
    return "tables.too_large_hint" if table else "intake.too_large_hint"


def best(opened: Opened) -> Reader:
    """The reader that is surest of a file. Raises UnknownFormat."""
    bids = {key: reader.bid(opened) for key, reader in readers().items()}
    surest = max(bids, key=lambda key: bids[key], default=None)
    if surest is None or bids[surest] <= 0:
        if opened.suffix in suffixes():
            raise errors.UnknownFormat(
                Message.of("intake.other_content", suffix=opened.suffix),
                hint=Message.of("intake.unknown_content_hint"),
            )
        raise errors.UnknownFormat(
            Message.of("intake.unknown_format", suffix=opened.suffix or "–"),
            hint=Message.of("intake.unknown_format_hint"),
        )
    return readers()[surest]


def reading_of(one: str | Path | Plan | Reading) -> Reading:
    """A plan as read: from its file, as read before, or as made. Raises what ``read`` does."""
    if isinstance(one, Plan):
        return at_least_nought(Reading(one))
    return at_least_nought(one) if isinstance(one, Reading) else read(one)
