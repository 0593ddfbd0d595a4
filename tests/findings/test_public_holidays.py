"""The Dutch days off are those of the package that keeps them for all countries."""

from __future__ import annotations

from datetime import date

import holidays
import pytest

from rechterhand.record.public_holidays import COUNTRIES, NETHERLANDS, public_holidays

YEARS = range(2015, 2061)
SATURDAY = 5


@pytest.mark.parametrize("year", YEARS)
def test_dutch_holidays_are_those_of_the_package(year: int) -> None:
    known = holidays.country_holidays("NL", years=year, categories=("public", "optional"))

    found = public_holidays(NETHERLANDS, [year], asked=True)

    assert {day for day in found if day.weekday() < SATURDAY} == {day for day in known if day.weekday() < SATURDAY}


def test_kings_day_on_a_sunday_is_kept_on_the_saturday() -> None:
    found = public_holidays(NETHERLANDS, [2031])

    assert date(2031, 4, 26) in found
    assert date(2031, 4, 27) not in found


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_that_can_be_chosen_has_days_off(country: int) -> None:
    assert any(day.weekday() < SATURDAY for day in public_holidays(country, [2026]))
