"""The parent's side of the worker process."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rechterhand import errors
from rechterhand.sandbox import wire
from rechterhand.text import Message


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may take: seconds, megabytes of Java heap, megabytes of the file itself."""

    seconds: float = 120.0
    heap_megabytes: int = 1536
    file_megabytes: int = 150
    answer_megabytes: int = 2048


class Worker:
    """A warm worker process; started when first needed, replaced after a crash or when time ran out.

    Use as a context manager, or call ``close``.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.network: str | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Start the process without waiting for it: Java gets ready while the caller does other things."""
        with self._lock:
            self._started()

    def call(self, operation: str, **arguments: Any) -> Any:
        """Let the worker do an operation and wait for the answer.

        Raises TookTooLong when the time limit runs out, TooLarge when memory does, UnreadableFile when the worker
        dies of the file, NotConfined when the installation demands confinement and there is none; and what the operation raises.
        """
        with self._lock:
            process = self._started()
            try:
                wire.send(_write_end(process), {"operation": operation, "arguments": arguments})
                answer = wire.receive(
                    _read_end(process), seconds=self.limits.seconds, most=self.limits.answer_megabytes << 20
                )
            except wire.Late:
                self._stop()
                raise errors.TookTooLong(
                    Message.of("sandbox.too_long", seconds=self.limits.seconds),
                    hint=Message.of("sandbox.too_long_hint"),
                ) from None
            except wire.Broken:
                code = self._stop()
                raise _died(code) from None
            except BaseException:
                self._stop()
                raise
        self.network = answer.get("network")
        if answer.get("unconfined"):
            raise errors.NotConfined(Message.of("sandbox.not_confined"), hint=Message.of("sandbox.not_confined_hint"))
        if "error" in answer:
            raise _as_error(answer["error"])
        return answer["result"]

    def folder(self) -> Path:
        """A private folder for copies that the worker reads."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="rechterhand-")
        return Path(self._folder.name)

    def close(self) -> None:
        """End the process and remove what it left."""
        with self._lock:
            self._stop()
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-m", "rechterhand.sandbox.worker", str(self.limits.heap_megabytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(self.folder()),
                start_new_session=True,
            )
        return self._process

    def _stop(self) -> int | None:
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
                stream.close()
        return code


def _environment(folder: Path) -> dict[str, str]:
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "RECHTERHAND_JAVA", "RECHTERHAND_REQUIRE_CONFINED", "PYTHONPATH")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    return {**environment, "TMPDIR": str(folder), "PYTHONWARNINGS": "ignore"}


def _write_end(process: subprocess.Popen[bytes]) -> int:
    if process.stdin is None:
        raise wire.Broken
    return process.stdin.fileno()


def _read_end(process: subprocess.Popen[bytes]) -> int:
    if process.stdout is None:
        raise wire.Broken
    return process.stdout.fileno()


def _died(code: int | None) -> errors.RechterhandError:
    if code in {-9, -6, 3, 134}:
        return errors.TooLarge(Message.of("sandbox.out_of_memory"), hint=Message.of("sandbox.out_of_memory_hint"))
    return errors.UnreadableFile(Message.of("sandbox.died"), hint=Message.of("sandbox.died_hint"))


def _as_error(told: Mapping[str, Any]) -> errors.RechterhandError:
    """An error of the family as the worker told it."""
    kinds = {kind.code: kind for kind in errors.RechterhandError.__subclasses__()}
    kind = kinds.get(told["code"], errors.UnreadableFile)
    hint = told.get("hint")
    return kind(
        Message(told["key"], told.get("values", {})), where=told.get("where"), hint=Message(hint) if hint else None
    )


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
