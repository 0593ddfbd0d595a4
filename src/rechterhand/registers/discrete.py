"""Values with their chances, as a cell has them: '8d: 60 %; 20d: 40 %'."""

from __future__ import annotations

import re

from rechterhand.intake.tables.durations import Week
from rechterhand.registers.numbers import Kind, Number, number, probability
from rechterhand.registers.sheet import Register

_PIECES = re.compile(r"[;\n\r|]+")
_CLOSE = 1e-3


def steps(row: int, table: Register, unit: str | None, week: Week) -> list[tuple[Number, float]] | None:
    """The values of a row with chances that add up to one; None with a problem noted."""
    text = table.text(row, "values")
    if not text:
        table.wrong(row, "values", "no_values")
        return None
    found: list[tuple[Number, float]] = []
    for piece in _PIECES.split(text):
        if not piece.strip():
            continue
        head, _, tail = piece.rpartition(":")
        value, chance = number(head.strip(), unit or "x", week), probability(tail.strip(), percentages=False)
        if value is None or chance is None or not 0 < chance <= 1 or value.kind is Kind.PERCENT:
            table.wrong(row, "values", "no_step", piece=piece.strip()[:60])
            return None
        found.append((value, chance))
    total = sum(chance for _, chance in found)
    if not found or abs(total - 1) > _CLOSE:
        table.wrong(row, "values", "no_total", total=total)
        return None
    return [(value, chance / total) for value, chance in found]
