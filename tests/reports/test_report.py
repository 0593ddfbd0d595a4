"""The verdict as a report: all of it on paper, for who reads with eyes and who reads with a machine."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.cases.verdicts import bare, empty, finished, harmful, moved, ordinary, spoilt, wordy

from rechterhand.export import endings, writers
from rechterhand.reports.document import Figure, Points, Report
from rechterhand.reports.files import PLAN_FILES, VERDICT_FILES, ending_of
from rechterhand.reports.kinds.report import verdict_report
from rechterhand.reports.remarks import priced
from rechterhand.reports.writers import pdf
from rechterhand.text import LANGUAGES, Language, render
from rechterhand.verdict import Review

VERDICTS: dict[str, Callable[[], Review]] = {
    "ordinary": ordinary,
    "harmful": harmful,
    "wordy": wordy,
    "bare": bare,
    "finished": finished,
    "empty": empty,
    "moved": moved,
    "spoilt": spoilt,
}


def read(data: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(BytesIO(data))
    return reader, " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def points(report: Report) -> list[str]:
    return [
        one.text
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, Points)
        for one in block.points
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", VERDICTS)
def test_it_is_an_accessible_pdf_with_numbered_pages(kind: str, language: Language) -> None:
    data = pdf.write_report(verdict_report(VERDICTS[kind](), language))

    reader, text = read(data)

    assert b"pdfuaid" in data or kind == "wordy"  # has letters that no font at hand has
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    last = len(reader.pages)
    assert (f"blad {last} van {last}" if language == "nl" else f"page {last} of {last}") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_prices_ways_out_and_failed_checks_are_all_told(language: Language) -> None:
    review = moved()

    told = points(verdict_report(review, language))

    for one in priced(review)[:10]:
        assert render(one.title, language) in told
    for way in review.ways.leading(6):
        assert any(line.startswith(render(way.title, language)) for line in told)
    for check in review.checks:
        if check.finding.verdict.value in ("fail", "warn"):
            assert any(render(check.finding.summary, language) in line for line in told)


def test_pictures_say_in_words_what_they_show() -> None:
    report = verdict_report(ordinary(), "en")
    pictures = [block for chapter in report.chapters for block in chapter.blocks if isinstance(block, Figure)]

    assert len(pictures) == 2
    assert all(one.alt and one.svg.startswith("<svg xmlns=") for one in pictures)


def test_nothing_that_can_only_be_opened_on_a_screen_is_promised() -> None:
    for language, word in (("nl", "Open een regel"), ("en", "Open a row")):
        _, text = read(pdf.write_report(verdict_report(moved(), language)))
        assert word not in text


def test_finished_work_has_no_futures_to_tell_of() -> None:
    report = verdict_report(finished(), "en")

    assert report.figures == ()
    assert all("80" not in one.title for one in report.chapters)


def test_the_longest_ending_that_fits_counts() -> None:
    assert ending_of("maart.talk.PDF") == ".talk.pdf"
    assert ending_of("maart.pdf") == ".pdf"
    assert ending_of("maart.docx") is None


def test_the_list_of_endings_names_all_that_can_be_made_and_no_more() -> None:
    assert tuple(VERDICT_FILES) == endings.VERDICT_FILES == (".pdf", ".talk.pdf", ".xlsx", ".json", ".html")
    assert tuple(PLAN_FILES) == endings.SHEETS
    assert sorted(endings.TOOL_FILES) == sorted(one.suffix for one in writers().values())
