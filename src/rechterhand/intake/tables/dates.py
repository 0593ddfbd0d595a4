"""Dates in cells: Excel's own, and texts in every convention that planners use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rechterhand.intake.tables.grid import Cell

FIRST_YEAR, LAST_YEAR = 1980, 2100
_FIRST_SERIAL, _LAST_SERIAL = 29_221, 73_415
_EPOCH = datetime(1899, 12, 30)
_LONGEST = 60
_FAR = 300
"""Days beyond which a date without a year isn't put beside another one: rather a slip of the pen."""

_WEEKDAY = re.compile(
    r"^(?:ma|di|wo|do|vr|za|zo|mo|tu|we|th|fr|sa|su|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|(?:mon|tues?|wed|wednes|thur?s?|fri|sat|satur|sun)(?:day)?)\.?,?\s+",
    re.I,
)
_NUMBERS = re.compile(r"(\d{1,4})\s?[-/.\s]\s?(\d{1,2})\s?[-/.\s]\s?'?(\d{1,4})(?![\d:])")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:e|ste|de|st|nd|rd|th)?[-.\s]{0,2}([a-z]{3,9})\.?,?[-.\s]{0,2}'?(\d{4}|\d{2})(?!\d)", re.I
)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)", re.I)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_WEEK = re.compile(r"(?:week|wk|w)\.?\s?(\d{1,2})\s?[-/,'\s]\s?(\d{4}|\d{2})$", re.I)
_YEAR_WEEK = re.compile(r"(\d{4})\s?[-/\s]?\s?(?:week|wk|w)\.?\s?(\d{1,2})$", re.I)
_WEEK_ALONE = re.compile(r"(?:week|wk|w)\.?\s?\d{1,2}$", re.I)
_SHORT = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})[.]?")
_SHORT_DAY_MONTH = re.compile(r"(\d{1,2})(?:e|ste|de|st|nd|rd|th)?[-.\s]{0,2}([a-z]{3,9})\.?", re.I)
_SHORT_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?", re.I)
_TIME = re.compile(
    r"[T,\s]*(?:om\s)?(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(am|pm|u|uur|h)?\.?(?:Z|[+-]\d\d:?\d\d)?$", re.I
)
_ACTUAL = re.compile(r"\d\s+A\s*$")
_MARKS = re.compile(r"\s?\*$|\sA$")

_MONTHS = {
    "jan": 1, "feb": 2, "mrt": 3, "maa": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH_NAMES = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november"),
    *("december", "january", "february", "march", "may", "june", "july", "august", "october", "mrt", "sept"),
)


class Order(StrEnum):
    """In which order day, month and year stand."""

    DMY = "dmy"
    MDY = "mdy"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment; ``timed`` when a time of day was given, ``week`` when it is a whole week by its Monday."""

    moment: datetime
    timed: bool = False
    week: bool = False


@dataclass(frozen=True, slots=True)
class Numbers:
    """The two first numbers of a date whose order isn't plain: which readings are possible."""

    first: int
    second: int

    @property
    def day_first(self) -> bool:
        """Can only be day, month."""
        return self.first > 12 >= self.second

    @property
    def month_first(self) -> bool:
        """Can only be month, day."""
        return self.second > 12 >= self.first

    @property
    def possible(self) -> bool:
        """Whether there is a month at all; '32-13' is no date in any order."""
        return min(self.first, self.second) <= 12


def ambiguous(text: str) -> Numbers | None:
    """The numbers of a text whose order must be decided; None when it is plain or no date."""
    found = _NUMBERS.match(_bare(text))
    if found is None or len(found[1]) > 2:
        return None
    return Numbers(int(found[1]), int(found[2]))


def stamp(cell: Cell, order: Order) -> Stamp | None:
    """The moment in a cell; None when there is none, or one outside 1980-2100."""
    if isinstance(cell, datetime):
        return _within(Stamp(_to_minute(cell), bool(cell.hour or cell.minute)))
    if isinstance(cell, bool) or not isinstance(cell, str | float):
        return None
    if isinstance(cell, float):
        return _of_number(cell)
    text = _bare(cell)
    if _digits_only(text):
        return _of_number(float(text))
    return _within(_of_text(text, order))


def without_year(cell: Cell, order: Order, beside: datetime, *, after: bool) -> Stamp | None:
    """The moment of '20-4', '20 apr' or 'wk 17', in the year that another date of the same task gives.

    Parameters
    ----------
    cell, order
        What stands there, and in which order day and month stand.
    beside
        The other date.
    after
        Whether this one comes after it, or else before it.

    Returns
    -------
    Stamp or None
        The nearest such day on the right side; None when the text is none, or the two would lie over 300 days apart.
    """
    if not isinstance(cell, str):
        return None
    text = _bare(cell)
    for year in (beside.year, beside.year + (1 if after else -1)):
        found = _in_year(text, order, year)
        if found is None:
            continue
        last = found.moment + timedelta(days=6 if found.week and after else 0)
        days = (last.date() - beside.date()).days * (1 if after else -1)
        if 0 <= days <= _FAR:
            return _within(found)
    return None


