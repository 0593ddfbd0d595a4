"""The walk through the demonstration's series says what ``compare`` says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rechterhand.demo.plan import LAST, demonstration
from rechterhand.export import written
from rechterhand.reports.telling import causes
from rechterhand.text import LANGUAGES, Language, Message, render
from rechterhand.text.writing import long_date, number
from rechterhand.versions.series import Series, series

DOCS = Path(__file__).parents[2] / "docs"
PAGES: dict[Language, Path] = {"en": DOCS / "en" / "six-months-of-nova.md", "nl": DOCS / "nl" / "zes-maanden-nova.md"}
BOTH = pytest.mark.parametrize("language", LANGUAGES)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Series:
    """As ``rechterhand demo`` writes it: from the files."""
    folder = tmp_path_factory.mktemp("demo")
    files = []
    for version in range(1, LAST + 1):
        plan = demonstration(version=version)
        files.append(folder / plan.source.file)
        files[-1].write_bytes(written(plan, files[-1]).data)
    return series(files)


def rows(language: Language) -> list[list[str]]:
    """The cells of its table."""
    found = re.findall(r"^\| (v\d .*) \|$", PAGES[language].read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [[cell.strip() for cell in one.split("|")] for one in found]


@BOTH
def test_table_has_the_dates_of_every_version(made: Series, language: Language) -> None:
    assert [tuple(row[1:4]) for row in rows(language)] == [
        tuple(long_date(date, language) if date else "" for date in (one.status, one.finish, one.p80))
        for one in made.points
    ]


@BOTH
def test_text_has_the_days_of_p80(made: Series, language: Language) -> None:
    """Of October by cause, of November together."""
    october, november = (one.forecast for one in made.steps[-2:])
    assert october is not None
    assert november is not None
    page = PAGES[language].read_text(encoding="utf-8")

    for part in october.parts:
        assert abs(part.days) < 1 or number(part.days, language, 1, signed=True) in page
    assert number(november.days, language, 1) in page


@BOTH
def test_table_has_the_days_of_every_step(made: Series, language: Language) -> None:
    for row, step in zip(rows(language)[1:], made.steps, strict=True):
        assert row[4] == number(step.finish.days, language, 1, signed=True)
        told = [one for one in causes(step.finish.parts, step.finish.days) if one.days]
        names = [render(Message.of(f"compare.cause.{one.part.cause.value}"), language) for one in told]
        said = ", ".join(
            f"{re.sub(' (against|tegenover) .*', '', name)} {number(one.days, language, 1, signed=True)}"
            for name, one in zip(names, told, strict=True)
        )
        assert row[5] == said
