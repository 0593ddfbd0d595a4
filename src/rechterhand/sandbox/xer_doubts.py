"""What an XER says that isn't understood: unreadable figures and dates, unknown choices, keys and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from rechterhand.sandbox.doubts import Doubts, is_date, vocabulary, words

_NUMBER = re.compile(r"\s*[-+]?[\d.,]*\d[\d.,]*(?:[eE][-+]?\d+)?\s*")
_NAMES = ("task_code", "rsrc_short_name", "clndr_name", "proj_short_name", "task_id")


def doubts(path: Path) -> list[tuple[str, str, int, str]]:
    """Look through the tables that decide dates.

    Parameters
    ----------
    path
        An XER.
    """
    found, references = Doubts(), _References()
    for table, columns, rows in _tables(path):
        _unknown(table, columns, found)
        judged = {name: (place, why) for place, name in enumerate(columns) if (why := _judged(table, name)) is not None}
        references.begin(table, columns)
        good: dict[str, set[str]] = {name: {""} for name in judged}
        for row in rows:
            references.see(row)
            for name, (place, why) in judged.items():
                value = row[place] if place < len(row) else ""
                if value in good[name]:
                    continue
                if _is_good(table, name, why, value):
                    good[name].add(value)
                else:
                    found.add(f"XER.{table}.{name}", why, _told(value, columns, row))
    references.settle(found)
    return found.told()


def _tables(path: Path) -> Iterator[tuple[str, list[str], Iterator[list[str]]]]:
    """Each table with its columns and rows; the rows must be taken before the next table."""
    with path.open("rb") as file:
        lines = (line.rstrip(b"\r\n").decode("utf-8", "replace").split("\t") for line in file if line[:1] == b"%")
        table, columns, rest = "", list[str](), lines
        for cells in rest:
            if cells[0] == "%T":
                table, columns = cells[1].strip() if len(cells) > 1 else "", []
            elif cells[0] == "%F":
                columns = cells[1:]
            elif cells[0] == "%R" and columns:
                block = _Block(cells, rest)
                yield table, columns, iter(block)
                for _ in block:
                    pass
                table, columns = block.following, []


class _Block:
    """The rows of one table, as long as they come; ``following`` is the next table."""

    def __init__(self, first: list[str], lines: Iterator[list[str]]) -> None:
        self._rows = self._taken(first, lines)
        self.following = ""

    def __iter__(self) -> Iterator[list[str]]:
        return self._rows

    def _taken(self, first: list[str], lines: Iterator[list[str]]) -> Iterator[list[str]]:
        yield first[1:]
        for cells in lines:
            if cells[0] == "%R":
                yield cells[1:]
            elif cells[0] == "%T":
                self.following = cells[1].strip() if len(cells) > 1 else ""
                return


def _judged(table: str, name: str) -> str | None:
    known, key = vocabulary("xer"), f"{table}.{name}"
    if key in words(known["dates"]):
        return "date"
    if key in words(known["numbers"]):
        return "number"
    return "choice" if name in known["choices"].get(table, {}) else None


def _is_good(table: str, name: str, why: str, value: str) -> bool:
    if why == "date":
        return is_date(value)
    if why == "number":
        return _NUMBER.fullmatch(value) is not None
    return value in words(vocabulary("xer")["choices"][table][name])


def _unknown(table: str, columns: list[str], found: Doubts) -> None:
    known = words(vocabulary("xer")["columns"])
    for name in columns if table in words(vocabulary("xer")["tables"]) else ():
        if name and name not in known:
            found.add(f"XER.{table}.{name}", "unknown", name)


def _told(value: str, columns: list[str], row: list[str]) -> str:
    """The value, with the code of the row it stands in."""
    named = dict(zip(columns, row, strict=False))
    name = next((one for one in _NAMES if named.get(one)), None)
    return f"{value} ({name} {named[name]})" if name else value


class _References:
    """Keys that rows name, and those that there are."""

    def __init__(self) -> None:
        tables: Mapping[str, Mapping[str, str]] = vocabulary("xer")["references"]
        self._to = {(table, name): key for table, names in tables.items() for name, key in names.items()}
        self._named: dict[tuple[str, str], dict[str, tuple[int, str]]] = {one: {} for one in self._to}
        self._there: dict[str, set[str]] = {key: set() for key in self._to.values()}
        self._columns: list[str] = []
        self._from: list[tuple[int, dict[str, tuple[int, str]]]] = []
        self._keys: list[tuple[int, set[str]]] = []

    def begin(self, table: str, columns: list[str]) -> None:
        """A table begins."""
        self._columns = columns
        places = {name: place for place, name in enumerate(columns)}
        self._from = [
            (places[name], seen) for (of, name), seen in self._named.items() if of == table and name in places
        ]
        keys = ((key.partition("."), seen) for key, seen in self._there.items())
        self._keys = [(places[name], seen) for (of, _, name), seen in keys if of == table and name in places]

    def see(self, row: list[str]) -> None:
        """Take the keys of a row."""
        for place, there in self._keys:
            if place < len(row):
                there.add(row[place])
        for place, named in self._from:
            value = row[place] if place < len(row) else ""
            if value:
                count, told = named.get(value, (0, ""))
                named[value] = count + 1, told or _told(value, self._columns, row)

    def settle(self, found: Doubts) -> None:
        """Note the keys that are nowhere; where the file has no such table at all, nothing can be said."""
        for (table, name), key in self._to.items():
            there = self._there[key]
            for value, (count, told) in self._named[table, name].items() if there else ():
                if value not in there:
                    found.add(f"XER.{table}.{name}", "reference", told, count)
