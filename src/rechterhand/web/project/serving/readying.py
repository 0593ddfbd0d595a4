"""Kernels are compiled before the first plan comes: once an installation, in the background, by one process."""

from __future__ import annotations

import fcntl
import threading
import time

import structlog

from rechterhand import kernels

LOCK = "compiling"
log = structlog.get_logger("rechterhand.serving")


def ready_kernels() -> None:
    """Compile those that aren't yet, beside what this process does; another one that is at it is left alone."""
    threading.Thread(target=_compiled, name="kernels", daemon=True).start()


def _compiled() -> None:
    if kernels.are_compiled():
        return
    try:
        with (kernels.place() / LOCK).open("a") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _compile()
    except BlockingIOError:
        return
    except Exception:
        log.exception("kernels can't be compiled")


def _compile() -> None:
    from rechterhand.compiling import compile_all  # noqa: PLC0415 - loads the engine

    begun = time.monotonic()
    log.info("kernels are being compiled; plans that come meanwhile take longer")
    compile_all()
    log.info("kernels compiled", seconds=round(time.monotonic() - begun))
