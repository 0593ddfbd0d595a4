"""The workbench as it is served in production, and what its log says of each request."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.web.found import Told
from benchmarks.web.kept import ROOT, environment

SERVE = "from rechterhand.cli.main import main; main()"
"""What the command ``rechterhand`` runs, by this very Python."""
PATIENCE = 120
"""Seconds in which pages can be had."""


@dataclass(frozen=True)
class Server:
    """One that runs."""

    address: str
    log: Path

    def told(self) -> dict[str, Told]:
        """Every request so far by its id."""
        found = {}
        with self.log.open(encoding="utf-8") as lines:
            for line in lines:
                with contextlib.suppress(ValueError):
                    one = json.loads(line)
                    if isinstance(one, dict) and one.get("event") == "request":
                        found[one["request_id"]] = Told(one["status"], one["milliseconds"], one["statements"])
        return found

    def errors(self) -> list[str]:
        """Lines that tell of an error."""
        return [line for line in self.log.read_text(encoding="utf-8").splitlines() if '"level": "error"' in line]


@contextlib.contextmanager
def served(data: Path) -> Iterator[Server]:
    """Serve an installation for as long as it takes."""
    port, log = _free_port(), data.with_suffix(".log")
    surroundings = environment(data) | {"RECHTERHAND_PORT": str(port), "RECHTERHAND_LOG_FORM": "json"}
    with log.open("wb") as stream:
        command = [sys.executable, "-c", SERVE, "serve"]
        process = subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=stream, stderr=stream)
        try:
            os.environ["RECHTERHAND_PORT"] = str(port)
            _wait(f"http://localhost:{port}", process)
            yield Server(f"http://localhost:{port}", log)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/health/ready", timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise RuntimeError(f"no pages at {address} within {PATIENCE} s")
