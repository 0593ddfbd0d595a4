"""The command line as a user runs it, in a process of its own: a fork of one that is warm, or from a cold start."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread

from tests.cases.warm import warm

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


def run(*arguments: object, locale: str = "C.UTF-8", folder: Path | None = None, **variables: str) -> Ran:
    """Run the command line with these arguments; ``variables`` of the environment besides."""
    with ExitStack() as stack:
        nothing = stack.enter_context(open(os.devnull, "rb"))
        out, err = (stack.enter_context(TemporaryFile()) for _ in range(2))
        told = environment(locale) | variables
        streams = (nothing.fileno(), out.fileno(), err.fileno())
        code = warm().run([str(one) for one in arguments], told, folder, streams)
        for one in (out, err):
            one.seek(0)
        return Ran(code, out.read().decode(), err.read().decode())


def run_cold(*arguments: object, locale: str = "C.UTF-8", folder: Path | None = None, **variables: str) -> Ran:
    """The same from a cold start, as a shell starts it."""
    done = subprocess.run(
        [PROGRAM, *map(str, arguments)],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment(locale) | variables,
        timeout=600,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def prompted(*arguments: object, answers: list[str], locale: str = "C.UTF-8", **variables: str) -> Ran:
    """Run it on a terminal of its own and type an answer at each question; both streams come out as one."""
    child, ours = pty.fork()
    if child == 0:
        os.execve(PROGRAM, [str(PROGRAM), *map(str, arguments)], environment(locale) | {"TERM": "xterm"} | variables)
    told, left = b"", list(answers)
    try:
        while part := os.read(ours, 65536):
            told += part
            if left and told.rstrip().endswith(b":") and part.rstrip().endswith(b":"):
                os.write(ours, left.pop(0).encode() + b"\n")
    except OSError:  # a terminal whose program has ended can't be read
        pass
    os.close(ours)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Ran(code, told.decode().replace("\r\n", "\n"), "")


def shown(*arguments: object, columns: int, locale: str = "C.UTF-8", **variables: str) -> str:
    """What a terminal of this width gets on standard output, without its colours; progress goes elsewhere."""
    raw = on_terminal(*arguments, columns=columns, locale=locale, **variables)
    return re.sub("\x1b\\[[0-9;]*m", "", raw)


def on_terminal(*arguments: object, columns: int, locale: str = "C.UTF-8", **variables: str) -> str:
    """The same with its colours."""
    ours, theirs = pty.openpty()
    told = environment(locale) | {"COLUMNS": str(columns), "LINES": "50", "TERM": "xterm-256color", **variables}
    read = bytearray()

    def reading() -> None:
        try:
            while part := os.read(ours, 65536):
                read.extend(part)
        except OSError:  # a terminal whose program has ended can't be read
            pass

    reader = Thread(target=reading)
    with open(os.devnull, "rb") as nothing, open(os.devnull, "wb") as nowhere:
        reader.start()
        warm().run([str(one) for one in arguments], told, None, (nothing.fileno(), theirs, nowhere.fileno()))
    os.close(theirs)
    reader.join(10)
    os.close(ours)
    return read.decode().replace("\r\n", "\n")


def piped(command: str, *, folder: Path) -> Ran:
    """Run a line of shell in which ``rechterhand`` stands for the program."""
    line = command.replace("rechterhand", str(PROGRAM))
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment("C.UTF-8"),
        timeout=600,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
