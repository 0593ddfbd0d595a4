"""The working time of the demonstration: public holidays, days that the office is shut, meetings, change freezes."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

from rechterhand.record.calendar import STANDARD_DAY, Calendar, CalendarException, Hours

LAST = 2031
"""The last year for which days off are written out: well past the end of any simulated future."""

DAY, WEEK, MONTH = 480, 2400, 9600
STANDARD, SUPPLIER, BOARD, EXECUTIVE, CHANGES, GO_LIVE, WEEKEND = range(1, 8)
BY_NAME = {
    "stuurgroep": BOARD,
    "college": EXECUTIVE,
    "productie": CHANGES,
    "go/no-go": GO_LIVE,
    "weekend": WEEKEND,
}
_CLOSED: Hours = ()
_FIRST_BOARD = date(2026, 1, 15)


def all_calendars(freeze: tuple[int, int, int], first: int) -> tuple[Calendar, ...]:
    """Every calendar of the programme, the office's first.

    Parameters
    ----------
    freeze
        Month, day and number of days of the change freeze around the turn of the year.
    first
        The first year for which days off are written out.
    """
    years = range(first, LAST + 1)
    office = _office_days_off(years)
    return (
        _calendar(STANDARD, "Lindewaard", range(5), office),
        _calendar(SUPPLIER, "Leverancier", range(5), _supplier_days_off(years)),
        _calendar(BOARD, "Stuurgroep (donderdag, elke 4 weken)", (3,), _between_meetings(office, years)),
        _calendar(EXECUTIVE, "College (dinsdag)", (1,), {**office, **_recess(years)}),
        _calendar(CHANGES, "Productiewijzigingen", range(5), {**office, **_freeze(freeze, years)}),
        _calendar(GO_LIVE, "Go/no-go-overleg (donderdag)", (3,), office),
        _calendar(WEEKEND, "Weekendwerk", (5, 6), {}),
    )


def _calendar(number: int, name: str, days: range | tuple[int, ...], off: dict[date, str]) -> Calendar:
    week = tuple(STANDARD_DAY if day in days else _CLOSED for day in range(7))
    exceptions = tuple(CalendarException(day, day, _CLOSED, off[day]) for day in sorted(off) if day.weekday() in days)
    return Calendar(number, name, week, exceptions, minutes_per_day=DAY, minutes_per_week=WEEK, minutes_per_month=MONTH)


@cache
def _public(years: range) -> dict[date, str]:
    found = holidays.country_holidays("NL", years=years, language="nl")
    return dict(found)


def _office_days_off(years: range) -> dict[date, str]:
    """Public holidays, Liberation Day, the Friday after Ascension Day and the week between Christmas and New Year."""
    days = dict(_public(years))
    for day, name in _public(years).items():
        if name.startswith("Hemelvaart"):
            days[day + timedelta(days=1)] = "Brugdag na Hemelvaart"
    for year in years:
        days.setdefault(date(year, 5, 5), "Bevrijdingsdag")
        for after_christmas in range(27, 32):
            days.setdefault(date(year, 12, after_christmas), "Collectief verlof")
    return days


def _supplier_days_off(years: range) -> dict[date, str]:
    """Public holidays, the two weeks around New Year and the first two weeks of August."""
    days = dict(_public(years))
    for year in years:
        for first, length, name in ((date(year, 12, 23), 12, "Jaarwisseling"), (date(year, 8, 1), 14, "Zomersluiting")):
            for day in range(length):
                days.setdefault(first + timedelta(days=day), name)
    return days


def _between_meetings(off: dict[date, str], years: range) -> dict[date, str]:
    """Thursdays without a meeting of the programme board: it meets every fourth, a week later when the office is
    shut.
    """
    meetings = set()
    thursdays = []
    day = date(years[0], 1, 1)
    day += timedelta(days=(3 - day.weekday()) % 7)
    while day.year in years:
        thursdays.append(day)
        if (day - _FIRST_BOARD).days % 28 == 0:
            meetings.add(day if day not in off else day + timedelta(days=7))
        day += timedelta(days=7)
    return {day: "Geen vergadering" for day in thursdays if day not in meetings}


def _recess(years: range) -> dict[date, str]:
    """The executive doesn't meet in the summer recess."""
    return {date(year, 7, 20) + timedelta(days=day): "Zomerreces" for year in years for day in range(35)}


def _freeze(freeze: tuple[int, int, int], years: range) -> dict[date, str]:
    """No changes in production around the turn of the year."""
    month, day, length = freeze
    firsts = [date(year, month, day) for year in years]
    return {first + timedelta(days=place): "Wijzigingsstop" for first in firsts for place in range(length)}
