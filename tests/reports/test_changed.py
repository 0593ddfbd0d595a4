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
from rechterhand.intake import Reading
from rechterhand.record.assumption import Assumption
from rechterhand.reports import telling
from rechterhand.reports.changed import changed_page
from rechterhand.reports.kinds.changes import workbook
from rechterhand.text import LANGUAGES, Language, Message, render
from rechterhand.versions.cause import Cause
from rechterhand.versions.compare import Comparison, compare
from rechterhand.versions.movement import Member, Movement, Part
from rechterhand.versions.naming import member, names_of
from rechterhand.versions.rounding import apportioned
from rechterhand.versions.series import Series, Step, of_steps
from rechterhand.versions.since import since


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


@pytest.mark.parametrize(
    ("figures", "english", "dutch"),
    [
        ((0, 0, 0.0), "No activity should have ended by then.", "Er had toen geen taak klaar moeten zijn."),
        (
            (2, 2, 0.0),
            "2 of 2 activities that should have ended by then did; no work was put off.",
            "2 van de 2 taken die toen klaar hadden moeten zijn, waren dat; er schoof geen werk door.",
        ),
        (
            (2, 1, 1.0),
            "1 of 2 activities that should have ended by then did; 1 working day of work was put off.",
            "1 van de 2 taken die toen klaar hadden moeten zijn, was dat; 1 werkdag werk schoof door.",
        ),
    ],
)
def test_work_put_off_is_told_in_figures_and_nought_in_words(
    figures: tuple[int, int, float], english: str, dutch: str
) -> None:
    due, done, days = figures
    one = Step(due, done, days, overdue=0, added=0, deleted=0, touched=0, population=9)

    assert render(telling.put_off(one), "en") == english
    assert render(telling.put_off(one), "nl") == dutch


def test_page_tells_why_the_end_moved_in_the_readers_language() -> None:
    dutch, english = (words(changed_page(two(), language)) for language in ("nl", "en"))

    assert "Het einde kwam 1 werkdag later: van 19 juli 2027 naar 20 juli 2027." in dutch
    assert "‘Koppeling met het burgerregister bouwen’ duurt 40 werkdagen in plaats van 30" in dutch
    assert "The finish came 1 working day later: from 19 July 2027 to 20 July 2027." in english
    assert "New link: ‘Koppeling met het zaakarchief bouwen’ → ‘Ketentest’ (FS)" in english


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
    assert [row[3] for row in why[1:] if row[1] == total] == [1.0, 3.0, 15.0]
    level = {"nl": ("Niveau", "oorzaak", "alle oorzaken"), "en": ("Level", "cause", "all causes")}[language]
    assert why[0][2] == level[0]
    assert sum(float(str(row[3])) for row in why[1:] if row[2] == level[1]) == pytest.approx(19.0)
    assert sum(float(str(row[3])) for row in why[1:] if row[2] == level[2]) == pytest.approx(19.0)
    assert all((row[5] == "") is (row[2] in level) for row in why[1:])


