"""What the page, the workbook and the terminal say of changes: the same days, adding up, without people's names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html import unescape
from io import BytesIO, StringIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from rich.console import Console
from tests.cases.history import RUN, history, step, versions
from tests.cases.programme import PEOPLE, hostile, programme

from rechterhand.cli.comparison import show_comparison, show_series
from rechterhand.reports import telling
from rechterhand.reports.changed import changed_page
from rechterhand.reports.kinds.changes import workbook
from rechterhand.text import LANGUAGES, Language
from rechterhand.versions.compare import compare
from rechterhand.versions.rounding import apportioned
from rechterhand.versions.series import Series, of_steps


@cache
def two() -> Series:
    return of_steps((step(0),))


@cache
def harmful() -> Series:
    """Names that would do harm."""
    old = hostile()
    rows = tuple(
        replace(one, duration_minutes=(one.duration_minutes or 0) + 480) if one.id in {13, 14, 15} else one
        for one in old.activities
        if one.id != 21
    )
    new = replace(old, activities=rows, links=tuple(one for one in old.links if 21 not in _ends(one)))
    return of_steps((compare(old, new, run=RUN),))


def _ends(link: Any) -> set[int]:
    return {link.predecessor_id, link.successor_id}


@cache
def nothing() -> Series:
    return of_steps((compare(programme(), programme(), run=RUN),))


KINDS: dict[str, Callable[[], Series]] = {"two": two, "series": history, "harmful": harmful, "nothing": nothing}


def words(html: str) -> str:
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def screen(made: Series, language: Language) -> list[str]:
    console = Console(file=StringIO(), width=100, highlight=False)
    if len(made.steps) == 1:
        show_comparison(made.steps[0], language, console)
    else:
        show_series(made, language, console)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]  # it is the buffer made above


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_screen_is_a_screen(kind: str, language: Language) -> None:
    lines = screen(KINDS[kind](), language)

    assert len(lines) <= 40
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("kind", ["two", "series"])
def test_shown_causes_add_up_to_the_shown_movement(kind: str) -> None:
    for one in KINDS[kind]().steps:
        told = telling.causes(one.finish.parts, one.finish.days)
        assert round(sum(each.days for each in told), 6) == round(one.finish.days, 1)
        assert one.forecast is not None
        expected = telling.causes(one.forecast.parts, one.forecast.days)
        assert round(sum(each.days for each in expected), 6) == round(one.forecast.days, 1)


@pytest.mark.parametrize("digits", [1, 3])
def test_rounded_parts_add_up(digits: int) -> None:
    parts = [1 / 3, 1 / 3, 1 / 3, -2 / 7, 0.05, -11.15]

    found = apportioned(parts, sum(parts), digits)

    assert round(sum(found), 9) == round(sum(parts), digits)
    assert all(abs(one - other) <= 10**-digits for one, other in zip(found, parts, strict=True))


def test_page_tells_why_the_end_moved_in_the_readers_language() -> None:
    dutch, english = (words(changed_page(two(), language)) for language in ("nl", "en"))

    assert "Het einde kwam 1,0 werkdag later: van 19 juli 2027 naar 20 juli 2027." in dutch
    assert "‘Koppeling met het burgerregister bouwen’ duurt 40 dagen in plaats van 30" in dutch
    assert "The finish came 1.0 working day later: from 19 July 2027 to 20 July 2027." in english
    assert "New link: “Koppeling met het zaakarchief bouwen” → “Ketentest” (FS)" in english


@pytest.mark.parametrize("kind", KINDS)
def test_page_runs_nothing_and_loads_nothing(kind: str) -> None:
    page = changed_page(KINDS[kind](), "nl")

    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r'(?:src|href)="', page)
    assert len(re.findall(r' id="([^"]+)"', page)) == len(set(re.findall(r' id="([^"]+)"', page)))


@pytest.mark.parametrize("kind", ["two", "series"])
def test_people_are_not_named(kind: str) -> None:
    made = KINDS[kind]()
    book = CalamineWorkbook.from_filelike(BytesIO(workbook(made, "nl")))
    cells = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])

    for name in PEOPLE:
        assert name not in changed_page(made, "nl")
        assert name not in cells
        assert name not in "\n".join(screen(made, "nl"))


def test_names_are_kept_when_asked_for() -> None:
    made = compare(*versions()[1:3], futures=False, names=True)

    assert any(PEOPLE[0] in str(one.text.values) for one in made.changes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_workbook_lists_every_change_and_days_that_add_up(language: Language) -> None:
    made = history()
    book = CalamineWorkbook.from_filelike(BytesIO(workbook(made, language)))
    why, changes = (book.get_sheet_by_name(book.sheet_names[place]).to_python() for place in (0, 5))

    assert len(changes) - 1 == sum(len(one.changes) for one in made.steps)
    total = {"nl": "samen", "en": "together"}[language]
    assert [row[2] for row in why[1:] if row[1] == total] == [1.0, 3.0, 15.0]
    causes = [row[2] for row in why[1:] if row[1] != total and row[4] == ""]
    assert sum(causes) == pytest.approx(19.0)


def test_equal_comparisons_give_equal_bytes() -> None:
    assert workbook(two(), "nl") == workbook(two(), "nl")
    assert changed_page(history(), "en") == changed_page(history(), "en")
