"""The worker process: confines itself, then does one operation after another until nobody asks any more."""

from __future__ import annotations

import os
import select
import sys
import threading
from pathlib import Path
from typing import Any

from rechterhand.sandbox import confine, java, wire

BESIDE_HEAP_MEGABYTES = 1536


def main(heap_megabytes: int, folder: str) -> None:
    """Serve requests from standard input; answers go to what standard output was."""
    requests, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)
    done = confine.confine((heap_megabytes + BESIDE_HEAP_MEGABYTES) << 20, Path(folder), (java.home(),))
    threading.Thread(target=_end_with_parent, args=(requests,), daemon=True).start()
    refused = done["network"] == "open" and os.environ.get("RECHTERHAND_REQUIRE_CONFINED") == "1"
    if not refused:
        threading.Thread(target=_start_java, args=(heap_megabytes,), daemon=True).start()
    while True:
        try:
            request = wire.receive(requests)
        except wire.Broken:
            return
        answer = {"unconfined": True} if refused else _answer(request, heap_megabytes)
        wire.send(answers, {**answer, "confinement": done})


def _end_with_parent(requests: int) -> None:
    """End when nobody can ask any more, in the middle of a file too: a parent that was killed can't say so."""
    if sys.platform == "win32":
        return
    watched = select.poll()
    watched.register(requests, 0)  # told of is only that the other end is gone
    while not watched.poll():
        pass
    os._exit(0)


def _start_java(heap_megabytes: int) -> None:
    """Get Java ready while the parent still prepares its question; what fails fails again when asked, and is told."""
    try:
        java.start(heap_megabytes)
        java.load_readers()
    except Exception:
        return


def _answer(request: dict[str, Any], heap_megabytes: int) -> dict[str, Any]:
    from rechterhand.sandbox import operations  # noqa: PLC0415 - after confinement: it starts Java

    return operations.perform(request["operation"], request["arguments"], heap_megabytes)


def _to_the_end(heap_megabytes: int, folder: str) -> None:
    """Work, and end at once: Java, when it is half started, would be waited for without end."""
    code = 1
    try:
        main(heap_megabytes, folder)
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    _to_the_end(int(sys.argv[1]), sys.argv[2])
