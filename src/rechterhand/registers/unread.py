"""What of a register nothing was taken from."""

from __future__ import annotations

from pathlib import Path

from rechterhand.intake.tables.grid import letters
from rechterhand.record.assumption import Assumption
from rechterhand.registers.sheet import Register
from rechterhand.text import Message
from rechterhand.text.message import Value


def unread(table: Register) -> list[Assumption]:
    """The columns that nothing knows, and those without a heading: what stands in them has no effect, and that is
    said.
    """
    names = (*table.columns.unknown, *_nameless(table))
    if not names:
        return []
    values: dict[str, Value] = {"file": Path(table.problems.file).name, "count": len(names), "columns": names}
    return [Assumption("unread_columns", Message.of("registers.unread_columns", **values))]


def _nameless(table: Register) -> list[str]:
    """Columns with something in them and nothing above, as a spreadsheet calls them."""
    named = set(table.columns.named)
    found = {place for row in table.rows for place, cell in enumerate(table.sheet.rows[row]) if cell is not None}
    return [letters(place) for place in sorted(found - named)]
