"""What of a register nothing was taken from."""

from __future__ import annotations

from pathlib import Path

from rechterhand.record.assumption import Assumption
from rechterhand.registers.sheet import Register
from rechterhand.text import Message
from rechterhand.text.message import Value


def unread(table: Register) -> list[Assumption]:
    """The columns that nothing knows: what stands in them has no effect, and that is said."""
    names = table.columns.unknown
    if not names:
        return []
    values: dict[str, Value] = {"file": Path(table.problems.file).name, "count": len(names), "columns": names}
    return [Assumption("unread_columns", Message.of("registers.unread_columns", **values))]
