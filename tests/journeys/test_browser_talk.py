"""The talk sheet as a page: on a screen, on a phone, and on exactly one A4."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader
from tests.cases.verdicts import bare, empty, finished, harmful, ordinary, wordy

from rechterhand.reports.kinds.talk import talk_sheet
from rechterhand.reports.writers import html
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
}
LANGUAGES: tuple[Language, ...] = ("nl", "en")
PAPER = 673
"""Width in pixels of what an A4 has between its margins."""


def sheet(kind: str, language: Language) -> str:
    return html.write(talk_sheet(VERDICTS[kind](), language)).decode()


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", VERDICTS)
def test_sheet_fits_its_window_and_is_accessible(open_page: Any, kind: str, language: Language, width: int) -> None:
    with open_page(sheet(kind, language), width) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(seen.page)
        assert found.violations_count == 0, found.generate_report()
        assert len(seen.requests) == 1
        assert seen.console == seen.dialogs == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", VERDICTS)
def test_sheet_prints_on_one_page_with_nothing_cut_off(open_page: Any, kind: str, language: Language) -> None:
    with open_page(sheet(kind, language), PAPER) as seen:
        pdf = PdfReader(BytesIO(seen.page.pdf(prefer_css_page_size=True)))
        seen.page.emulate_media(media="print")
        places = "one => one.getBoundingClientRect().bottom"
        end = seen.page.locator(".sheet").evaluate(places)
        foot = seen.page.locator("footer").evaluate(places)
        room = seen.page.locator(".writing").evaluate("one => one.getBoundingClientRect().height")

    assert len(pdf.pages) == 1
    assert foot <= end + 1
    assert room >= 110
