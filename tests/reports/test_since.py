"""What moved since an earlier version: one paragraph, the same wherever the verdict is told, with days that add up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from html import unescape
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook
from rich.console import Console
from tests.cases.history import changed, step, versions
from tests.cases.programme import DAY, PEOPLE, programme
from tests.cases.verdicts import moved, ordinary, spoilt, unmoved

import rechterhand as rh
from rechterhand.cli.verdict import show_verdict
from rechterhand.errors import BadInput
from rechterhand.record.plan import Plan
from rechterhand.reports.document import Points
from rechterhand.reports.kinds.talk import talk_sheet
from rechterhand.reports.kinds.workbook import workbook
from rechterhand.reports.page import page
from rechterhand.schema.documents.review import review_document
from rechterhand.text import LANGUAGES, Language, render
from rechterhand.verdict import Review
from rechterhand.versions.compare import Comparison
from rechterhand.versions.since import dearest, since

RUN = rh.Run(iterations=300)


def told(made: Comparison | None, language: Language = "nl") -> str:
    assert made is not None
    return " ".join(render(one, language) for one in since(made))


def words(html: str) -> str:
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def screen(verdict: Review, language: Language) -> str:
    console = Console(file=StringIO(), width=100, highlight=False)
    show_verdict(verdict, language, console)
    return " ".join(console.file.getvalue().split())  # type: ignore[attr-defined]  # it is the buffer made above


def test_paragraph_tells_the_finish_p80_and_the_dearest_causes_with_their_activities() -> None:
    made = moved().comparison
    assert made is not None
    assert made.forecast is not None

    text = told(made)

    assert "van 2 juni 2027" not in text  # that is the baseline
    assert f"Sinds ‘{made.old.source.file}’ (5 oktober 2026)" in text
    assert f"schoof het einde {abs(made.finish.days):g} werkdag".replace(".", ",") in text
    assert f"{abs(made.forecast.days):.1f}".replace(".", ",") in text
    first = made.finish.parts[0]
    assert made.new.plan.activity(first.activity_ids[0]).name in text


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("most", [1, 2, 3, 9])
def test_days_that_are_told_add_up_to_the_movement(place: int, most: int) -> None:
    made = step(place)

    causes, rest = dearest(made, most)

    assert round(sum(one.days for one in causes) + rest, 1) == round(made.finish.days, 1)
    assert [abs(one.days) for one in causes] == sorted((abs(one.days) for one in causes), reverse=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_says_the_same(language: Language) -> None:
    verdict = moved()
    text = told(verdict.comparison, language)

    assert text in words(page(verdict, language))
    assert review_document(verdict, language)["against"]["text"] == text
    first = text.split(". ")[0]
    assert first in screen(verdict, language)
    sheet = talk_sheet(verdict, language).sections[0].block
    assert isinstance(sheet, Points)
    assert sheet.points[0].text.startswith(first)
    rows = CalamineWorkbook.from_filelike(BytesIO(workbook(verdict, language))).get_sheet_by_index(0).to_python()
    assert first in " ".join(str(cell) for row in rows for cell in row)


def test_talk_sheet_asks_after_the_version_of_before_in_place_of_the_baseline() -> None:
    with_version, without = talk_sheet(moved(), "nl"), talk_sheet(ordinary(), "nl")

    assert with_version.sections[0].title == "Wat is er verschoven sinds de vorige versie?"
    assert without.sections[0].title == "Wat is er verschoven sinds de basislijn?"
    block = with_version.sections[0].block
    assert isinstance(block, Points)
    causes, _ = dearest(moved().comparison or step(0))
    assert len(block.points) == 1 + len(causes)
    assert all(one.tag is not None and one.tag[0] in "+−" for one in block.points[1:])


def test_workbook_has_the_causes_and_every_change() -> None:
    verdict = moved()
    assert verdict.comparison is not None

    book = CalamineWorkbook.from_filelike(BytesIO(workbook(verdict, "en")))
    plain = CalamineWorkbook.from_filelike(BytesIO(workbook(ordinary(), "en")))

    assert len(book.sheet_names) == len(plain.sheet_names) + 2
    changes = book.get_sheet_by_name("Changes").to_python()
    assert len(changes) == 1 + len(verdict.comparison.changes)


def test_nothing_changed_is_said_in_one_sentence() -> None:
    assert told(unmoved().comparison, "en").startswith("Nothing changed since ‘zaaksysteem.xml’")
    assert told(unmoved().comparison, "en").count(".") == 2  # the end, and the file's suffix


def test_a_change_that_moves_nothing_is_said_as_such() -> None:
    def renamed(plan: Plan) -> Plan:
        rows = tuple(replace(one, name="Nazorg en overdracht") if one.id == 29 else one for one in plan.activities)
        return replace(plan, activities=rows)

    text = told(changed(renamed), "en")

    assert "the finish didn't move" in text
    assert "1 change was made, and it doesn't move the finish." in text


def test_what_was_written_anew_is_said() -> None:
    assert "Van 1 taak herschrijft ze wat eerder was gemeld." in told(step(2))


@pytest.mark.parametrize("verdict", [moved, spoilt])
def test_nobody_is_named(verdict: Callable[[], Review]) -> None:
    parts = re.compile("|".join(rf"\b{part}\b" for name in PEOPLE for part in name.split() if part[0].isupper()))

    for language in LANGUAGES:
        assert parts.findall(words(page(verdict(), language))) == []


def test_harmful_names_stay_words() -> None:
    html = page(spoilt(), "en")

    assert "<script" not in html
    assert "<img" not in html


def test_an_earlier_version_of_a_later_date_is_refused() -> None:
    old, new = versions()[:2]

    with pytest.raises(BadInput) as caught:
        rh.review(old, against=new, run=RUN)

    assert "A version of 2 November 2026 stands before one of 5 October 2026." in render(caught.value.message, "en")
    assert caught.value.hint is not None


def test_versions_without_a_status_date_can_be_held_against_each_other() -> None:
    old = replace(programme(), status_date=None)
    rows = tuple(replace(one, duration_minutes=45 * DAY) if one.id == 14 else one for one in old.activities)

    made = rh.review(replace(old, activities=rows), against=old, run=RUN)

    assert told(made.comparison, "en").startswith("Since ‘zaaksysteem.xml’ the finish moved")


def test_another_plan_altogether_is_refused() -> None:
    plan = programme()
    rows = tuple(replace(one, id=one.id + 900, name=f"Iets anders {one.id}", parent_id=None) for one in plan.activities)
    stranger = replace(plan, activities=rows, links=(), assignments=(), status_date=datetime(2026, 9, 1, 8))

    with pytest.raises(BadInput) as caught:
        rh.review(plan, against=stranger, run=RUN)

    assert caught.value.message.key == "compare.strangers"
