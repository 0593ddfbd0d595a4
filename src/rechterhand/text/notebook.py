"""Results in a notebook: a caption and a plain table, every text escaped, without style or script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from html import escape
from itertools import islice

from rechterhand.text.plain import plain

ROWS = 20


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]], *, of: int) -> str:
    """A table as HTML.

    Parameters
    ----------
    caption, heads
        What it is, and its columns.
    rows
        The rows; the first twenty are shown.
    of
        How many rows there are.
    """
    head = "".join(f'<th scope="col">{_escaped(one)}</th>' for one in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{_escaped(_told(cell))}</td>" for cell in row) + "</tr>" for row in islice(rows, ROWS)
    )
    left = of - ROWS
    more = f"<p>… {left:,} more</p>" if left > 0 else ""
    head = f"<caption>{_escaped(caption)}</caption><thead><tr>{head}</tr></thead>"
    return f"<table>{head}<tbody>{body}</tbody></table>{more}"


def counted(number: int, word: str) -> str:
    """'1 row', '2 rows', '1,200 rows'."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _escaped(text: str) -> str:
    return escape(plain(text))


def _told(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.2f}" if isinstance(value, float) else str(value)
