"""Where compiled kernels are kept: numba refuses to load any when it finds no folder that it may write in.

In the folder that ``NUMBA_CACHE_DIR`` names; beside the source, as set-up leaves them; in the user's cache; else in a
folder of this user's own for what is temporary. ``settle`` runs before the engine is loaded, so that one is found.
"""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

VARIABLE = "NUMBA_CACHE_DIR"
ENGINE = Path(__file__).resolve().parent / "engine"
BESIDE_SOURCE = ENGINE / "network" / "__pycache__"
STAMP = "compiled-"


def keep_in(folder: Path) -> None:
    """Keep kernels in this folder where they can't be kept beside the source and nobody said where. Before ``settle``.

    Processes that are started from here on find them there too.
    """
    if not os.environ.get(VARIABLE) and not _writable(BESIDE_SOURCE):
        os.environ[VARIABLE] = str(folder)


def settle() -> None:
    """See to it that there is a folder for them."""
    told = os.environ.get(VARIABLE)
    if _writable(Path(told) if told else BESIDE_SOURCE):
        return
    own = _of_user()
    os.environ[VARIABLE] = str(own if own is not None and _writable(own) else _temporary())


def place() -> Path:
    """The folder in which they are."""
    told = os.environ.get(VARIABLE)
    return Path(told) if told else BESIDE_SOURCE


def are_compiled() -> bool:
    """Whether all were compiled: this source, by this Python, for this machine."""
    return (place() / _stamp()).is_file()


def note_compiled() -> None:
    """Keep that all are."""
    for old in place().glob(f"{STAMP}*"):
        old.unlink(missing_ok=True)
    (place() / _stamp()).touch()


def _stamp() -> str:
    """By what numba itself knows whether a kernel fits: the source, the releases, and the machine."""
    import hashlib  # noqa: PLC0415 - rarely asked for; the command line starts without
    import platform  # noqa: PLC0415 - the same
    from importlib.metadata import version  # noqa: PLC0415 - the same

    source = hashlib.sha256()
    for file in sorted(ENGINE.rglob("*.py")):
        source.update(file.read_bytes())
    machine = f"{version('numba')} {version('numpy')} {sys.version} {platform.machine()} {_processor()}"
    source.update(machine.encode())
    return STAMP + source.hexdigest()[:16]


def _processor() -> str:
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
        return next((line for line in lines if line.startswith(("model name", "CPU part"))), "")
    return ""


def _of_user() -> Path | None:
    """The user's cache; None for a user without a home."""
    with suppress(RuntimeError):
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rechterhand" / "kernels"
    return None


def _temporary() -> Path:
    """A folder that stays, and in which nobody else can write since code is loaded from it; else one for this process.

    Raises OSError where nothing can be written anywhere.
    """
    if hasattr(os, "getuid"):
        folder = Path(tempfile.gettempdir()) / f"rechterhand-kernels-{os.getuid()}"
        with suppress(OSError):
            folder.mkdir(mode=0o700, exist_ok=True)
            found = folder.lstat()
            if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077:
                return folder
    made = tempfile.mkdtemp(prefix="rechterhand-kernels-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def _writable(folder: Path) -> bool:
    """Whether a file can be made there; the folder is made when it isn't there yet."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
