"""A version of a plan with all that its page needs, made once and kept under many projects."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

FILE = "versions.pickle"


@dataclass(frozen=True)
class Made:
    """``fields`` are columns of its ``PlanVersion``, ``activities`` and ``links`` those of its latest rows.

    ``compared`` and ``tried`` are results of jobs: names of documents in storage.
    """

    key: str
    upload: UUID
    fields: dict[str, Any]
    activities: list[dict[str, Any]]
    links: list[dict[str, Any]]
    compared: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, Any] = field(default_factory=dict)
    tried: dict[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Activities without summaries."""
        return int(self.fields["activities"])

    @property
    def p80(self) -> date | None:
        """What its verdict says."""
        found: date | None = self.fields["p80"]
        return found


def keep(folder: Path, versions: list[Made]) -> None:
    """Write the versions of a plan beside their files."""
    (folder / FILE).write_bytes(pickle.dumps(versions))


def load(folder: Path) -> list[Made]:
    """The versions of a plan, oldest first."""
    found: list[Made] = pickle.loads((folder / FILE).read_bytes())
    return found
