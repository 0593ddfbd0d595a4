"""Which project waits for which: boxes in the order of waiting, an arrow from each to those that wait for it."""

from __future__ import annotations

from collections.abc import Mapping

from rechterhand.reports.charts.labels import wrapped
from rechterhand.reports.charts.svg import Look, element, label, picture, tag, tag_width
from rechterhand.text.writing import number
from rechterhand.web.look.say import language, say
from rechterhand.web.queries.together import Together, Waiting

BOX, HIGH, GAP, TOP = 190.0, 40.0, 22.0, 8.0
WIDTH, LEAST, NARROW = 960, 720, 340
Pair = tuple[str, str]


def waiting_picture(found: Together, look: Look) -> str:
    """The picture; nothing when no link may be seen."""
    pairs = _pairs(found.links)
    if not pairs:
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


def _levels(pairs: Mapping[Pair, float | None]) -> dict[str, int]:
    """The column of each project: one further than all that it waits for; projects that wait for each other stop it."""
    names = list(dict.fromkeys(name for pair in pairs for name in pair))
    level = dict.fromkeys(names, 0)
    for _ in names:
        for before, after in pairs:
            level[after] = min(max(level[after], level[before] + 1), len(names) - 1)
    return level


def _drawn(pairs: Mapping[Pair, float | None]) -> tuple[str, tuple[int, int]]:
    level = _levels(pairs)
    columns = sorted(set(level.values()))
    rows = {one: [name for name in level if level[name] == one] for one in columns}
    most = max(len(one) for one in rows.values())
    step = (WIDTH - BOX - 2) / max(1, len(columns) - 1)
    step = min(step, BOX + 190)
    place = {
        name: (1 + columns.index(one) * step, TOP + (at + (most - len(names)) / 2) * (HIGH + GAP))
        for one, names in rows.items()
        for at, name in enumerate(names)
    }
    arrows = [_arrow(place[before], place[after], value) for (before, after), value in pairs.items()]
    boxes = [_box(name, *place[name]) for name in place]
    height = TOP * 2 + most * (HIGH + GAP) - GAP
    width = max(LEAST, round(max(x for x, _ in place.values()) + BOX + 1))
    return "".join((*(one for one, _ in arrows), *boxes, *(one for _, one in arrows))), (width, round(height))


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
            parts.append(tag(told, 48, y + HIGH + GAP / 2 + 1))
        y += 2 * (HIGH + GAP) + 8
    return "".join(parts), (NARROW, round(y))


def _box(name: str, x: float, y: float) -> str:
    lines = wrapped(name, BOX - 20, 2)
    middle = y + HIGH / 2 + 4
    told = [
        label(one, x + 10, middle + (at - (len(lines) - 1) / 2) * 15, class_="said1") for at, one in enumerate(lines)
    ]
    frame = element("rect", x=round(x, 1), y=round(y, 1), width=BOX, height=HIGH, rx=4, class_="hollow")
    return frame + "".join(told)


def _arrow(before: tuple[float, float], after: tuple[float, float], value: float | None) -> tuple[str, str]:
    """The arrow, and its tag, which stands before all arrows."""
    x1, y1 = before[0] + BOX, before[1] + HIGH / 2
    x2, y2 = after[0], after[1] + HIGH / 2
    middle = (x1 + x2) / 2
    way = element(
        "path", d=f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2 - 6:.1f} {y2:.1f}", class_="tie"
    )
    if value is None:
        return way + _head(x2, y2), ""
    told = _days(value)
    return way + _head(x2, y2), tag(told, middle - tag_width(told) / 2, (y1 + y2) / 2)


def _head(x: float, y: float) -> str:
    return element("path", d=f"M{x:.1f} {y:.1f}l-8 -4v8Z", class_="arrow")


def _days(value: float) -> str:
    return number(value, language(), 1)
