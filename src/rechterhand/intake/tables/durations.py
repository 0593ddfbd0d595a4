"""Durations in cells: '5d', '2 weken', '4u', 'P3D', bare numbers, and those in clock time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from rechterhand.intake.tables.grid import Cell

_LONGEST = 60
_MOST_MINUTES = 60_000_000  # over a century
_PARTS = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z][a-z .\-]{0,24}|%)?", re.I)
_ISO = re.compile(
    r"P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:\d+S)?)?$", re.I
)
_CLOCK = {"m": 1, "h": 60, "d": 1440, "w": 10_080, "mo": 43_200, "y": 525_600}

_WORDS = {
    "m": "m min mins minuut minuten minute minutes",
    "h": "h u hr hrs uur uren hour hours manuur manuren mensuren",
    "d": "d dg dgn dag dagen day days dy dys wd werkdag werkdagen workday workdays mandag mandagen",
    "w": "w wk wks wkn week weken weeks werkweek werkweken",
    "mo": "mo mos mon mons ma mnd mnds mth mths maand maanden month months",
    "y": "j jr y yr yrs jaar jaren year years",
}
_TWO_WORDS = {"working day": "d", "working days": "d", "business day": "d", "business days": "d", "werk dagen": "d"}
_UNITS = {word: unit for unit, words in _WORDS.items() for word in words.split()} | _TWO_WORDS
_ELAPSED = {
    f"{prefix}{word}": unit
    for unit, words in _WORDS.items()
    for word in words.split()
    for prefix in (
        "e",
        "v",
        "e ",
        "k",
        "kalender",
        "calendar ",
        "elapsed ",
        "verstreken ",
        "doorlopende ",
        "doorlopend ",
    )
    if not (prefix == "k" and word not in {"d", "dg", "dgn"}) and f"{prefix}{word}" not in _UNITS
} | {"cd": "d", "cal d": "d", "etmaal": "d", "etmalen": "d"}


@dataclass(frozen=True, slots=True)
class Week:
    """How many working minutes a day and a week have, and days a month."""

    day: int = 480
    week: int = 2400
    month_days: int = 20

    def minutes(self, unit: str) -> int:
        """Working minutes of one m, h, d, w, mo or y."""
        return {
            "m": 1,
            "h": 60,
            "d": self.day,
            "w": self.week,
            "mo": self.month_days * self.day,
            "y": 12 * self.month_days * self.day,
        }[unit]


@dataclass(frozen=True, slots=True)
class Span:
    """A duration in minutes of work, or of the clock when ``elapsed``; ``bare`` when no unit was given."""

    minutes: int
    elapsed: bool = False
    estimated: bool = False
    bare: bool = False


def unit_named(word: str) -> str | None:
    """The unit that a word in lower case names: m, h, d, w, mo or y, with an e before it for clock time."""
    if word in _ELAPSED:
        return f"e{_ELAPSED[word]}"
    return _UNITS.get(word)


def span(cell: Cell, unit: str, week: Week) -> Span | None:
    """The duration in a cell; ``unit`` (m, h, d, w, mo, or ed for calendar days) counts for bare numbers.

    None when there is none, or a negative one.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, timedelta):
        return _bounded(cell.total_seconds() / 60)
    if isinstance(cell, float):
        return _of(cell, unit, week, bare=True)
    if not isinstance(cell, str):
        return None
    text = " ".join(cell[:_LONGEST].split()).lower()
    estimated = text.endswith("?")
    text = text.rstrip("? ").lstrip("~± ").removeprefix("ca. ").removeprefix("ca ").removeprefix("circa ")
    found = _iso(text, week) or _parts(text, unit, week)
    return found and Span(found.minutes, found.elapsed, estimated or found.estimated, found.bare)


def _iso(text: str, week: Week) -> Span | None:
    found = _ISO.match(text)
    if found is None or not any(found.groups()):
        return None
    weeks, days, hours, minutes = (float(one or 0) for one in found.groups())
    return _bounded(weeks * week.week + days * week.day + hours * 60 + minutes)


def _parts(text: str, unit: str, week: Week) -> Span | None:
    """One or more numbers with units, all of working time or all of the clock: '1 week 2 dagen'."""
    place, total, elapsed, bare, count = 0, 0.0, set[bool](), False, 0
    while place < len(text):
        found = _PARTS.match(text, place)
        if found is None or count > 3:
            return None
        word = (found[2] or "").strip(" .-")
        word = word.removesuffix(" en").strip()
        one = _of(_number(found[1]), word or unit, week)
        if one is None or (not word and (count or found.end() < len(text))):
            return None
        total += one.minutes
        elapsed.add(one.elapsed)
        bare = not word
        place, count = found.end(), count + 1
    return _bounded(total, elapsed.pop(), bare=bare) if len(elapsed) == 1 else None


def _of(number: float, unit: str, week: Week, *, bare: bool = False) -> Span | None:
    if unit in _UNITS:
        return _bounded(number * week.minutes(_UNITS[unit]), bare=bare)
    if unit in _ELAPSED:
        return _bounded(number * _CLOCK[_ELAPSED[unit]], elapsed=True, bare=bare)
    return None


def _bounded(minutes: float, elapsed: bool = False, *, bare: bool = False) -> Span | None:
    return Span(round(minutes), elapsed, bare=bare) if 0 <= minutes <= _MOST_MINUTES else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))


@dataclass(frozen=True, slots=True)
class Lag:
    """The time on a link: minutes, or a percentage of the predecessor's duration; of the clock when ``elapsed``."""

    minutes: int = 0
    percent: float | None = None
    elapsed: bool = False


def lag(text: str, week: Week) -> Lag | None:
    """The lag of '+3d', '- 2 dagen', '+50%', '+1ew'; without unit it is days. None when it is no lag."""
    bare = " ".join(text.split()).lower().replace("−", "-").replace("–", "-")
    sign = -1 if bare.startswith("-") else 1
    bare = bare.lstrip("+- ")
    if bare.endswith("%"):
        number = bare[:-1].strip()
        elapsed = number.endswith(("e", "v"))
        number = number.rstrip("ev ")
        return Lag(percent=sign * _number(number), elapsed=elapsed) if _is_number(number) else None
    found = _parts(bare.rstrip("?"), "d", week)
    return None if found is None else Lag(sign * found.minutes, elapsed=found.elapsed)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,9}(?:[.,]\d{1,9})?", text))
