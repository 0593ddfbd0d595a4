"""Numbers, dates and days as Dutch and English readers write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from rechterhand.findings.check import share_of
from rechterhand.text import Message, render
from rechterhand.text.writing import Writer, long_date, month, number, percent, short_date

DAY = date(2027, 3, 14)


def write(form: str, language: str, **values: object) -> str:
    return Writer(language, lambda message: f"<{message.key}>").vformat(form, (), values)


def test_long_date_follows_the_language() -> None:
    assert long_date(DAY, "nl") == "14 maart 2027"
    assert long_date(DAY, "en") == "14 March 2027"


def test_table_date_cannot_be_misread() -> None:
    assert short_date(DAY, "nl") == "14-03-2027"
    assert short_date(DAY, "en") == "14 Mar 2027"


def test_month_of_an_axis_is_short() -> None:
    assert month(DAY, "nl") == "mrt 2027"
    assert month(DAY, "en") == "Mar 2027"


@pytest.mark.parametrize(
    ("error", "told"), [(0.0, "0,0"), (0.002, "0,01"), (0.03, "0,03"), (0.05, "0,1"), (0.44, "0,4"), (12.3, "12,3")]
)
def test_an_error_never_looks_like_none_at_all(error: float, told: str) -> None:
    assert write("{error:margin}", "nl", error=error) == told


@pytest.mark.parametrize(
    ("language", "expected"),
    [("nl", ["1.234,5", "\u22120,4", "+3,0", "0"]), ("en", ["1,234.5", "\u22120.4", "+3.0", "0"])],
)
def test_number_has_grouping_real_minus_and_no_minus_zero(language: str, expected: list[str]) -> None:
    written = [
        number(1234.5, language, 1),
        number(-0.4, language, 1),
        number(3, language, 1, signed=True),
        number(-0.001, language, 0),
    ]

    assert written == expected


def test_percent_comes_from_a_share() -> None:
    assert percent(0.125, "nl", 1) == "12,5\u00a0%"


def test_placeholders_write_each_kind_of_value() -> None:
    form = "{day:date} {day:short} {at:time} {share:pct} {days:n1} {gain:s1} {items:list} {none} {message} {id:plain}"
    values = {
        "day": DAY,
        "at": datetime(2027, 3, 14, 14, 2),
        "share": 0.12,
        "days": 31.04,
        "gain": -2.5,
        "items": ("a", "b"),
        "none": None,
        "message": Message.of("intake.anything"),
        "id": 73763,
    }

    assert write(form, "nl", **values) == (
        "14 maart 2027 14-03-2027 14-03-2027 14:02 12\u00a0% 31,0 \u22122,5 a, b \u2013 <intake.anything> 73763"
    )


@pytest.mark.parametrize(
    ("days", "expected"), [(0, "0 dagen"), (1, "1 dag"), (1.04, "1 dag"), (0.5, "0,5 dagen"), (1.5, "1,5 dagen")]
)
def test_word_beside_a_number_follows_the_number_as_it_is_written(days: float, expected: str) -> None:
    assert write("{days} {days:dag|dagen}", "nl", days=days) == expected


def test_word_can_follow_a_number_within_a_message() -> None:
    form = "{measured.population:task|tasks} {measured.verb:has|have}"

    assert write(form, "en", measured=share_of(1, 12)) == "tasks has"
    assert write(form, "en", measured=share_of(0, 1)) == "task has"
    assert write(form, "en", measured=share_of(0, 2)) == "tasks have"


@pytest.mark.parametrize(
    ("count", "population", "told"),
    [
        (0, 1, "0 of 1 unfinished task has an expected finish."),
        (1, 1, "1 of 1 unfinished task has an expected finish."),
        (0, 3, "0 of 3 unfinished tasks have an expected finish."),
        (1, 3, "1 of 3 unfinished tasks has an expected finish."),
    ],
)
def test_verb_agrees_with_how_many_of_how_many(count: int, population: int, told: str) -> None:
    message = Message.of("checks.expected_finishes.summary", count=count, population=population)

    assert render(message, "en") == told


def test_whole_choice_can_hold_placeholders() -> None:
    assert write("{n:de enige|een van de {n}}", "nl", n=3) == "een van de 3"


def test_missing_value_is_an_error_never_a_half_text() -> None:
    with pytest.raises(KeyError):
        write("{days:n1}", "nl")


def test_position_instead_of_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        write("{}", "nl")


@pytest.mark.parametrize(
    ("share", "told"),
    [(0.0, "0 %"), (0.0004, "< 1 %"), (0.006, "1 %"), (0.994, "99 %"), (0.9952, "> 99 %"), (1.0, "100 %")],
)
def test_a_chance_is_only_called_certain_where_it_is(share: float, told: str) -> None:
    for language in ("nl", "en"):
        assert write("{chance:chance}", language, chance=share) == told.replace(" %", "\u00a0%")
