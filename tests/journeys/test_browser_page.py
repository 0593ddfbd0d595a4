"""The verdict's page as people meet it: in a browser, on a phone, by keyboard, on paper."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader
from tests.cases.verdicts import bare, empty, finished, harmful, moved, ordinary, spoilt, unmoved, wordy

from rechterhand.reports.page import page as write_page
from rechterhand.text import Language
from rechterhand.verdict import Review

pytestmark = pytest.mark.browser

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
LANGUAGES: tuple[Language, ...] = ("nl", "en")
WIDTHS = (1440, 390, 320)
A4 = (595, 842)


@pytest.fixture
def visit(open_page: Any) -> Callable[..., Any]:
    """Opens the page of a verdict."""

    def opened(kind: str, language: Language, width: int = 1440, **options: Any) -> Any:
        return open_page(write_page(VERDICTS[kind](), language), width, **options)

    return opened


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", VERDICTS)
def test_page_fits_its_window_and_is_accessible(visit: Any, kind: str, language: Language, width: int) -> None:
    with visit(kind, language, width) as seen:
        for one in seen.page.locator("details").all():
            one.evaluate("one => { one.open = true }")

        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(seen.page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_of_dates_are_whole_on_a_small_phone(visit: Any, language: Language) -> None:
    with visit("ordinary", language, 320) as seen:
        for one in seen.page.locator("details").all():
            one.evaluate("one => { one.open = true }")
        section = seen.page.locator("main > section").first
        right = "one => one.getBoundingClientRect().right"

        for named in (0, 1):
            assert section.locator("table").nth(named).evaluate(right) <= section.evaluate(right)
        cells = seen.page.locator("td.short span, td.short:not(.span)").all()
        assert all(cell.evaluate("one => one.getClientRects().length") == 1 for cell in cells)
        hint = seen.page.locator(".scroll").last.evaluate("one => getComputedStyle(one).backgroundImage")
        assert "gradient" in hint


def test_page_is_accessible_in_the_dark(visit: Any) -> None:
    with visit("ordinary", "nl", color_scheme="dark") as seen:
        found = Axe().run(seen.page)

        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("kind", VERDICTS)
def test_page_asks_nothing_of_the_network_and_runs_nothing(visit: Any, kind: str) -> None:
    with visit(kind, "nl") as seen:
        seen.page.wait_for_load_state("networkidle")

        assert len(seen.requests) == 1
        assert seen.requests[0].startswith("file:")
        assert seen.console == []
        assert seen.dialogs == []
        assert seen.page.locator("script, img, iframe, object, embed, link, form").count() == 0
        assert seen.page.locator("[onerror], [onclick], [onload], a[href^='http'], a[href^='javascript']").count() == 0


def test_harmful_names_are_shown_as_they_are(visit: Any) -> None:
    with visit("harmful", "en") as seen:
        text = seen.page.locator("body").text_content()

        assert seen.page.title().endswith('</title><script>alert("x")</script>')
        assert "<script>alert(1)</script>" in text
        assert "\x1b" not in text


def test_evidence_opens_by_keyboard(visit: Any) -> None:
    with visit("ordinary", "nl") as seen:
        evidence = seen.page.locator("details", has_text="Bevriezing van wijzigingen").last
        row = evidence.locator("li").first
        assert not row.is_visible()
        for _ in range(80):
            seen.page.keyboard.press("Tab")
            if evidence.locator("summary").evaluate("one => one === document.activeElement"):
                break
        else:
            pytest.fail("the evidence can't be reached by keyboard")
        outline = seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        seen.page.keyboard.press("Enter")

        assert outline != "none"
        assert row.is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_prints_on_a4(visit: Any, language: Language) -> None:
    with visit("ordinary", language) as seen:
        pdf = PdfReader(BytesIO(seen.page.pdf(prefer_css_page_size=True)))

    sizes = {(round(float(one.mediabox.width)), round(float(one.mediabox.height))) for one in pdf.pages}
    text = "\n".join(one.extract_text() for one in pdf.pages)
    assert all(abs(width - A4[0]) <= 2 and abs(height - A4[1]) <= 2 for width, height in sizes)
    assert 1 <= len(pdf.pages) <= 8
    assert "P80" in text
    assert "Acceptatietest" in text


@pytest.mark.parametrize("kind", ["ordinary", "moved"])
@pytest.mark.parametrize("width", [1440, 390])
def test_words_in_pictures_are_large_enough_to_read(visit: Any, kind: str, width: int) -> None:
    with visit(kind, "nl", width) as seen:
        scale = "one => one.getBoundingClientRect().width / one.viewBox.baseVal.width"
        pictures = [one for one in seen.page.locator("svg.picture").all() if one.is_visible()]

        assert pictures
        assert all(12 * one.evaluate(scale) >= 12 for one in pictures)


def test_a_price_shows_that_it_opens(visit: Any) -> None:
    with visit("ordinary", "nl") as seen:
        row = seen.page.locator("details.price").first
        mark = "one => getComputedStyle(one.querySelector('summary'), '::before').content"
        closed = row.evaluate(mark)
        row.locator("summary").click()

        assert closed.startswith('"▸"')
        assert row.evaluate(mark).startswith('"▾"')
