"""A child's end of the lifeline: it ends when the process that started it is gone, killed ones included."""

from __future__ import annotations

import os
import signal
import threading


def hold(descriptor: int) -> None:
    """End this process, in order, once the lifeline breaks."""

    def wait() -> None:
        while os.read(descriptor, 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
