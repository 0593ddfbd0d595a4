"""Text of whole numbers, taken one after another, in bounds."""

from __future__ import annotations

from pathlib import Path

from rechterhand import errors
from rechterhand.text import Message

LARGEST = 10**9
MOST_JOBS = 200_000
_MEGABYTES = 32


def lines_of(path: str) -> list[str]:
    """The lines of a text file. Raises UnreadableFile when it is no plain text, TooLarge."""
    data = Path(path).read_bytes()
    if len(data) > _MEGABYTES << 20:
        raise errors.TooLarge(
            Message.of("intake.too_large", megabytes=errors.megabytes(len(data)), most=_MEGABYTES),
            hint=Message.of("intake.too_large_hint"),
        )
    try:
        return data.decode("ascii").splitlines()
    except UnicodeDecodeError:
        raise errors.UnreadableFile(Message.of("psplib.no_text"), hint=Message.of("psplib.damaged_hint")) from None


class Numbers:
    """The whole numbers of a text from a line on; knows where it is."""

    def __init__(self, lines: list[str], first: int = 1) -> None:
        self._found = [
            (number, text) for number, line in enumerate(lines, 1) if number >= first for text in line.split()
        ]
        self._place = 0
        self._last = len(lines)

    @property
    def left(self) -> int:
        """How many there are still."""
        return len(self._found) - self._place

    @property
    def line(self) -> int:
        """The line of the next one; the last line at the end."""
        return self._found[self._place][0] if self.left else self._last

    def next(self, wanted: str, most: int = LARGEST) -> int:
        """The next number from 0 to ``most``; ``wanted`` is the key of what it should be.

        Raises UnreadableFile with the row.
        """
        line, text = self._found[self._place] if self.left else (self._last, "")
        if not (text.isascii() and text.isdigit() and len(text) < 12 and int(text) <= most):
            raise damaged(wanted, line, text)
        self._place += 1
        return int(text)


def damaged(wanted: str, line: int, text: str) -> errors.UnreadableFile:
    """The error for a line that doesn't hold what belongs there."""
    key = "psplib.wanted" if text else "psplib.ends_early"
    return errors.UnreadableFile(
        Message.of(key, wanted=Message.of(f"psplib.{wanted}"), told=text[:40]),
        where={"row": line},
        hint=Message.of("psplib.damaged_hint"),
    )