def _in_year(text: str, order: Order, year: int) -> Stamp | None:
    if found := _SHORT.fullmatch(text):
        numbers = Numbers(int(found[1]), int(found[2]))
        month_first = numbers.month_first or (order is Order.MDY and not numbers.day_first)
        month, day = (numbers.first, numbers.second) if month_first else (numbers.second, numbers.first)
    elif found := _SHORT_DAY_MONTH.fullmatch(text):
        month, day = _month(found[2]), int(found[1])
    elif found := _SHORT_MONTH_DAY.fullmatch(text):
        month, day = _month(found[1]), int(found[2])
    elif _WEEK_ALONE.match(text):
        return _week(year, int("".join(sign for sign in text if sign.isdecimal())))
    else:
        return None
    moment = _made(year, month, day)
    return None if moment is None else Stamp(moment)


def is_actual(cell: Cell) -> bool:
    """'17-Jan-26 A': P6 marks what really happened so."""
    return isinstance(cell, str) and bool(_ACTUAL.search(cell[:_LONGEST]))


def is_week_alone(cell: Cell) -> bool:
    """'wk 12': a week without a year."""
    return isinstance(cell, str) and bool(_WEEK_ALONE.match(_bare(cell)))


def _bare(text: str) -> str:
    text = " ".join(text[:_LONGEST].replace("\u200b", "").split())
    return _MARKS.sub("", _WEEKDAY.sub("", text))


def _digits_only(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) in {5, 8}


def _of_number(number: float) -> Stamp | None:
    """Excel's count of days since 1900, or the digits of a date written together."""
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        moment = _to_minute(_EPOCH + timedelta(days=number))
        return Stamp(moment, bool(moment.hour or moment.minute))
    if number.is_integer() and _COMPACT.fullmatch(str(int(number))):
        return _within(_of_text(str(int(number)), Order.DMY))
    return None


def _of_text(text: str, order: Order) -> Stamp | None:
    for pattern, turn in ((_YEAR_WEEK, (1, 2)), (_WEEK, (2, 1))):
        found = pattern.match(text)
        if found:
            return _week(_year(found[turn[0]]), int(found[turn[1]]))
    day, rest = _day(text, order)
    if day is None:
        return None
    rest = rest.strip()
    if not rest:
        return Stamp(day)
    clock = _clock(rest)
    return None if clock is None else Stamp(day + clock, clock != timedelta(0))


def _day(text: str, order: Order) -> tuple[datetime | None, str]:
    """The day at the start of a text, and what follows it."""
    if found := _NUMBERS.match(text):
        return _numbered(found, order), text[found.end() :]
    if found := _COMPACT.match(text):
        return _made(int(found[1]), int(found[2]), int(found[3])), text[found.end() :]
    if found := _DAY_MONTH.match(text):
        return _made(_year(found[3]), _month(found[2]), int(found[1])), text[found.end() :]
    if found := _MONTH_DAY.match(text):
        return _made(int(found[3]), _month(found[1]), int(found[2])), text[found.end() :]
    return None, text


def _numbered(found: re.Match[str], order: Order) -> datetime | None:
    first, second, third = found[1], found[2], found[3]
    if len(first) == 4:
        return _made(int(first), int(second), int(third))
    if len(first) > 2 or len(third) not in {2, 4}:
        return None
    numbers = Numbers(int(first), int(second))
    month_first = numbers.month_first or (order is Order.MDY and not numbers.day_first)
    month, day = (first, second) if month_first else (second, first)
    return _made(_year(third), int(month), int(day))


def _made(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _month(name: str) -> int:
    """The month of a name or its beginning; 0 for any other word."""
    low = name.lower()
    full = any(one.startswith(low) for one in _MONTH_NAMES)
    return _MONTHS.get(low[:3], 0) if full else 0


def _week(year: int, week: int) -> Stamp | None:
    try:
        return Stamp(datetime.fromisocalendar(year, week, 1), week=True)
    except ValueError:
        return None


def _clock(text: str) -> timedelta | None:
    found = _TIME.match(text)
    if found is None:
        return None
    hours, minutes = int(found[1]), int(found[2])
    half = (found[4] or "").lower()
    if half == "pm" and hours < 12:
        hours += 12
    elif half == "am" and hours == 12:
        hours = 0
    return timedelta(hours=hours, minutes=minutes) if hours <= 24 and minutes < 60 else None


def _to_minute(moment: datetime) -> datetime:
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)


def _within(found: Stamp | None) -> Stamp | None:
    return found if found is not None and FIRST_YEAR <= found.moment.year <= LAST_YEAR else None
