"""The talk sheet: what it says, in which tone, and that it is one page whatever the plan is called."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.cases.programme import programme
from tests.cases.verdicts import bare, empty, finished, harmful, moved, ordinary, spoilt, unmoved, wordy

from rechterhand.engine.simulate.run import Run
from rechterhand.findings.check import Check, Verdict
from rechterhand.registry import members
from rechterhand.remedies.way_out import WaysOut
from rechterhand.reports.document import Document, Notes, Point, Points
from rechterhand.reports.kinds.talk import talk_sheet
from rechterhand.reports.movement import movements
from rechterhand.reports.writers import html, pdf
from rechterhand.text import LANGUAGES, Language, Message, render
from rechterhand.text.catalogue import texts
from rechterhand.verdict import Review, review

VERDICTS: dict[str, Callable[[], Review]] = {
    "ordinary": ordinary,
    "harmful": harmful,
    "wordy": wordy,
    "bare": bare,
    "finished": finished,
    "empty": empty,
    "moved": moved,
    "spoilt": spoilt,
    "unmoved": unmoved,
}


MOVED, DEAREST, WAY_OUT, QUESTIONS, WELL = range(5)
"""Sections by their place."""


def points(document: Document, place: int) -> tuple[Point, ...]:
    """Of a section; a plan without a way out has none for it."""
    without = Message.of("talk.way_out")
    titles = [one.title for one in document.sections]
    if place > WAY_OUT and render(without, document.language) not in titles:
        place -= 1
    block = document.sections[place].block
    assert isinstance(block, Points)
    return block.points


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", VERDICTS)
def test_pdf_is_exactly_one_a4(kind: str, language: Language) -> None:
    document = talk_sheet(VERDICTS[kind](), language)
    pages = PdfReader(BytesIO(pdf.write(document))).pages

    text = " ".join(pages[0].extract_text().split())
    assert len(pages) == 1
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == (595, 842)
    assert document.sections[-1].title in text
    assert document.foot.split()[-1] in text
    assert all(section.title in text for section in document.sections)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_is_accessible_and_says_its_language(language: Language) -> None:
    reader = PdfReader(BytesIO(pdf.write(talk_sheet(ordinary(), language))))
    root = reader.trailer["/Root"]

    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == ("Gespreksblad" if language == "nl" else "Talk sheet") + ": Zaaksysteem vernieuwen"


def test_equal_verdicts_give_equal_bytes() -> None:
    document = talk_sheet(ordinary(), "nl")

    assert pdf.write(document) == pdf.write(document)
    assert html.write(document) == html.write(document)


def test_names_are_words_and_never_markup() -> None:
    document = talk_sheet(harmful(), "en")
    page = html.write(document).decode()
    text = PdfReader(BytesIO(pdf.write(document))).pages[0].extract_text()

    assert "<script" not in page
    assert "</title><script>" in text
    assert "\x1b" not in page


def test_sheet_tells_what_moved_and_where_it_began() -> None:
    moved = points(talk_sheet(ordinary(), "nl"), MOVED)

    assert moved[0].text.startswith("Het einde stond op 2 juni 2027.")
    assert (moved[1].tag, moved[1].text) == ("+35", "‘Bevriezing van wijzigingen’: hier kwamen 35 werkdagen bij.")
    award = next(one for one in moved if "Gunning" in one.text)
    assert award.tag == "+9"
    assert award.detail == "Einde van 16-12-2026 naar 15-01-2027. 13 werkdagen kwamen van eerder werk."


def test_delay_belongs_to_where_it_began() -> None:
    found = {one.activity.id: one for one in movements(ordinary())}

    assert found[4].own_days == 2  # took twelve days instead of ten
    assert found[5].own_days == found[5].days == 13
    assert found[9].days == found[8].days  # only handed on
    assert found[9].own_days == 0
    assert all(one.own_days <= one.days or one.days < 0 for one in found.values())


def test_dearest_bottleneck_stands_with_its_price_and_its_error() -> None:
    dearest = ordinary().prices.bottlenecks[0]

    point = points(talk_sheet(ordinary(), "en"), DEAREST)[0]

    assert point.tag == f"{dearest.price_days:.1f} ± {dearest.standard_error_days:.1f}"
    assert point.detail is not None
    assert point.detail.endswith("who decides on it?")


def test_one_way_out_and_one_technique_stand_behind_the_dearest_bottleneck() -> None:
    verdict = moved()
    dearest = verdict.prices.bottlenecks[0]

    way, technique = points(talk_sheet(verdict, "en"), WAY_OUT)

    own = [one for one in verdict.ways.ways if dearest.key in one.answers] or verdict.ways.ways
    assert way.text == render(own[0].title, "en")
    assert way.tag == f"{own[0].days:.1f} ± {own[0].standard_error_days:.1f}"
    assert way.detail is not None
    assert "chance" in way.detail
    assert render(own[0].side, "en") in way.detail
    assert technique.text.endswith(", not priced")
    assert technique.tag is None
    assert technique.detail


def test_without_a_way_out_the_sheet_has_a_technique_alone() -> None:
    verdict = ordinary()

    (technique,) = points(talk_sheet(replace(verdict, ways=WaysOut()), "nl"), WAY_OUT)

    assert technique.text.startswith("Samen te doen: ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["ordinary", "harmful", "wordy"])
def test_three_questions_ask_and_rest_on_something(kind: str, language: Language) -> None:
    asked = points(talk_sheet(VERDICTS[kind](), language), QUESTIONS)

    assert len(asked) == 3
    assert all(one.text.endswith("?") and one.detail for one in asked)
    assert len({one.text for one in asked}) == 3
    assert not any("!" in one.text or re.search(r"\bwaarom\b|\bwhy\b", one.text.casefold()) for one in asked)


def test_no_activity_is_asked_after_twice() -> None:
    asked = points(talk_sheet(ordinary(), "nl"), QUESTIONS)

    assert sum("Bevriezing" in one.text for one in asked) == 1


def test_something_always_goes_well() -> None:
    for verdict in VERDICTS.values():
        assert 1 <= len(points(talk_sheet(verdict(), "nl"), WELL)) <= 3


def test_promise_that_will_be_kept_is_praised_and_not_asked_after() -> None:
    plan = programme()
    options = replace(plan.options, must_finish_by=datetime(2028, 12, 29, 17))
    verdict = review(replace(plan, options=options), run=Run(iterations=500))

    document = talk_sheet(verdict, "nl")

    assert points(document, WELL)[0].text == (
        "Het project moet klaar zijn op, 29 december 2028: de kans om dat te halen is 100\u00a0%."
    )
    assert not any("afgesproken" in one.text for one in points(document, QUESTIONS))


def test_only_checks_that_found_nothing_at_all_are_praised() -> None:
    verdict = ordinary()
    within_the_limit = [one for one in verdict.checks if one.finding.verdict is Verdict.PASS and one.finding.evidence]

    told = " ".join(one.text for one in points(talk_sheet(verdict, "nl"), WELL))

    for one in within_the_limit:
        assert render(Message.of(f"checks.{one.id}.title"), "nl").lower() not in told


def _finished_work_due_on(date: datetime) -> Review:
    plan = programme()
    moved = tuple(
        replace(one, baselines=tuple(replace(kept, finish=date) for kept in one.baselines))
        if one.actual_finish
        else one
        for one in plan.activities
    )
    return review(replace(plan, activities=moved), run=Run(iterations=200))


def test_sheet_and_check_say_whether_finished_milestones_count() -> None:
    """The sheet counts everything that was finished, the check as point 14 of the DCMA does."""
    verdict = _finished_work_due_on(datetime(2030, 1, 3, 17))
    index = next(one for one in verdict.checks if one.id == "low_baseline_execution").finding

    told = [one.text for one in points(talk_sheet(verdict, "nl"), WELL)]

    assert any("voltooide taken, mijlpalen meegeteld, waren klaar" in text for text in told), told
    assert "voltooid, mijlpalen niet meegeteld;" in render(index.summary, "nl")


def test_finishing_late_more_often_than_not_is_no_praise() -> None:
    document = talk_sheet(_finished_work_due_on(datetime(2020, 1, 3, 17)), "nl")

    assert not any("klaar op of voor" in one.text for one in points(document, WELL))


def test_plan_without_baseline_says_so() -> None:
    document = talk_sheet(bare(), "nl")

    assert any(one.text.startswith("Met welke versie") for one in points(document, QUESTIONS))
    assert points(document, MOVED) == (Point("Er is geen basislijn. Wat er is verschoven, is daardoor niet te zien."),)


def test_there_is_room_for_notes() -> None:
    block = talk_sheet(ordinary(), "nl").sections[-1].block

    assert isinstance(block, Notes)
    assert [words for words, _ in block.heads] == ["Wat we afspreken", "Wie", "Wanneer"]


def test_nothing_is_claimed_of_a_plan_without_work() -> None:
    sheet = talk_sheet(empty(), "nl")

    assert [one.text for one in points(sheet, WELL)] == ["Het bestand is te lezen; er staat nog geen werk in."]
    assert "toekomsten" not in sheet.foot


def test_a_tiny_price_asks_for_paths_together() -> None:
    verdict = ordinary()
    tiny = tuple(replace(one, price_days=0.1, mean_days=0.1) for one in verdict.prices.bottlenecks[:2])

    (point,) = points(talk_sheet(replace(verdict, prices=replace(verdict.prices, bottlenecks=tiny)), "nl"), DEAREST)

    assert point.detail is not None
    assert "Wat zou hier helpen" not in point.detail
    assert "paden" in point.detail


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_a_question(language: Language) -> None:
    for key in members("rechterhand.findings.checks", "check", Check):
        (question,) = texts(f"checks/{key}", language)[f"checks.{key}.question"]

        assert question.endswith("?")
        assert "{task}" in question
