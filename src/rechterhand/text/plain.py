"""Texts from files without what would steer the place where they are shown."""

from __future__ import annotations

import re

_SPACES = dict.fromkeys((9, 10, 11, 12, 13, 0x85, 0x2028, 0x2029), " ")
_STEERING = dict.fromkeys(
    (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF)
)
_PAUSE = re.compile(r"(?<=[.;:,)])\s|(?<=[^\W\d])\s(?=[^\W\d])")
"""Where a sentence may be broken off: behind a pause, or between two words without a figure."""
_ONE_LINE = {**_STEERING, **_SPACES}
_LINES = {code: one for code, one in _ONE_LINE.items() if code != 10}


NEARBY = 0.6
"""Share of the room that a name fills at least, though it is cut at a word."""

_LOOSE = " (,;:-/"
"""What leads to a word that is cut off."""

_QUOTES = (("‘", "’"), ("“", "”"))


def plain(text: str) -> str:
    """One line without control characters and without marks that turn the reading direction."""
    return text.translate(_ONE_LINE)


def plain_lines(text: str) -> str:
    """The same for a text of several lines."""
    return text.translate(_LINES)


def shorten(name: str, most: int) -> str:
    """At most so many characters, up to a word where one ends nearby; what is cut shows."""
    if len(name) <= most:
        return name
    kept = name[: most - 1]
    space = kept.rfind(" ")
    if name[most - 1] != " " and space >= most * NEARBY:
        kept = kept[:space]
    return kept.rstrip(_LOOSE if len(kept.rstrip(_LOOSE)) >= most * NEARBY else None) + "…"


def curtail(text: str, most: int) -> str:
    """A sentence of about so many characters; no date, number or id in it is cut in half, and no quote is left open."""
    if len(text) <= most:
        return text
    ends = [one.start() for one in _PAUSE.finditer(text)]
    end = max((at for at in ends if at < most), default=min(ends, default=None))
    if end is None:
        return text
    kept = text[:end].rstrip(",;: ")
    closing = "".join(close for start, close in _QUOTES if kept.rfind(start) > kept.rfind(close))
    return f"{kept} …{closing}"
