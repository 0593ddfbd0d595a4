"""A look at the container that Microsoft Project and old Excel share: what is stored in it, and whether it is whole.

Only the tables at its front are read, in bounds; what is stored stays for the confined parsers. After Microsoft's
published description of the compound file format (MS-CFB).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import BinaryIO

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER, _ENTRY = 512, 128
_FREE = 0xFFFFFFFF
_LAST = 0xFFFFFFFA
"""Numbers of sectors end here; above it they mean 'free', 'end of the chain' and the like."""
_MOST = 1 << 12
"""Sectors of names that are looked at: far more than a plan has."""


@dataclass(frozen=True, slots=True)
class Stored:
    """``names`` of what is stored, as far as they could be read; ``cut_off``: the file ends before its sectors do."""

    names: frozenset[str] = frozenset()
    cut_off: bool = False

    @property
    def is_project(self) -> bool:
        """Microsoft Project keeps its tasks, resources and calendars under such names."""
        return any(one.startswith("TBknd") for one in self.names)

    @property
    def is_workbook(self) -> bool:
        """A workbook of Excel, protected ones included."""
        return not self.names.isdisjoint({"Workbook", "Book", "WORKBOOK", "BOOK", "EncryptedPackage"})


def stored(path: Path, size: int) -> Stored:
    """What a compound file of so many bytes holds. A file that is none holds nothing."""
    return _stored(path, size, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _stored(path: Path, size: int, _: int) -> Stored:
    with path.open("rb") as file:
        head = file.read(_HEADER)
        if not head.startswith(MARK):
            return Stored()
        if len(head) < _HEADER:
            return Stored(cut_off=True)
        return _Container(file, head, size).stored()


class _Container:
    def __init__(self, file: BinaryIO, head: bytes, size: int) -> None:
        self._file = file
        self._size = size
        self._sector = 1 << min(max(struct.unpack_from("<H", head, 30)[0], 7), 16)
        self._head = head
        self.cut_off = False

    def stored(self) -> Stored:
        needed = self._size // self._sector // (self._sector // 4) + 2
        tables = islice(self._tables(), needed)  # a loop of tables ends nowhere
        after = [number for table in tables for number in self._numbers(table)]
        used = max((place for place, one in enumerate(after) if one != _FREE), default=-1)
        names = frozenset(self._names(after))
        return Stored(names, self.cut_off or (used + 1) * self._sector >= self._size)

    def _tables(self) -> Iterator[int]:
        """Sectors that say which sector follows which."""
        (first,) = struct.unpack_from("<I", self._head, 68)
        yield from (one for one in struct.unpack_from("<109I", self._head, 76) if one < _LAST)
        while first < _LAST and (numbers := self._numbers(first)):
            yield from (one for one in numbers[:-1] if one < _LAST)
            first = numbers[-1]

    def _names(self, after: list[int]) -> Iterator[str]:
        (sector,) = struct.unpack_from("<I", self._head, 48)
        for _ in range(_MOST):
            if sector >= _LAST:
                return
            data = self._read(sector)
            for at in range(0, len(data) - _ENTRY + 1, _ENTRY):
                length = min(struct.unpack_from("<H", data, at + 64)[0], 64)
                if length > 1:
                    yield data[at : at + length - 2].decode("utf-16-le", "replace")
            sector = after[sector] if sector < len(after) else _FREE

    def _numbers(self, sector: int) -> tuple[int, ...]:
        data = self._read(sector)
        return struct.unpack(f"<{len(data) // 4}I", data)

    def _read(self, sector: int) -> bytes:
        """A whole sector, or nothing where the file has ended."""
        start = (sector + 1) * self._sector
        if start + self._sector > self._size:
            self.cut_off = True
            return b""
        self._file.seek(start)
        return self._file.read(self._sector)
