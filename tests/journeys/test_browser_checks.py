"""The page of checks as people meet it: in a browser, on a phone, by keyboard, on paper."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader
from tests.cases.excuses import HARM, empty, excused, harmful, many, ordinary

from rechterhand.findings.examined import Examined
from rechterhand.reports.checks_page import checks_page
from rechterhand.text import LANGUAGES, Language

pytestmark = pytest.mark.browser

CHECKED: dict[str, Callable[[], Examined]] = {
    "ordinary": ordinary,
    "excused": excused,
    "harmful": harmful,
    "empty": empty,
}
A4 = (595, 842)


@pytest.fixture
def visit(open_page: Any) -> Callable[..., Any]:
    """Opens the page of checks of a plan."""

    def opened(made: Examined, language: Language, width: int = 1440, **options: Any) -> Any:
        return open_page(checks_page(made, language), width, **options)

    return opened


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", CHECKED)
def test_page_fits_its_window_and_is_accessible(visit: Any, kind: str, language: Language, width: int) -> None:
    with visit(CHECKED[kind](), language, width) as seen:
        for one in seen.page.locator("details").all():
            one.evaluate("one => { one.open = true }")

        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(seen.page)
        assert found.violations_count == 0, found.generate_report()


def test_page_is_accessible_in_the_dark(visit: Any) -> None:
    with visit(excused(), "nl", color_scheme="dark") as seen:
        found = Axe().run(seen.page)

        assert found.violations_count == 0, found.generate_report()


def test_page_runs_nothing_and_shows_harmful_texts_as_they_are(visit: Any) -> None:
    with visit(harmful(), "en") as seen:
        seen.page.wait_for_load_state("networkidle")

        assert len(seen.requests) == 1
        assert (seen.console, seen.dialogs) == ([], [])
        assert seen.page.locator("script, img, iframe, object, embed, link, form").count() == 0
        assert HARM in seen.page.locator("body").text_content()


def test_reader_jumps_to_a_group_and_opens_evidence_by_keyboard(visit: Any) -> None:
    with visit(excused(), "nl") as seen:
        keyboard = seen.page.keyboard
        keyboard.press("Tab")
        outline = seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        keyboard.press("Enter")
        address = seen.page.evaluate("location.hash")
        row = seen.page.locator("#checks-hurt details.evidence li").first
        assert not row.is_visible()
        for _ in range(20):
            keyboard.press("Tab")
            if seen.page.evaluate("document.activeElement.closest('.evidence') !== null"):
                break
        else:
            pytest.fail("the evidence can't be reached by keyboard")
        keyboard.press("Enter")

        assert outline != "none"
        assert address == "#checks-hurt"
        assert row.is_visible()


def test_excuses_are_in_sight_without_opening_anything(visit: Any) -> None:
    with visit(excused(), "nl") as seen:
        excuses = seen.page.locator("#excuses li")

        assert excuses.count() == 4
        assert all(one.is_visible() for one in excuses.all())
        assert "verlopen" in excuses.first.inner_text()
        assert "Afgesproken in de stuurgroep (Projectleider invoering)" in excuses.last.inner_text()


def test_seventy_checks_stay_one_readable_page(visit: Any) -> None:
    with visit(many(), "nl") as seen:
        heights = {key: seen.page.locator(f"#checks-{key}").bounding_box()["height"] for key in ("hurt", "pass")}

        assert heights["pass"] < 200
        assert seen.page.locator("#checks-pass li").first.is_visible() is False
        assert seen.page.locator(".jump a").count() == 6
        first = seen.page.locator("main section").first
        assert first.get_attribute("id") == "checks-hurt"


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_prints_on_a4_with_its_evidence(visit: Any, language: Language) -> None:
    with visit(excused(), language) as seen:
        pdf = PdfReader(BytesIO(seen.page.pdf(prefer_css_page_size=True)))

    text = " ".join("\n".join(one.extract_text() for one in pdf.pages).split())
    assert all(abs(float(one.mediabox.width) - A4[0]) <= 2 for one in pdf.pages)
    assert 1 <= len(pdf.pages) <= 10
    assert {"nl": "moet beginnen op 14 juni 2027", "en": "must start on 14 June 2027"}[language] in text
    assert "Afgesproken in de stuurgroep" in text
