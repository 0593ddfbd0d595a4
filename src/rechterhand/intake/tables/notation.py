"""Predecessors as planners write them: '12', '4FS-2d', '12BE+3,5d', 'FS 12', '3; 7SS', '1.2.3', 'Ontwerp'.

Dutch codes mean opposite things: in Dutch Microsoft Project BE is 'begin na einde' (finish to start) and EB 'einde na
begin'; elsewhere the letters stand in order, so that EB is einde-begin (finish to start) and BE begin-einde.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rechterhand.intake.tables.durations import Lag, Week, lag
from rechterhand.intake.tables.words import meanings, plain
from rechterhand.record.link import LinkType

ENGLISH = {"FS": LinkType.FS, "SS": LinkType.SS, "FF": LinkType.FF, "SF": LinkType.SF}
DUTCH = {
    "microsoft": {"BE": LinkType.FS, "GB": LinkType.SS, "GE": LinkType.FF, "EB": LinkType.SF},
    "letters": {"EB": LinkType.FS, "BB": LinkType.SS, "EE": LinkType.FF, "BE": LinkType.SF},
}
_SAME = {"GB": LinkType.SS, "BB": LinkType.SS, "GE": LinkType.FF, "EE": LinkType.FF}
CODES = (*ENGLISH, *_SAME, "BE", "EB")
_CODE = "|".join(CODES)
_LONGEST = 4000
_LONGEST_PIECE = 200
_MOST = 500

_LAG_AT_END = re.compile(r"\s*([+\-−–]\s*\d[\d.,]*\s*[a-z% ]{0,24}\??)$", re.I)
_BARE_LAG_AT_END = re.compile(r"(?:\s+|(?<=[A-Z]))(\d[\d.,]*\s*[a-z%]{1,20}\??|\d+)$", re.I)
_CODE_AT_END = re.compile(rf"[\s,:(\[\-]*({_CODE})[\s)\]]*$", re.I)
_CODE_AT_START = re.compile(rf"^({_CODE})(?=[\s:(\[\d])[\s:(\[]*(.+?)[)\]]*$", re.I)
NO_LAG = Lag()
_DECIMAL = re.compile(r"([+\-−–]\s*\d+),(\d+\s*[a-z%])", re.I)
_LINES = re.compile(r"[;\n\r|]+")
_BRACKETS = str.maketrans("()[]", "    ")


class Dialect(StrEnum):
    """How BE and EB are meant."""

    MICROSOFT = "microsoft"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Written:
    """One predecessor as written: what it refers to, the code in capitals (None: none given) and the lag.

    ``numbered``: it refers by a bare number.
    """

    text: str
    row: int
    code: str | None = None
    lag: Lag = NO_LAG
    numbered: bool = False

    def type(self, dialect: Dialect) -> LinkType:
        """The type of the link when BE and EB are meant as this dialect does."""
        if self.code is None:
            return LinkType.FS
        return ENGLISH.get(self.code) or _SAME.get(self.code) or DUTCH[dialect][self.code]


Resolve = Callable[[str], int | None]
"""The row that a reference means; None when it means none."""


def read(text: str, resolve: Resolve, week: Week) -> tuple[list[Written], list[str]]:
    """All predecessors of one cell, and the pieces that mean nothing."""
    found: list[Written] = []
    missed: list[str] = []
    for piece in _pieces(text[:_LONGEST], resolve, week):
        one = _one(piece, resolve, week)
        if one is None:
            missed.append(piece)
        else:
            found.append(one)
        if len(found) + len(missed) > _MOST:
            missed.append("…")
            break
    if len(text) > _LONGEST:
        missed.append(text[_LONGEST:])
    return found, missed


def _pieces(text: str, resolve: Resolve, week: Week) -> Iterator[str]:
    """Parts between separators; a comma inside a lag or a name separates nothing."""
    for line in (" ".join(one.split()).strip(" ,") for one in _LINES.split(text)):
        if not line:
            continue
        if _one(line, resolve, week) is not None:
            yield line
            continue
        for piece in _DECIMAL.sub(r"\1.\2", line).split(","):
            if piece.strip():
                yield from _spaced(piece.strip(), resolve)


def _spaced(piece: str, resolve: Resolve) -> Iterator[str]:
    """'3 5 7' and '3 & 5': numbers with nothing between them but blanks or 'en'."""
    parts = re.split(r"\s+(?:en|and|&)\s+|\s*&\s*|\s+", piece)
    if len(parts) > 1 and all(part.isdecimal() and resolve(part) is not None for part in parts):
        yield from parts
    else:
        yield piece


def _one(piece: str, resolve: Resolve, week: Week) -> Written | None:
    """Read one predecessor, the whole as a reference first: a name may end like a code."""
    for reference, code, told in _readings(piece):
        row = resolve(reference)
        if row is None:
            continue
        time = lag(told, week) if told else NO_LAG
        if time is not None:
            return Written(piece, row, code, time, numbered=reference.strip().isdecimal())
    return None


def _readings(piece: str) -> Iterator[tuple[str, str | None, str | None]]:
    """Possible splits into reference, code and lag, the likelier first."""
    yield piece, None, None
    if len(piece) > _LONGEST_PIECE:
        return
    if found := _CODE_AT_END.search(piece):
        yield piece[: found.start()].strip(), found[1].upper(), None
    for pattern in (_LAG_AT_END, _BARE_LAG_AT_END):
        ending = pattern.search(piece)
        if ending is None:
            continue
        rest = piece[: ending.start()]
        if found := _CODE_AT_END.search(rest):
            yield rest[: found.start()].strip(), found[1].upper(), ending[1]
        if word := _written_out(rest):
            yield (*word, ending[1])
        signed = not ending[1][:1].isdecimal()
        if signed and (ending[1].startswith("+") or not ending[1][-1].isdecimal()):
            yield rest.strip(), None, ending[1]
    if word := _written_out(piece):
        yield (*word, None)
    if found := _CODE_AT_START.match(piece):
        for reference, _, told in _without_code(found[2]):
            yield reference, found[1].upper(), told
    bare = " ".join(piece.translate(_BRACKETS).split())
    if bare != piece:
        yield from _readings(bare)


def _without_code(text: str) -> Iterator[tuple[str, None, str | None]]:
    yield text.strip(), None, None
    if ending := _LAG_AT_END.search(text):
        yield text[: ending.start()].strip(), None, ending[1]


def _written_out(text: str) -> tuple[str, str] | None:
    """'12 begin na einde' and '12 finish-to-start': the reference and the code."""
    words = plain(text).split(" ")
    for length in (3, 2):
        code = meanings("link").get(" ".join(words[-length:]))
        if code is not None and len(words) > length:
            rest = re.split(r"[\s\-–]+", text.strip(" ()[]"))
            return " ".join(rest[:-length]).strip(" ([,:"), code
    return None
