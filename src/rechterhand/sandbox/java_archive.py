"""Java's classes as they are once read and linked, kept in a file: Java is ready to read a plan in half the time.

Set-up makes it (tools/prepare_java.py). Java itself tests whether it fits the Java, the class path and the flags of the
day, and goes without it where it doesn't.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PLACE = Path(__file__).resolve().parent / "__pycache__" / "java.aot"
_SILENT = "-Xlog:disable"


def flags() -> tuple[str, ...]:
    """What to start Java with; nothing where there is no archive, or another Java than the one it was made by."""
    if os.environ.get("RECHTERHAND_JAVA") or not PLACE.is_file():
        return ()
    return (f"-XX:AOTCache={PLACE}", _SILENT)


def make(work: Callable[[], None]) -> None:
    """Let Java do some work in this process and keep what it loaded for it. Java can't be started again after it.

    Raises what the work raises; ``PLACE`` is replaced by a whole archive or not at all.
    """
    from rechterhand.sandbox import java  # noqa: PLC0415 - the worker needs only ``flags``

    PLACE.parent.mkdir(exist_ok=True)
    made = PLACE.with_name(f"java-{os.getpid()}.aot")
    jpype = java.start(archive=(f"-XX:AOTCacheOutput={made}", _SILENT))
    java.load_readers()
    work()
    with _silence():
        jpype.shutdownJVM()
    if made.is_file():
        made.replace(PLACE)


@contextmanager
def _silence() -> Iterator[None]:
    """Java tells at length that it makes an archive, whatever it is asked."""
    kept = os.dup(1), os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    try:
        yield
    finally:
        for stream, was in zip((1, 2), kept, strict=True):
            os.dup2(was, stream)
            os.close(was)
        os.close(nowhere)
