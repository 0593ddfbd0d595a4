"""The worker process: confines itself, then does one operation after another until nobody asks any more."""

from __future__ import annotations

import os
import sys
import threading
from typing import Any

from rechterhand.sandbox import confine, wire


def main(heap_megabytes: int) -> None:
    """Serve requests from standard input; answers go to what standard output was."""
    requests, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)
    network = confine.confine((heap_megabytes + 2048) << 20)
    threading.Thread(target=_start_java, args=(heap_megabytes,), daemon=True).start()
    unconfined = network == "open" and os.environ.get("RECHTERHAND_REQUIRE_CONFINED") == "1"
    while True:
        try:
            request = wire.receive(requests)
        except wire.Broken:
            return
        if unconfined:
            wire.send(answers, {"unconfined": True})
            continue
        answer = _answer(request, heap_megabytes)
        answer["network"] = network
        wire.send(answers, answer)


def _start_java(heap_megabytes: int) -> None:
    """Get Java ready while the parent still prepares its question."""
    from rechterhand.sandbox import java  # noqa: PLC0415 - after confinement

    java.start(heap_megabytes)


def _answer(request: dict[str, Any], heap_megabytes: int) -> dict[str, Any]:
    from rechterhand.sandbox import operations  # noqa: PLC0415 - after confinement: it starts Java

    return operations.perform(request["operation"], request["arguments"], heap_megabytes)


if __name__ == "__main__":
    main(int(sys.argv[1]))
