"""The risk register of the demonstration, as a project office keeps it in a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from rechterhand.demo.programme import Programme
from rechterhand.demo.written import written
from rechterhand.registers.words import kinds

FILE = "risks.csv"


def risks() -> list[Mapping[str, Any]]:
    """The rows as they are written down in ``content/risks.toml``."""
    found: list[Mapping[str, Any]] = written("risks")["risk"]
    return found


def register(programme: Programme) -> bytes:
    """The register with Dutch headings, separated by semicolons, as a spreadsheet program in Dutch opens it.

    Raises
    ------
    ValueError
        A risk strikes an activity that the programme doesn't have.
    """
    rows, known = risks(), {one.code for one in programme.tasks()}
    for row in rows:
        if unknown := set(row["activities"]) - known:
            raise ValueError(f"risks: {row['id']}: no task {', '.join(sorted(unknown))}")
    columns = [kind for key, kind in kinds("risks").items() if any(key in row for row in rows)]
    stream = io.StringIO()
    table = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    table.writerow(kind.titles["nl"] for kind in columns)
    table.writerows([_cell(row.get(kind.key)) for kind in columns] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, list) else str(value)
