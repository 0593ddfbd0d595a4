"""The parent's side of the worker process."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from rechterhand import errors
from rechterhand.sandbox import wire
from rechterhand.sandbox.folders import PassingFolder
from rechterhand.text import Message
from rechterhand.text.system import refusal_of


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may take: seconds, megabytes of Java heap, megabytes of the file itself."""

    seconds: float = 120.0
    heap_megabytes: int = 1536
    file_megabytes: int = 150
    answer_megabytes: int = 2048


class Worker:
    """A warm worker process; started when first needed, replaced after a crash or when time ran out.

    Use as a context manager, or call ``close``. ``confinement`` tells, after the first answer, how it was closed
    off: ``network`` is 'namespace', 'filter' or 'open', ``files`` 'landlock' or 'open'.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.confinement: Mapping[str, str] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: PassingFolder | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def network(self) -> str | None:
        """How the network was closed; None before the first answer."""
        return self.confinement.get("network")

    def warm(self) -> None:
        """Start the process without waiting for it: Java gets ready while the caller does other things."""
        with self._lock:
            self._started()

    def run(self, function: str, /, **arguments: Any) -> Any:
        """Call ``package.module:function`` of this package in the worker; no Java is needed.

        Arguments and result must be plain: numbers, texts, bytes, lists, mappings. An argument named ``path`` is a file
        that the function may read, as a private copy.
        """
        return self.call("call", function=function, arguments=arguments)

    def call(self, operation: str, **arguments: Any) -> Any:
        """Let the worker do an operation and wait for the answer.

        An argument named ``path`` is a file that the worker may read: it gets a private copy, removed afterwards.

        Raises TookTooLong when the time limit runs out, TooLarge when memory does, UnreadableFile when the worker
        dies of the file, MissingFile when it can't be opened, NotConfined when the installation demands confinement and
        there is none; and what the operation raises. A worker that dies is replaced once before it is laid to the file:
        on a crowded machine the system may end one that did nothing wrong.
        """
        with self._lock:
            try:
                request = {"operation": operation, "arguments": self._lent(arguments)}
                try:
                    answer = self._ask(request)
                except _WorkerDied:
                    answer = self._ask_again(request)
            finally:
                self._sweep()
        self.confinement = answer["confinement"]
        if answer.get("unconfined"):
            raise errors.NotConfined(Message.of("sandbox.not_confined"), hint=Message.of("sandbox.not_confined_hint"))
        if "error" in answer:
            raise _as_error(answer["error"])
        return answer["result"]

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        process = self._started()
        try:
            wire.send(_write_end(process), request)
            return dict(
                wire.receive(_read_end(process), seconds=self.limits.seconds, most=self.limits.answer_megabytes << 20)
            )
        except wire.Late:
            self._stop()
            raise errors.TookTooLong(
                Message.of("sandbox.too_long", seconds=self.limits.seconds),
                hint=Message.of("sandbox.too_long_hint"),
            ) from None
        except (wire.Broken, msgspec.DecodeError):
            raise _WorkerDied(self._stop()) from None
        except BaseException:
            self._stop()
            raise

    def _ask_again(self, request: Mapping[str, Any]) -> dict[str, Any]:
        try:
            return self._ask(request)
        except _WorkerDied as error:
            raise _died(error.code) from None

    def close(self) -> None:
        """End the process and remove what it left."""
        with self._lock:
            if self._process is not None:
                self._process.kill()  # it has nothing to save
            self._stop()
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None

    def _private(self) -> Path:
        """The folder in which the worker may read and write."""
        if self._folder is None:
            self._folder = PassingFolder()
        return self._folder.path

    def _lent(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments with copies in place of files."""
        lent = dict(arguments)
        if isinstance(lent.get("arguments"), dict):
            lent["arguments"] = self._lent(lent["arguments"])
        if "path" in lent:
            source = Path(lent["path"])
            suffix = "".join(one for one in source.suffix if one.isalnum() or one in "._")[:20]
            copy = self._private() / f"plan{suffix}"
            try:
                shutil.copyfile(source, copy)
            except OSError as error:
                told = refusal_of(error)
                raise errors.MissingFile(Message.of("sandbox.cannot_open", told=told)) from error
            lent["path"] = str(copy)
        return lent

    def _sweep(self) -> None:
        """Remove the copy and whatever a parser wrote beside it."""
        if self._folder is None:
            return
        for left in self._private().iterdir():
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            folder = str(self._private())
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-P", "-m", "rechterhand.sandbox.worker", str(self.limits.heap_megabytes), folder],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=_environment(folder),
                start_new_session=True,
            )
        return self._process

    def _stop(self) -> int | None:
        """End the process if it still runs; its exit code when it had ended by itself."""
        process, self._process = self._process, None
        if process is None:
            return None
        try:
            code = process.wait(0.2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            code = None
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        return code


class _WorkerDied(Exception):
    """The process ended in the middle of a request; ``code`` is its exit code, None when it had to be ended."""

    def __init__(self, code: int | None) -> None:
        super().__init__(code)
        self.code = code


_OUT_OF_MEMORY = frozenset({-9, -6, 1, 3, 134, 137})
"""Exit codes of a Java machine or a Python that couldn't get memory, or was ended by the system for it."""


def _environment(folder: str) -> dict[str, str]:
    kept = ("PATH", "LANG", "LC_ALL", "TZ", "RECHTERHAND_JAVA", "RECHTERHAND_REQUIRE_CONFINED", "PYTHONPATH")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    return {**environment, "HOME": folder, "TMPDIR": folder, "PYTHONWARNINGS": "ignore", "PYTHONDONTWRITEBYTECODE": "1"}


def _write_end(process: subprocess.Popen[bytes]) -> int:
    if process.stdin is None:
        raise wire.Broken
    return process.stdin.fileno()


def _read_end(process: subprocess.Popen[bytes]) -> int:
    if process.stdout is None:
        raise wire.Broken
    return process.stdout.fileno()


def _died(code: int | None) -> errors.RechterhandError:
    if code in _OUT_OF_MEMORY:
        return errors.TooLarge(Message.of("sandbox.out_of_memory"), hint=Message.of("sandbox.out_of_memory_hint"))
    return errors.UnreadableFile(Message.of("sandbox.died"), hint=Message.of("sandbox.died_hint"))


def _as_error(told: Mapping[str, Any]) -> errors.RechterhandError:
    """An error of the family as the worker told it."""
    kinds = {kind.code: kind for kind in errors.RechterhandError.__subclasses__()}
    kind = kinds.get(told["code"], errors.UnreadableFile)
    hint = told["hint"]
    return kind(_read(told["message"]), where=told["where"], hint=_read(hint) if hint else None)


def _read(told: Mapping[str, Any]) -> Message:
    """A message as ``operations`` wrote it."""
    values = {name: _read(one) if isinstance(one, dict) else one for name, one in told["values"].items()}
    return Message(told["key"], values)


_shared: Worker | None = None


def shared() -> Worker:
    """The worker of this process, kept until it ends."""
    global _shared  # noqa: PLW0603 - one warm worker a process is the point
    if _shared is None:
        _shared = Worker()
        atexit.register(_shared.close)
    return _shared


def warm() -> None:
    """Start the shared worker in the background."""
    shared().warm()
