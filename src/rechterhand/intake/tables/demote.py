"""Columns whose heading is known but whose cells say something else: they are kept as the planner's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rechterhand.intake.tables.columns import Columns
from rechterhand.intake.tables.grid import shown
from rechterhand.intake.tables.header import Header
from rechterhand.intake.tables.lines import Line
from rechterhand.intake.tables.status import percentages
from rechterhand.intake.tables.words import meaning, says_nothing

_BY_WORDS = {
    "status": ("status",),
    "type": ("type",),
    "mode": ("mode",),
    "milestone": ("flag", "type"),
    "summary": ("flag",),
}


def demoted(header: Header, lines: Sequence[Line]) -> Columns:
    """The columns without those of which most cells hold no word of their subject ('Status: wacht op Jan'), nor a
    percentage under 'Status'.
    """
    columns = header.columns
    wrong = [key for key in _BY_WORDS if key in columns and not _fits(header, lines, key)]
    if not wrong:
        return columns
    return replace(
        columns,
        places={key: place for key, place in columns.places.items() if key not in wrong},
        titles={key: title for key, title in columns.titles.items() if key not in wrong},
        unknown=dict(columns.unknown) | {columns.places[key]: columns.titles[key] for key in wrong},
    )


def _fits(header: Header, lines: Sequence[Line], key: str) -> bool:
    cells = [header.sheet.cell(line.row, header.columns.places[key]) for line in lines]
    shares = sum(one is not None for one in percentages(cells)) if key == "status" else 0
    texts = [shown(cell) for cell in cells if cell is not None and not isinstance(cell, bool)]
    texts = [text for text in texts if not says_nothing(text)]
    known = sum(1 for text in texts if any(meaning(subject, text) for subject in _BY_WORDS[key]))
    return (known + shares) * 2 >= len(texts)
