"""The command line from a process that has loaded everything already: each run is a fork of it, a process of its own.

Loading compiled kernels takes most of a cold start, and a suite starts the command hundreds of times. The commands
themselves aren't loaded beforehand: their texts are written in the language of each run.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import traceback
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_LONGEST = 1 << 20


class Warm:
    """The parent's end: asks for runs, one at a time."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket = ours
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONWARNINGS": "error"},
        )
        theirs.close()
        atexit.register(self.stop)

    def run(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: Path | None,
        streams: tuple[int, int, int],
        *,
        seconds: float = 600,
    ) -> int:
        """Run the command line on these streams; its exit code. Raises TimeoutError after so many seconds."""
        asked = {"arguments": list(arguments), "environment": dict(environment), "folder": str(folder or Path.cwd())}
        socket.send_fds(self._socket, [json.dumps(asked).encode()], list(streams))
        self._socket.settimeout(seconds)
        child = int(self._socket.recv(64))
        try:
            return int(self._socket.recv(64))
        except TimeoutError:
            os.kill(child, signal.SIGKILL)
            self._socket.settimeout(10)
            self._socket.recv(64)
            raise

    def stop(self) -> None:
        """End the process."""
        self._socket.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(10)


@cache
def warm() -> Warm:
    """This test process's own."""
    return Warm()


def _serve(number: int) -> None:
    """Load everything, then fork for each run that is asked for, until nobody asks any more."""
    ours = socket.socket(fileno=number)
    _load()
    while True:
        asked, streams, _, _ = socket.recv_fds(ours, _LONGEST, 3)
        if not asked:
            ours.close()
            return
        child = os.fork()
        if child == 0:
            ours.close()
            _become(json.loads(asked), streams)
        for stream in streams:
            os.close(stream)
        ours.send(str(child).encode())
        _, status = os.waitpid(child, 0)
        ours.send(str(os.waitstatus_to_exitcode(status)).encode())


def _load() -> None:
    """What runs need: the modules, and the kernels of a review and of a comparison."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    import typer  # noqa: F401 - in the process that serves alone
    from tests.cases.programme import programme

    import rechterhand as rh

    plan = programme()
    run = rh.Run(iterations=256, threads=1)
    rh.review(plan, run=run)
    rh.compare(plan, plan, run=run)


def _become(asked: Mapping[str, Any], streams: Sequence[int]) -> None:
    """Be the run that was asked for, from its streams to its exit code."""
    code = 70
    try:
        for place, stream in enumerate(streams):
            os.dup2(stream, place)
            os.close(stream)
        os.environ.clear()
        os.environ.update(asked["environment"])
        time.tzset()
        os.chdir(asked["folder"])
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process lives
        for name, number in (("stdout", 1), ("stderr", 2)):
            terminal = os.isatty(number)
            stream = open(number, "w", encoding="utf-8", buffering=1 if terminal else -1, closefd=False)  # noqa: SIM115 - as above
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
        sys.argv = ["rechterhand", *asked["arguments"]]
        warnings.simplefilter("error")
        from rechterhand.cli.main import main

        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    except BaseException:  # what a process would print and end with
        traceback.print_exc()
        code = 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        _end(code)


def _end(code: int) -> None:
    """End as an interpreter does, with what was to be done at the end."""
    atexit._run_exitfuncs()
    os._exit(code)


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
