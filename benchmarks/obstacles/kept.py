"""Keeps what became of each plan as soon as it is known, so that a long run that was broken off goes on where it was.

Results are kept under a digest of all that they hang on: the engine, the nose and what plants. After a change of one of
these, the run begins anew.
"""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

from benchmarks.obstacles.tally import Result

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".cache" / "nose"
HANGS_ON = (
    *(f"src/rechterhand/{part}/**/*.py" for part in ("engine", "findings", "record")),
    "benchmarks/obstacles/*.py",
    "benchmarks/nose.py",
)


class Kept:
    """Results in a folder, by name."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder / digest()
        self._folder.mkdir(parents=True, exist_ok=True)

    def find(self, name: str) -> tuple[Result, float] | None:
        """A result and the seconds that it took; None when it isn't there."""
        path = self._folder / f"{name}.pickle"
        if not path.exists():
            return None
        found: tuple[Result, float] = pickle.loads(path.read_bytes())  # our own files
        return found

    def keep(self, name: str, result: Result, seconds: float) -> None:
        """Keep one, wholly or not at all."""
        path = self._folder / f"{name}.pickle"
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(pickle.dumps((result, seconds)))
        unfinished.replace(path)


def digest() -> str:
    """Of the texts of all modules that a result hangs on."""
    made = hashlib.blake2b(digest_size=8)
    for pattern in HANGS_ON:
        for path in sorted(ROOT.glob(pattern)):
            made.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return made.hexdigest()
