"""The bow wave: below each other what each version has ending in each month, so that a hill that moves on is seen."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rechterhand.engine.schedule.result import to_minute
from rechterhand.reports.charts.axis import Axis
from rechterhand.reports.charts.labels import breadth
from rechterhand.reports.charts.svg import Look, element, label, line, picture
from rechterhand.text import Language
from rechterhand.text.plain import shorten
from rechterhand.text.writing import month, number

TOP, BOTTOM = 26, 28
FAINTEST = 0.35
"""How strong the oldest version is drawn, of 1 for the newest."""


@dataclass(frozen=True)
class Frame:
    """Measures of a picture; in a narrow one the name stands above its row."""

    width: int
    row: int
    left: int
    above: int
    beside: bool


FRAMES: dict[Look, Frame] = {
    "wide": Frame(width=860, row=84, left=150, above=18, beside=True),
    "narrow": Frame(width=340, row=84, left=38, above=34, beside=False),
}
RIGHT = 8


@dataclass(frozen=True, slots=True)
class Version:
    """What one version has ending in each month, in working days of work; months by their first day."""

    name: str
    status: datetime | None
    months: Mapping[date, float]

    def to_come(self, day: date) -> bool:
        """Whether a month isn't over at the status date."""
        return self.status is None or (day.year, day.month) >= (self.status.year, self.status.month)


def wave(versions: Sequence[Version], language: Language, look: Look, *, title: str, unit: str) -> str:
    """Draw the rows, the oldest on top and the newest strongest; ``unit`` says what the heights are."""
    frame = FRAMES[look]
    days = [day for one in versions for day in one.months]
    statuses = [to_minute(one.status) for one in versions if one.status is not None]
    ends = [to_minute(datetime(one.year, one.month, 1)) for one in (min(days), _next(max(days)))]
    axis = Axis.over([*ends, *statuses], frame.left, frame.width - RIGHT)
    most = max(1.0, *(work for one in versions for work in one.months.values()))
    height = TOP + frame.row * len(versions) + BOTTOM
    parts = [label(unit, 2, 14, class_="axis"), *_months(axis, height, language)]
    for place, one in enumerate(versions):
        row = _Row(frame, axis, most, TOP + place * frame.row)
        before = versions[place - 1] if place else None
        strength = FAINTEST + (1 - FAINTEST) * (place + 1) / len(versions)
        newest = place + 1 == len(versions)
        drawn = "".join(row.draw(one, before, language, 1.0 if newest else strength))
        parts.append(element("g", drawn, class_="version newest" if newest else "version"))
    return picture("".join(parts), (frame.width, height), title=title, key="wave", look=look)


def _next(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _months(axis: Axis, height: int, language: Language) -> Iterator[str]:
    for place, day in axis.months(room=70):
        words = month(day, language)
        yield line((place, TOP), (place, height - BOTTOM + 4), "grid")
        if place + breadth(words) <= axis.right + RIGHT:
            yield label(words, place, height - 9)


def rounded(most: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that isn't above."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (1, 2, 5) if step * power <= most)


@dataclass(frozen=True)
class _Row:
    """One version's place in the picture."""

    frame: Frame
    axis: Axis
    most: float
    top: int

    @property
    def _floor(self) -> float:
        return self.top + self.frame.row - 4

    def _y(self, work: float) -> float:
        return self._floor - work / self.most * (self.frame.row - self.frame.above - 4)

    def _span(self, day: date) -> tuple[float, float]:
        first, after = (self.axis.place(to_minute(datetime(one.year, one.month, 1))) for one in (day, _next(day)))
        return first, after

    def draw(self, one: Version, before: Version | None, language: Language, strength: float) -> Iterator[str]:
        """Name, scale, bars, what the version before said, the highest month to come and the status date."""
        yield from self._scale(one.name, language)
        for day, work in sorted(one.months.items()):
            first, after = self._span(day)
            y = self._y(work)
            look = "bar" if one.to_come(day) else "spread"
            yield element(
                "rect",
                x=round(first, 1),
                y=round(y, 1),
                width=round(max(1.0, after - first - 1.5), 1),
                height=round(max(0.5, self._floor - y), 1),
                class_=look,
                opacity=round(strength, 2),
            )
        if before is not None and before.months:
            yield element("path", d=self._outline(before), class_="before")
        if one.status is not None:
            x = self.axis.place(to_minute(one.status))
            yield line((x, self.top + self.frame.above - 4), (x, self._floor), "status")
        yield from self._highest(one, language)

    def _scale(self, name: str, language: Language) -> Iterator[str]:
        left, level = self.frame.left, rounded(self.most)
        if self.frame.beside:
            yield label(shorten(name, 16), 2, self._floor - 10, class_="name")
        else:
            yield label(shorten(name, 40), 2, self.top + 12, class_="name")
        for work in (0.0, level):
            yield line((left, self._y(work)), (self.axis.right, self._y(work)), "grid")
            yield label(number(work, language), left - 5, self._y(work) + 4, anchor="end", class_="axis")

    def _outline(self, one: Version) -> str:
        """The tops of a version's bars as steps, without those of months that were over for it already."""
        days = [day for day in sorted(one.months) if one.to_come(day)]
        if not days:
            return f"M{self.axis.left:.1f},{self._floor:.1f}"
        path, day = [f"M{self._span(days[0])[0]:.1f},{self._floor:.1f}"], days[0]
        while day <= days[-1]:
            first, after = self._span(day)
            y = self._y(one.months.get(day, 0.0))
            path.append(f"L{first:.1f},{y:.1f} L{after:.1f},{y:.1f}")
            day = _next(day)
        return " ".join([*path, f"L{self._span(days[-1])[1]:.1f},{self._floor:.1f}"])

    def _highest(self, one: Version, language: Language) -> Iterator[str]:
        open_ones = {day: work for day, work in one.months.items() if one.to_come(day)}
        if not open_ones:
            return
        day = max(sorted(open_ones), key=lambda each: open_ones[each])
        words = f"{number(open_ones[day], language)} · {month(day, language)}"
        half = breadth(words) / 2
        left = self.axis.left if one.status is None else self.axis.place(to_minute(one.status)) + 4
        x = min(max(sum(self._span(day)) / 2, left + half), self.axis.right - half)
        yield label(words, x, self._y(open_ones[day]) - 4, anchor="middle", class_="number")
