"""A plan's pages in a browser: reading the verdict, an activity beside it, versions and files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.journeys.examining import fits_and_is_accessible

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_the_verdict_is_accessible_in_both_languages(enter: Any, dropped: Any, width: int) -> None:
    path, state = dropped
    with enter(path, width=width, storage_state=state) as page:
        fits_and_is_accessible(page)
        for one in page.locator("main details").all():
            one.evaluate("each => { each.open = true; }")
        fits_and_is_accessible(page)


def test_the_verdict_is_read_by_keyboard(enter: Any, dropped: Any) -> None:
    path, state = dropped
    with enter(path, storage_state=state) as page:
        page.locator(".priced .price").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("#how").is_visible()
        page.keyboard.press("Escape")

        page.locator(".columns .priced > li > div > small a").first.focus()
        page.keyboard.press("Enter")
        page.locator("#panel.side").wait_for()
        assert page.evaluate("document.activeElement.id") == "panel"
        fits_and_is_accessible(page)
        assert "/activities/" in page.url
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{path}")


@pytest.mark.parametrize("width", [1440, 390])
def test_versions_and_files(enter: Any, dropped: Any, plans: Path, width: int) -> None:
    path, state = dropped
    with enter(f"{path}versions/", width=width, storage_state=state) as page:
        fits_and_is_accessible(page)
        with page.expect_download() as original:
            page.locator("a[href$='/original/']").click()
        assert Path(original.value.path()).read_bytes() == (plans / "zaaksysteem.xml").read_bytes()

        page.locator("a[href$='/export/']").first.click()
        page.locator("button[value='.xml']").click()
        page.locator("#made a").first.wait_for(timeout=120_000)
        fits_and_is_accessible(page)
        with page.expect_download() as made:
            page.locator("#made a").first.click()
        assert made.value.suggested_filename == "zaaksysteem.xml"


@pytest.mark.parametrize("width", [1440, 390])
def test_an_activity_and_the_place_for_a_new_plan(enter: Any, dropped: Any, width: int) -> None:
    path, state = dropped
    with enter(f"{path}upload/", width=width, storage_state=state) as page:
        fits_and_is_accessible(page)
        page.goto(path)
        page.goto(page.locator(".columns .priced > li > div > small a").first.get_attribute("href"))
        fits_and_is_accessible(page)
