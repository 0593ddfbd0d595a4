"""Labels beside a picture: near what they name, in its order, and none over another."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rechterhand.text.plain import shorten

LETTER = 6.9
"""How wide a letter of twelve units is at most on average, in any of the page's typefaces."""


def breadth(text: str) -> float:
    """How wide a text is drawn, rather too much than too little."""
    return LETTER * len(text)


def wrapped(text: str, room: float, most: int) -> list[str]:
    """A text on at most so many lines of so much room, broken between words; what is cut shows.

    Parameters
    ----------
    text
        One line of words.
    room
        Width of a line.
    most
        Number of lines.
    """
    letters = max(4, int(room / LETTER))
    lines = textwrap.wrap(text, letters, break_on_hyphens=False) or [""]
    if len(lines) > most:
        lines[most - 1 :] = [shorten(" ".join(lines[most - 1 :]), letters)]
    return lines


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Where the middles of labels stand: as near as can be to what is wanted, in that order, none over another.

    Neighbours that would overlap are put together and centred on the mean of what they want, as in regression under
    an order; together they stay between ``low`` and ``high`` where there is room for all.

    Parameters
    ----------
    wanted
        The place of what each label names.
    heights
        How much room each takes.
    low, high
        Bounds of all of them.

    Returns
    -------
    list of float
        In the order in which they came.
    """
    order = sorted(range(len(wanted)), key=lambda one: (wanted[one], one))
    groups: list[tuple[list[int], float]] = []
    for one in order:
        members, top = [one], wanted[one] - heights[one] / 2
        while groups and groups[-1][1] + _tall(groups[-1][0], heights) > top:
            members = groups.pop()[0] + members
            top = _top(members, wanted, heights)
        groups.append((members, top))
    tops = {}
    for members, top in groups:
        here = top
        for one in members:
            tops[one] = here
            here += heights[one]
    return _within(order, tops, heights, (low, high))


def _tall(members: Sequence[int], heights: Sequence[float]) -> float:
    return sum(heights[one] for one in members)


def _top(members: Sequence[int], wanted: Sequence[float], heights: Sequence[float]) -> float:
    """The top of labels that stand close below each other with the least squares of what they are moved."""
    above, offsets = 0.0, []
    for one in members:
        offsets.append(wanted[one] - above - heights[one] / 2)
        above += heights[one]
    return sum(offsets) / len(offsets)


def _within(
    order: Sequence[int], tops: dict[int, float], heights: Sequence[float], bounds: tuple[float, float]
) -> list[float]:
    """Push what stands beyond the bounds back, its neighbours with it."""
    low, high = bounds
    for one in reversed(order):
        tops[one] = min(tops[one], high - heights[one])
        high = tops[one]
    for one in order:
        tops[one] = max(tops[one], low)
        low = tops[one] + heights[one]
    return [tops[one] + heights[one] / 2 for one in range(len(order))]
