"""Counts the rows of an XER file's tables, so that what nobody read can be named."""

from __future__ import annotations

from pathlib import Path


def counts(path: str | Path) -> dict[str, int]:
    """Rows by table; empty for a file that isn't an XER."""
    found: dict[str, int] = {}
    table = None
    with Path(path).open("rb") as file:
        if not file.read(16).lstrip(b"\xef\xbb\xbf").startswith(b"ERMHDR"):
            return {}
        file.seek(0)
        for line in file:
            mark = line[:3]
            if mark == b"%T\t":
                table = line[3:].strip().decode("ascii", "replace")
                found[table] = 0
            elif mark == b"%R\t" and table is not None:
                found[table] += 1
    return found
