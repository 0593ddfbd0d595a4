"""What a reader declares and what reading gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan, Source
from rechterhand.sandbox import Worker
from rechterhand.text import Message
from rechterhand.text.notebook import counted, table


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Something of the file that has no place in the plan: field, how often, an example.

    Of tables also where the example stands, and the reason with what to do about it.
    """

    field: str
    count: int
    example: str
    where: str | None = None
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file handed to readers: its path, first bytes, digest, and what the caller knows."""

    path: Path
    name: str
    head: bytes
    size: int
    sha256: str
    worker: Worker
    password: str | None = None
    mapping: Path | Mapping[str, Any] | None = None
    project: str | None = None

    @property
    def suffix(self) -> str:
        """The last suffix in lower case, with its dot."""
        return Path(self.name).suffix.lower()


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """A plan with what was assumed and what wasn't understood; ``timings`` in seconds."""

    plan: Plan
    not_understood: tuple[NotUnderstood, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    timings: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def source(self) -> Source:
        """Where the plan came from."""
        return self.plan.source

    def __repr__(self) -> str:
        """The plan, and how much wasn't understood."""
        return f"Reading({self.plan!r}, {counted(len(self.not_understood), 'field')} not understood)"

    def _repr_html_(self) -> str:
        """What was read as tables, for notebooks."""
        fields = ((one.field, one.count, one.example) for one in self.not_understood)
        left = table("not understood", ("field", "count", "example"), fields, of=len(self.not_understood))
        return self.plan._repr_html_() + (left if self.not_understood else "")


@dataclass(frozen=True, slots=True)
class Reader:
    """A file format: its suffixes, how sure it is of a file (0 declines, 1 certain), how it reads.

    ``cells`` names the worker's function that gives the cells of a table; None for what holds a project.
    """

    suffixes: tuple[str, ...]
    bid: Callable[[Opened], float]
    read: Callable[[Opened], Reading]
    cells: str | None = None

    @property
    def table(self) -> bool:
        """Whether it holds cells, not a project."""
        return self.cells is not None
