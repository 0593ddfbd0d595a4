"""Why a plan can't be held against its baseline: its file has no place for one."""

from __future__ import annotations

from rechterhand.record.plan import Source
from rechterhand.text import Message


def no_baseline(source: Source) -> Message:
    """What is so of this file: a table without such columns, an XER with dates that move along, another format."""
    if source.columns is not None:
        return Message.of("checks.no_baseline.table")
    if source.format.upper() == "XER":
        return Message.of("checks.no_baseline.xer")
    return Message.of("checks.no_baseline.format", format=source.format)
