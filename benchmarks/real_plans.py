"""Plans that nobody here wrote: they lie beside the repository, never in it."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_INSIDE = Path("shared", "data", "plans")


@dataclass(frozen=True)
class RealPlan:
    """One file of the index: its name there, where it lies, the kind that MPXJ sees in it and its number of rows.

    ``refused`` says why MPXJ didn't read it, None where it did.
    """

    name: str
    path: Path
    kind: str
    rows: int
    refused: str | None


def folder() -> Path | None:
    """Where the plans lie: RECHTERHAND_DATA, else ``shared/data`` in a folder above this one; None when absent."""
    told = os.environ.get("RECHTERHAND_DATA")
    if told:
        return Path(told, "plans")
    above = Path(__file__).resolve().parents
    return next((one / _INSIDE for one in above if (one / _INSIDE / "index.csv").is_file()), None)


def real_plans() -> Iterator[RealPlan]:
    """Every plan of the index. Raises FileNotFoundError when the folder is absent."""
    where = folder()
    if where is None:
        raise FileNotFoundError(f"no {_INSIDE} in any folder above; name it with RECHTERHAND_DATA")
    with (where / "index.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            refused = row["type"].removeprefix("ERR ") if row["type"].startswith("ERR ") else None
            kind = "-" if refused else row["type"]
            yield RealPlan(row["file"], where / row["file"], kind, int(row["tasks"] or 0), refused)
