"""Looking around in a browser: one click makes the demonstration, one more and one is somebody in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.journeys.examining import fits_and_is_accessible
from tests.served import Served, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def fresh() -> Iterator[Served]:
    """An installation of its own: others make accounts in theirs."""
    with served(RECHTERHAND_WEB_PROCESSES="1", RECHTERHAND_DEMONSTRATION="small") as running:
        yield running


@pytest.fixture
def visit(chromium: Any, fresh: Served) -> Callable[..., Any]:
    """Opens a page; whatever the browser complains about fails the test."""

    @contextmanager
    def opened(path: str = "/", language: str = "nl", width: int = 1440) -> Iterator[Any]:
        size = {"width": width, "height": 900}
        context = chromium.new_context(viewport=size, locale=language, base_url=fresh.url)
        page = context.new_page()
        page.set_default_timeout(120_000)
        said: list[str] = []
        page.on("console", lambda one: said.append(one.text))
        page.on("pageerror", lambda one: said.append(str(one)))
        try:
            page.goto(path)
            yield page
            assert said == []
        finally:
            context.close()

    return opened


def made(page: Any) -> None:
    """The page of who one may be."""
    page.locator("form[action='/look-around/'] button").click()
    page.locator(".personas").wait_for()


def be(page: Any, key: str) -> None:
    page.locator(f"form:has(input[value={key}]) button").click()
    page.locator(".demonstration").wait_for()


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pages_of_looking_around(visit: Any, language: str, width: int) -> None:
    with visit("/", language, width) as page:
        fits_and_is_accessible(page)
        made(page)
        fits_and_is_accessible(page)
        assert page.locator(".personas > li").count() == 7
        be(page, "pmo")
        assert page.url.endswith("/portfolio/")
        fits_and_is_accessible(page)


def test_reading_goes_on_in_place_and_the_verdict_is_there(visit: Any) -> None:
    with visit() as page:
        made(page)
        page.get_by_text("Het nieuwste oordeel is er").nth(1).wait_for(timeout=300_000)
        be(page, "project_leader")
        page.locator(".hero").wait_for()
        page.get_by_text("Je bent nu Bram de Wit").wait_for()

        page.get_by_role("link", name="Iemand anders zijn").click()
        page.locator(".personas").wait_for()
        be(page, "reader")
        page.get_by_text("Je bent nu Ilse Mulder").wait_for()


def test_it_is_removed_by_keyboard_and_the_first_page_is_as_fresh(visit: Any) -> None:
    with visit() as page:
        made(page)
        be(page, "team_member")
        page.get_by_role("button", name="Voorbeeld verwijderen").first.focus()
        page.keyboard.press("Enter")
        page.locator("dialog[open]").wait_for()
        fits_and_is_accessible(page)
        page.locator("dialog[open] .btn-danger").focus()
        page.keyboard.press("Enter")
        page.get_by_text("Het voorbeeld is verwijderd.").wait_for()
        assert page.locator("form[action='/look-around/'] button").is_visible()
        page.goto("/look-around/")
        assert page.locator(".personas").count() == 0
