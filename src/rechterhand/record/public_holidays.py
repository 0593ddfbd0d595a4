"""Public holidays of a country: those on which nearly everyone is free, and those to ask after.

Of the Netherlands by the rules themselves: loading all countries of the package ``holidays`` takes longer than all
checks together, so only other countries are asked of it. Good Friday and 5 May are free for some, by agreement.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from dateutil.easter import easter

from rechterhand.text import Message
from rechterhand.text.message import Value

NETHERLANDS = 528
COUNTRIES = {
    40: "AT",
    56: "BE",
    208: "DK",
    246: "FI",
    250: "FR",
    276: "DE",
    372: "IE",
    380: "IT",
    442: "LU",
    NETHERLANDS: "NL",
    578: "NO",
    616: "PL",
    620: "PT",
    724: "ES",
    752: "SE",
    756: "CH",
    826: "GB",
    840: "US",
}
"""Countries that can be chosen, by their number in ISO 3166-1."""

SUNDAY = 6


def public_holidays(country: int, years: Iterable[int], *, asked: bool = False) -> dict[date, Value]:
    """Days off and their names.

    Parameters
    ----------
    country
        Number in ISO 3166-1, one of COUNTRIES.
    years
        Which years.
    asked
        With the days that only some have: of the Netherlands Good Friday and 5 May.
    """
    if country == NETHERLANDS:
        return {day: name for year in years for day, name in _dutch(year, asked=asked)}
    import holidays  # noqa: PLC0415 - heavy, and only for other countries

    return dict(holidays.country_holidays(COUNTRIES[country], years=list(years)))


def _dutch(year: int, *, asked: bool) -> list[tuple[date, Message]]:
    sunday = easter(year)
    king = date(year, 4, 27)
    found = [
        (date(year, 1, 1), Message.of("checks.holiday.new_year")),
        (sunday + timedelta(days=1), Message.of("checks.holiday.easter_monday")),
        (king - timedelta(days=king.weekday() == SUNDAY), Message.of("checks.holiday.kings_day")),
        (sunday + timedelta(days=39), Message.of("checks.holiday.ascension")),
        (sunday + timedelta(days=50), Message.of("checks.holiday.whit_monday")),
        (date(year, 12, 25), Message.of("checks.holiday.christmas")),
        (date(year, 12, 26), Message.of("checks.holiday.second_christmas")),
    ]
    if asked:
        found += [
            (sunday - timedelta(days=2), Message.of("checks.holiday.good_friday")),
            (date(year, 5, 5), Message.of("checks.holiday.liberation")),
        ]
    return found
