"""Which project waits for which: boxes in the order of waiting, a line from each to those that wait for it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from rechterhand.reports.charts.labels import wrapped
from rechterhand.reports.charts.svg import Look, element, label, picture
from rechterhand.text.writing import number
from rechterhand.web.look.say import language, say
from rechterhand.web.pages.projects.waiting_ways import HIGH, Pair, Point, tag_place, ways
from rechterhand.web.queries.together import Together, Waiting

BOX, GAP, TOP, ROUND = 190.0, 22.0, 8.0, 6.0
BOLD = 0.84
"""How much less fits on a line of bold letters."""
WIDTH, LEAST, NARROW = 960, 720, 340


def waiting_picture(found: Together, look: Look) -> str:
    """The picture; nothing when no project of a link may be seen."""
    pairs = _pairs(found.links)
    if all(before == after for before, after in pairs):
        return ""
    content, size = _drawn(pairs) if look == "wide" else _listed(pairs)
    return picture(content, size, title=say("projects.together.picture"), key="waiting", look=look)


def _pairs(links: tuple[Waiting, ...]) -> dict[Pair, float | None]:
    """Who waits for whom, with the most that a link between them costs."""
    hidden = say("projects.link.hidden")
    found: dict[Pair, float | None] = {}
    for one in links:
        pair = (one.link.before.project or hidden, one.link.after.project or hidden)
        value = None if one.costs is None or not isinstance(one.costs.value, (int, float)) else float(one.costs.value)
        found[pair] = max((each for each in (found.get(pair), value) if each is not None), default=None)
    return found


def _drawn(pairs: Mapping[Pair, float | None]) -> tuple[str, tuple[int, int]]:
    found = ways(pairs, WIDTH)
    lines, tags, stand = list[str](), list[str](), list[Point]()
    for pair, line in found.lines.items():
        lines.append(_line(line))
        value = pairs[pair]
        if value is not None:
            told = _days(value)
            at = tag_place(line, _wide(told), found.boxes.values(), stand)
            stand.append(at)
            tags.append(_tag(told, at[0] - _wide(told) / 2, at[1]))
    boxes = [_box(name, one.x, one.y, one.wide) for name, one in found.boxes.items()]
    return "".join((*lines, *boxes, *tags)), (max(LEAST, math.ceil(found.width)), math.ceil(found.height))


def _line(line: Sequence[Point]) -> str:
    """A line with round corners, and its arrow."""
    (x, y), parts = line[0], list[str]()
    for (x1, y1), (x2, y2), (x3, y3) in zip(line, line[1:], line[2:], strict=False):
        bend = min(ROUND, (abs(x2 - x1) + abs(y2 - y1)) / 2, (abs(x3 - x2) + abs(y3 - y2)) / 2)
        parts.append(f"L{_towards((x2, y2), (x1, y1), bend)}Q{x2:.1f} {y2:.1f} {_towards((x2, y2), (x3, y3), bend)}")
    end = line[-1]
    way = element("path", d=f"M{x:.1f} {y:.1f}{''.join(parts)}L{end[0] - 6:.1f} {end[1]:.1f}", class_="tie")
    return way + _head(*end)


def _towards(here: Point, there: Point, far: float) -> str:
    """A point so far from here towards there; lines run upright or level."""
    length = abs(there[0] - here[0]) + abs(there[1] - here[1]) or 1.0
    return " ".join(f"{one + (other - one) * far / length:.1f}" for one, other in zip(here, there, strict=True))


def _listed(pairs: Mapping[Pair, float | None]) -> tuple[str, tuple[int, int]]:
    """On a phone each pair by itself, one below the other."""
    parts, y = list[str](), TOP
    for (before, after), value in pairs.items():
        parts += [_box(before, 1, y), _box(after, NARROW - BOX - 1, y + HIGH + GAP)]
        start, end = (40.0, y + HIGH), (NARROW - BOX - 1, y + HIGH * 1.5 + GAP)
        parts.append(element("path", d=f"M{start[0]:g} {start[1]:g}V{end[1]:g}H{end[0] - 6:g}", class_="tie"))
        parts.append(_head(*end))
        if value is not None:
            told = _days(value)
            parts.append(_tag(told, 48, y + HIGH + GAP / 2 + 1))
        y += 2 * (HIGH + GAP) + 8
    return "".join(parts), (NARROW, round(y))


def _box(name: str, x: float, y: float, wide: float = BOX) -> str:
    lines = wrapped(name, (wide - 20) * BOLD, 2)
    middle = y + HIGH / 2 + 4
    told = [
        label(one, x + 10, middle + (at - (len(lines) - 1) / 2) * 15, class_="said1") for at, one in enumerate(lines)
    ]
    frame = element("rect", x=round(x, 1), y=round(y, 1), width=round(wide, 1), height=HIGH, rx=4, class_="hollow")
    return frame + "".join(told)


def _head(x: float, y: float) -> str:
    return element("path", d=f"M{x:.1f} {y:.1f}l-8 -4v8Z", class_="arrow")


def _tag(told: str, x: float, y: float) -> str:
    """The price tag, with room for bold figures."""
    at: dict[str, Any] = {"x": round(x, 1), "y": round(y - 9, 1), "height": 18}
    box = element("rect", **at, width=round(_wide(told), 1), rx=3, class_="tag-box")
    return box + element("rect", **at, width=3.5, class_="tag-edge") + label(told, x + 8, y + 4, class_="number")


def _wide(told: str) -> float:
    return 15 + 7.4 * len(told)


def _days(value: float) -> str:
    return number(value, language(), 1)
