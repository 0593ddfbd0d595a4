"""Texts from files without what would steer the place where they are shown."""

from __future__ import annotations

_SPACES = dict.fromkeys((9, 10, 11, 12, 13, 0x85, 0x2028, 0x2029), " ")
_STEERING = dict.fromkeys(
    (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF)
)
_ONE_LINE = {**_STEERING, **_SPACES}
_LINES = {code: one for code, one in _ONE_LINE.items() if code != 10}


def plain(text: str) -> str:
    """One line without control characters and without marks that turn the reading direction."""
    return text.translate(_ONE_LINE)


def plain_lines(text: str) -> str:
    """The same for a text of several lines."""
    return text.translate(_LINES)


def shorten(name: str, most: int) -> str:
    """At most so many characters; what is cut shows."""
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