def test_equal_comparisons_give_equal_bytes() -> None:
    assert workbook(two(), "nl") == workbook(two(), "nl")
    assert changed_page(history(), "en") == changed_page(history(), "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_movement_says_which_way_it_went(language: Language) -> None:
    """'1 working day for each month' could be either way; days and the error behind them have one decimal."""
    made = history()
    back = replace(made, steps=tuple(replace(one, movements=_backwards(one)) for one in made.steps))
    ways = {
        "nl": ("later per verstreken maand", "eerder per verstreken maand"),
        "en": ("later for each", "earlier for each"),
    }

    for series, way in zip((made, back), ways[language], strict=True):
        told = [render(one, language) for one in telling.series_headline(series)]
        assert way in told[1]
        assert re.search(r"\b19 (working|werkdagen)", told[0])
    for one in made.steps:
        assert one.forecast is not None
        p80 = [render(each, language) for each in telling.headline(one)][1]
        if round(one.forecast.days, 1):
            assert re.search(r"\d[.,]\d ± \d+[.,]\d ", p80)
            assert ("later" in p80) is (one.forecast.days > 0)


@pytest.mark.parametrize(
    ("language", "finish", "p80"),
    [
        ("nl", "Het einde kwam 0,3 werkdagen later, en blijft op ", "P80 kwam 0,3 ± "),
        ("en", "The finish came 0.3 working days later, and stays on ", "P80 came 0.3 ± "),
    ],
)
def test_what_moved_within_a_day_is_said_to_stay_on_it(language: Language, finish: str, p80: str) -> None:
    made = step(0)
    assert made.forecast is not None
    still = replace(made.finish, days=0.3, new=made.finish.old)
    outlook = replace(made.forecast, days=0.3, new=made.forecast.old)
    within = replace(made, movements=(still, *made.milestones), forecast=outlook)

    told = [render(one, language) for one in telling.headline(within)]

    assert told[0].startswith(finish)
    assert told[1].startswith(p80)
    stays = {"nl": "blijft op", "en": "stays on"}[language]
    assert all(stays in one for one in (*told, render(next(since(within)), language)))
    assert told[0].count("2027") == 1


def _backwards(one: Comparison) -> tuple[Movement, ...]:
    return tuple(replace(each, days=-each.days) for each in one.movements)


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_stand_with_their_cause_without_opening_anything(language: Language) -> None:
    for place in range(3):
        made = step(place)
        html = changed_page(of_steps((made,)), language)
        shown = words(re.sub(r"<details.*?</details>", "", html, flags=re.DOTALL))
        names = names_of(made)
        for part in made.finish.parts:
            for one in part.members[:3]:
                assert render(member(one, names), language) in shown


def test_sampling_errors_of_single_changes_are_told_on_page_and_terminal() -> None:
    part = Part(
        Cause.PROGRESS,
        20.0,
        0.0,
        2,
        (
            Member("status_date", (), 12.0, 1.24),
            Member("progress", (14,), 8.0, 1.2),
            Member("progress", (15,), 0.3, 0.0),
        ),
    )
    made = step(0)
    whole = replace(made, movements=(replace(made.finish, days=20.0, parts=(part,)), *made.milestones))

    page = words(changed_page(of_steps((whole,)), "en"))
    lines = " ".join(" ".join(screen(of_steps((whole,)), "en")).split())

    for told in (page, lines):
        assert "± 1.2" in told
        assert "undone work pushed behind the status date" in told
        assert "share" in told
    assert "Read the days of the cause first" in page


def test_what_it_rests_on_names_the_version_that_it_holds_for() -> None:
    made = step(0)
    old = replace(made.old, assumptions=(_assumed("one"), _assumed("both")))
    new = replace(made.new, assumptions=(_assumed("two"), _assumed("both")))
    pair = replace(made, old=_filed(old, "maart.xer"), new=_filed(new, "april.xer"), own_assumptions=())

    told = words(changed_page(of_steps((pair,)), "nl"))

    assert "maart.xer: Nieuwe resource: one" in told
    assert "april.xer: Nieuwe resource: two" in told
    assert told.count("both") == 1
    assert "xer: Nieuwe resource: both" not in told
    same = replace(pair, new=_filed(new, "maart.xer"))
    assert "maart.xer (oude versie): Nieuwe resource: one" in words(changed_page(of_steps((same,)), "nl"))


def test_a_series_tells_what_the_newest_version_rests_on() -> None:
    steps = [
        replace(one, new=replace(one.new, assumptions=(_assumed(f"n{at}"),))) for at, one in enumerate(history().steps)
    ]
    last = steps[-1].new.source.file

    told = words(changed_page(of_steps(tuple(steps)), "en"))

    assert f"{last}: New resource: n2" in told
    assert "n0" not in told


def _assumed(words: str) -> Assumption:
    return Assumption(words, Message.of("compare.change.resource_added", name=words))


def _filed(reading: Reading, file: str) -> Reading:
    source = replace(reading.plan.source, file=file)
    return replace(reading, plan=replace(reading.plan, source=source))
