"""The command line as a user runs it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(sys.executable).parent / "rechterhand"


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def environment(locale: str) -> dict[str, str]:
    """This process's environment under another locale."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "COLUMNS"))}
    return kept | {"LC_ALL": locale, "PYTHONWARNINGS": "error"}


def run(*arguments: object, locale: str = "C.UTF-8", folder: Path | None = None) -> Ran:
    """Run the command line with these arguments."""
    done = subprocess.run(
        [PROGRAM, *map(str, arguments)],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment(locale),
        timeout=240,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def piped(command: str, *, folder: Path) -> Ran:
    """Run a line of shell in which ``rechterhand`` stands for the program."""
    line = command.replace("rechterhand", str(PROGRAM))
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment("C.UTF-8"),
        timeout=240,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
