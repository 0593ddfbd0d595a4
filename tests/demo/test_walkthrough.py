"""The walk through the demonstration's series says what ``compare`` says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rechterhand.demo.plan import LAST, demonstration
from rechterhand.reports.telling import causes
from rechterhand.text import Message, render
from rechterhand.text.writing import long_date, number
from rechterhand.versions.series import Series, series

PAGE = Path(__file__).parents[2] / "docs" / "en" / "six-months-of-nova.md"


@pytest.fixture(scope="module")
def made() -> Series:
    return series([demonstration(version=number) for number in range(1, LAST + 1)], futures=False)


def rows() -> list[list[str]]:
    """The cells of its table."""
    found = re.findall(r"^\| (v\d .*) \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [[cell.strip() for cell in one.split("|")] for one in found]


def test_table_has_the_dates_of_every_version(made: Series) -> None:
    assert [(row[1], row[2]) for row in rows()] == [
        (long_date(one.status, "en") if one.status else "", long_date(one.finish, "en")) for one in made.points
    ]


def test_table_has_the_days_of_every_step(made: Series) -> None:
    for row, step in zip(rows()[1:], made.steps, strict=True):
        assert row[4] == number(step.finish.days, "en", 1, signed=True)
        told = [one for one in causes(step.finish.parts, step.finish.days) if one.days]
        names = [render(Message.of(f"compare.cause.{one.part.cause.value}"), "en") for one in told]
        said = ", ".join(
            f"{name.removesuffix(' against the calendar')} {number(one.days, 'en', 1, signed=True)}"
            for name, one in zip(names, told, strict=True)
        )
        assert row[5] == said
