"""Percentages that stand where a status was meant: many keep '50%' and 'gereed' in one column."""

from __future__ import annotations

from collections.abc import Sequence

from rechterhand.intake.tables.grid import Cell, shown
from rechterhand.intake.tables.table import number


def percentages(cells: Sequence[Cell]) -> list[float | None]:
    """What each cell says of the share done, from 0 to 100; None for words and other numbers.

    A spreadsheet keeps 50 % as 0.5: numbers are shares of one where none is over 1 and some lie between.
    """
    numbers = [cell for cell in cells if isinstance(cell, float)]
    shares = all(0 <= one <= 1 for one in numbers) and any(0 < one < 1 for one in numbers)
    return [_percentage(cell, shares=shares) for cell in cells]


def _percentage(cell: Cell, *, shares: bool) -> float | None:
    if isinstance(cell, float):
        return round(cell * 100, 6) if shares else None
    if not isinstance(cell, str) or not shown(cell).endswith("%"):
        return None
    found = number(shown(cell)[:-1].strip())
    return found if found is not None and 0 <= found <= 100 else None
