"""The processes of an installation and who watches over them: one that dies comes back, all end together."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import FrameType

import structlog

BEAT = 0.1
"""Seconds between two looks at the children."""
LONGEST_REST = 5.0
"""Seconds that a child which keeps dying is left alone before the next try."""
STEADY = 10.0
"""Seconds after which a child counts as well."""
PATIENCE = 25.0
"""Seconds that children get to finish what they do."""

log = structlog.get_logger("rechterhand.serving")


@dataclass
class Child:
    """One process: how it is started, and asked to end."""

    name: str
    launch: Callable[[], subprocess.Popen[bytes]]
    farewell: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    rest: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        """Start it."""
        self.started = time.monotonic()
        self.process = self.launch()

    def look(self) -> None:
        """Start it again when it has died."""
        if self.process is None:
            if time.monotonic() >= self.due:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        lived = time.monotonic() - self.started
        self.rest = 0.0 if lived > STEADY else min(LONGEST_REST, self.rest * 2 or 0.1)
        self.due = time.monotonic() + self.rest
        self.process = None
        log.warning("child died", child=self.name, code=code, lived=round(lived, 1))


@dataclass
class Family:
    """Children in the order in which they start; they end in the opposite one."""

    children: list[Child] = field(default_factory=list)
    ending: bool = False

    def add(self, child: Child) -> None:
        """Start one more."""
        self.children.append(child)
        child.start()

    def watch(self, beat: Callable[[], None] = lambda: None) -> None:
        """Keep all of them alive until this process is told to end."""
        while not self.ending:
            for child in self.children:
                child.look()
            beat()
            time.sleep(BEAT)

    def end(self) -> None:
        """Ask those of one kind to end together, then the next kind; whoever doesn't is killed."""
        while self.children:
            last = self.children[-1].farewell
            group = [child for child in self.children if child.farewell == last]
            self.children = [child for child in self.children if child.farewell != last]
            _end([child.process for child in group if child.process is not None], last)

    @contextlib.contextmanager
    def listening_to_signals(self) -> Iterator[None]:
        """SIGTERM and SIGINT end the watch; a second one doesn't hurry it."""

        def told(number: int, frame: FrameType | None) -> None:
            self.ending = True

        before = {each: signal.signal(each, told) for each in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def _end(processes: Sequence[subprocess.Popen[bytes]], farewell: signal.Signals) -> None:
    for process in processes:
        if process.poll() is None:
            process.send_signal(farewell)
    until = time.monotonic() + PATIENCE
    for process in processes:
        try:
            process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@dataclass(frozen=True)
class Lifeline:
    """A pipe of which children hold the other end: it breaks when this process is gone, however that came."""

    reading: int
    writing: int

    @classmethod
    def made(cls) -> Lifeline:
        """A new one."""
        return cls(*os.pipe())

    def python(self, module: str, *arguments: str, sockets: Sequence[int] = ()) -> subprocess.Popen[bytes]:
        """Start a module of ours as a child that ends when this process does."""
        command = [sys.executable, "-m", module, str(self.reading), *arguments]
        return subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.DEVNULL,
            pass_fds=(self.reading, *sockets),
            start_new_session=True,
        )
