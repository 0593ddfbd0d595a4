"""All projects on one time axis: what was promised, the band from P50 to P80, and P80 where others hold it up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from rechterhand.engine.schedule.result import to_minute
from rechterhand.reports.charts.axis import Axis
from rechterhand.reports.charts.labels import wrapped
from rechterhand.reports.charts.svg import Look, element, label, line, picture, tag
from rechterhand.text import Language
from rechterhand.text.writing import month, short_date
from rechterhand.web.look.explained import Figure
from rechterhand.web.look.say import say
from rechterhand.web.pages.links import to
from rechterhand.web.queries.portfolio import ProjectLine

WIDTHS: dict[Look, int] = {"wide": 1200, "narrow": 360}
NAME_WIDTHS: dict[Look, int] = {"wide": 280, "narrow": 0}
ROWS: dict[Look, int] = {"wide": 26, "narrow": 42}
TOP, BOTTOM, EDGE = 8, 26, 12
TAGS = 64
"""Room right of the axis for the price tag of what ends last."""
ROOM = 72
"""What the name of a month needs."""


def timeline(lines: Sequence[ProjectLine], today: date, language: Language, look: Look) -> str:
    """The picture; nothing when no project has a date."""
    days = [
        day
        for one in lines
        for day in (_day(one.p50.value), _day(one.p80.value), _day(one.committed.value), _together(one))
        if day
    ]
    if not days:
        return ""
    width, row = WIDTHS[look], ROWS[look]
    height = TOP + row * len(lines) + BOTTOM
    inset = timedelta(days=max(7, (max(days) - min(days)).days // 40))
    span = [_minute(min(*days, today) - inset), _minute(max(*days, today) + inset)]
    axis = Axis.over(span, NAME_WIDTHS[look] + EDGE, width - EDGE - TAGS)
    parts = [_ground(axis, height, today, language)]
    parts += [_row(one, axis, TOP + place * row, look, language) for place, one in enumerate(lines)]
    size = (width, height)
    title = say("portfolio.axis")
    return picture("".join(parts), size, title=title, key="portfolio-timeline", look=look, leads=True)


def _ground(axis: Axis, height: int, today: date, language: Language) -> str:
    found = []
    for place, day, is_month in axis.ticks(ROOM):
        told = month(day, language) if is_month else short_date(day, language)
        found.append(line((place, TOP), (place, height - BOTTOM), "grid"))
        found.append(label(told, place, height - 8, anchor="middle", class_="axis"))
    now = axis.place(_minute(today))
    found.append(line((now, TOP), (now, height - BOTTOM), "mark status"))
    return "".join(found)


def _row(one: ProjectLine, axis: Axis, top: float, look: Look, language: Language) -> str:
    low, high, promised = (_day(each.value) for each in (one.p50, one.p80, one.committed))
    middle = top + (13 if look == "wide" else 30)
    room = NAME_WIDTHS["wide"] if look == "wide" else WIDTHS["narrow"] - 2 * EDGE
    name = wrapped(one.name, room, 1)[0]
    told = label(name, 0 if look == "wide" else EDGE, middle + 4 if look == "wide" else top + 14, class_="name")
    parts = [_leading(told, to("projects:overview", project=one.slug), one.name)]
    if low and high:
        start, end = axis.place(_minute(low)), axis.place(_minute(high))
        band: dict[str, Any] = {
            "x": round(start, 1),
            "width": round(max(end - start, 3), 1),
            "y": round(middle - 5, 1),
            "height": 10,
        }
        parts.append(element("rect", **band, rx=2, class_=f"band {one.health.computed}"))
        parts.append(line((end, middle - 8), (end, middle + 8), f"limit {one.health.computed}"))
        parts += _held_up(end, _together(one), axis, middle)
    if promised:
        at = axis.place(_minute(promised))
        shape = f"M{at:.1f} {middle - 6:g}l6 6-6 6-6-6Z"
        parts.append(element("path", d=shape, class_="promised"))
    if one.dearest is not None:
        ends = [axis.place(_minute(day)) for day in (high, promised, _together(one)) if day]
        price = one.dearest.price.written(language)
        words = f"{one.name}: {one.dearest.title}, {say('records.days', value=price)}"
        if ends:
            told = tag(price, max(ends) + 10, middle)
            parts.append(_leading(told, to("plans:verdict", project=one.slug), words))
    return "".join(parts)


def _leading(content: str, url: str, words: str) -> str:
    """A part of the picture that leads somewhere."""
    return element("a", content, href=url, aria_label=words) if url else content


def _held_up(end: float, together: date | None, axis: Axis, middle: float) -> list[str]:
    """From P80 of the project by itself to that together with others."""
    if together is None:
        return []
    at = axis.place(_minute(together))
    return [line((end, middle), (at, middle), "held-up"), line((at, middle - 8), (at, middle + 8), "held-up")]


def _together(one: ProjectLine) -> date | None:
    return None if one.apart is None else _day(one.apart.together.value)


def _day(value: Figure) -> date | None:
    return value if isinstance(value, date) else None


def _minute(day: date) -> int:
    return to_minute(datetime(day.year, day.month, day.day))
