"""Finds the writer of a format and lets it write."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rechterhand import errors
from rechterhand.export.writer import PlanWriter, Written
from rechterhand.record.plan import Plan
from rechterhand.registry import members
from rechterhand.sandbox import Worker, shared
from rechterhand.text import Message


def writers() -> Mapping[str, PlanWriter]:
    """All writers by key."""
    return members("rechterhand.export.plans", "writer", PlanWriter)


def writer_of(name: str | Path) -> PlanWriter:
    """The writer for a file of this name. Raises UnknownFormat when its suffix belongs to none."""
    suffix = Path(name).suffix.lower()
    for writer in writers().values():
        if writer.suffix == suffix:
            return writer
    known = ", ".join(sorted(writer.suffix for writer in writers().values()))
    raise errors.UnknownFormat(Message.of("export.unknown_format", suffix=suffix or "–", known=known))


def written(plan: Plan, name: str | Path, *, worker: Worker | None = None) -> Written:
    """Write a plan in the format that the file's suffix tells; the file itself is the caller's to make.

    Parameters
    ----------
    plan
        The plan.
    name
        A file name; only its suffix counts.
    worker
        The process to write in; the shared warm one by default.

    Raises
    ------
    UnknownFormat, BadPlan
        No writer for this suffix; a plan that the writer can't write.
    """
    return writer_of(name).write(plan, worker or shared())
