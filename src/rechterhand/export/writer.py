"""What a writer of plans declares and what writing gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rechterhand.record.plan import Plan
from rechterhand.sandbox import Worker
from rechterhand.text import Message


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the plan that the format can't hold, or holds in another way: what, and how often."""

    key: str
    count: int

    @property
    def text(self) -> Message:
        """In words."""
        return Message(f"export.left_out.{self.key}", {"count": self.count})


@dataclass(frozen=True, slots=True)
class Written:
    """The file's bytes, and what isn't in it as it was in the plan."""

    data: bytes
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanWriter:
    """A file format: its suffix with the dot, and how a plan is written in it by a worker process."""

    suffix: str
    write: Callable[[Plan, Worker], Written]
