"""Folders for what is read at the moment: they go with the process that made them, or with the next one that sweeps."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path

PREFIX = "rechterhand-reading-"
SETTLED = 60.0
"""Seconds after which a folder that nobody holds isn't one that is just being made."""


class PassingFolder:
    """A folder that is held for as long as this process lives, so that others know that it is in use."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
        self.path = Path(self._folder.name)
        self._held = _hold(self.path)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.cleanup()

    def cleanup(self) -> None:
        """Remove it."""
        self._folder.cleanup()
        held, self._held = self._held, None
        if held is not None:
            os.close(held)


def sweep() -> int:
    """Remove folders whose process ended without doing so, killed ones that is; how many those were."""
    count = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            found = folder.lstat()
            is_own = folder.is_dir() and not folder.is_symlink() and found.st_uid == os.geteuid()
            if not is_own or time.time() - found.st_mtime < SETTLED:
                continue
            held = _hold(folder)
            if held is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(held)
                count += 1
    return count


def _hold(folder: Path) -> int | None:
    """A lock on the folder, which the system takes back when this process ends; None when another process has it."""
    try:
        import fcntl  # noqa: PLC0415 - Unix only
    except ImportError:
        return None
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        return None
    return held
