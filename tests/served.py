"""A workbench that really runs, for tests that need one: ``rechterhand serve`` with a data folder of its own."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

COMMAND = (sys.executable, "-c", "from rechterhand.cli.main import main; main()")
READY_WITHIN = 120.0


@dataclass
class Served:
    """A running workbench."""

    process: subprocess.Popen[bytes]
    port: int
    data: Path
    log: Path
    started: float = field(default_factory=time.monotonic)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        asking = http.client.HTTPConnection("localhost", self.port, timeout=30)
        with contextlib.closing(asking):
            asking.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = asking.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def is_ready(self) -> bool:
        with contextlib.suppress(OSError, http.client.HTTPException):
            return self.get("/health/ready")[0] == 200
        return False

    def wait_until_ready(self, seconds: float = READY_WITHIN) -> None:
        until = time.monotonic() + seconds
        while not self.is_ready():
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            assert time.monotonic() < until, self.log.read_text(encoding="utf-8")
            time.sleep(0.05)

    def children(self) -> dict[int, str]:
        """Process ids with how they were started."""
        pids = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii").split()
        found = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode() for pid in pids}
        return {pid: line for pid, line in found.items() if line}

    def child(self, part: str, besides: int = 0) -> int:
        """The process whose command holds a part, waited for."""
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until:
            for pid, line in self.children().items():
                if part in line and pid != besides:
                    return pid
            time.sleep(0.1)
        raise AssertionError(f"no {part}: {self.children()}")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(60)


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def environment(data: Path, told: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return {**kept, "LC_ALL": "en_GB.UTF-8", "RECHTERHAND_DATA": str(data), **told}


def start(data: Path, **told: str) -> Served:
    """Start a workbench; it may not be ready yet."""
    port, log = free_port(), data.with_suffix(".log")
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port)], stdout=out, stderr=out, env=environment(data, told)
        )
    return Served(process, port, data, log)


def run_command(data: Path, *arguments: str, **told: str) -> subprocess.CompletedProcess[str]:
    """A command of this installation, to its end."""
    command, own = [*COMMAND, *arguments], environment(data, told)
    return subprocess.run(command, env=own, capture_output=True, text=True, timeout=240, check=False)


@contextlib.contextmanager
def served(data: Path | None = None, **told: str) -> Iterator[Served]:
    """A workbench for as long as the block lasts; without ``data`` its folder goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="rechterhand-"))
    running = start(data or folder / "data", **told)
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)
