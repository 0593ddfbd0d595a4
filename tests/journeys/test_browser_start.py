"""The first five minutes in a browser: a language, a dropped file, and keeping it or throwing it away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.journeys.examining import fits_and_is_accessible

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1440, 390])
def test_the_first_page_in_both_languages(enter: Any, width: int) -> None:
    with enter(width=width) as page:
        fits_and_is_accessible(page)
        page.locator("main button[value=en]").click()
        page.get_by_text("Drop a plan here").wait_for()
        fits_and_is_accessible(page)
        assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("path", ["/limits/", "/account/sign-in/"])
def test_pages_for_everybody(enter: Any, path: str) -> None:
    for language in ("nl", "en"):
        with enter(path, language) as page:
            fits_and_is_accessible(page)


def test_a_file_dropped_by_keyboard_fails_in_words_and_is_thrown_away(enter: Any, plans: Path) -> None:
    with enter() as page:
        page.locator("input[type=file]").focus()
        page.set_input_files("input[type=file]", plans / "kapot.mpp")
        page.get_by_role("heading", name="Niet gelukt").wait_for(timeout=120_000)
        fits_and_is_accessible(page)
        assert page.get_by_role("button", name="Opnieuw proberen").is_visible()

        page.get_by_role("button", name="Weggooien").first.focus()
        page.keyboard.press("Enter")
        page.locator("dialog[open]").wait_for()
        fits_and_is_accessible(page)
        page.locator("dialog[open] .btn-danger").focus()
        page.keyboard.press("Enter")
        page.get_by_text("Alles is weggegooid.").wait_for()


def test_keeping_asks_a_name_and_a_password(enter: Any, dropped: Any) -> None:
    for width in (1440, 390):
        with enter("/keep/", width=width, storage_state=dropped[1]) as page:
            assert page.locator("main input:visible").count() == 2
            fits_and_is_accessible(page)
