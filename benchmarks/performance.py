"""Puts the latest figures of a benchmark into ``docs/performance.md``, each under its own heading."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numba
import numpy as np

from benchmarks.measuring import Row

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


def write_table(name: str, command: str, rows: Sequence[Row], pages: Sequence[Path] = (PAGE,)) -> None:
    """Print the rows and replace the benchmark's table between its markers in the pages."""
    table = "\n".join(_lines(rows))
    print(table)
    begin, end = f"<!-- {name}: made by {command} -->", f"<!-- end of {name} -->"
    made = f"{begin}\n_{datetime.now(UTC):%d %B %Y}, {machine()}._\n\n{table}\n{end}"
    for path in pages:
        page = path.read_text(encoding="utf-8")
        if begin not in page:
            raise ValueError(f"{path.name} has no place for {name}: put '{begin}' and '{end}' where its table belongs")
        path.write_text(
            re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: made, page, flags=re.S), encoding="utf-8"
        )


def _lines(rows: Sequence[Row]) -> list[str]:
    head = ["| what | measured | target | met |", "|---|---:|---:|---|"]
    return head + [f"| {row.what} | {_figure(row.value)} {row.unit} | {_target(row)} | {_met(row)} |" for row in rows]


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _target(row: Row) -> str:
    if row.allowed is None:
        return ""
    return f"{'≥' if row.more else '≤'} {_figure(row.allowed)} {row.unit}"


def _met(row: Row) -> str:
    return {None: "", True: "yes", False: "**no**"}[row.met]


def machine() -> str:
    """The machine in words."""
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}, Numba {numba.__version__}"
    )
