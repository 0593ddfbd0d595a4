"""The page of changes as people meet it: in a browser, on a phone, in the dark, on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.reports.test_changed import KINDS

from rechterhand.reports.changed import changed_page
from rechterhand.text import Language

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(open_page: Any) -> Callable[..., Any]:
    """Opens the page of a comparison."""

    def opened(kind: str, language: Language = "nl", width: int = 1440, **options: Any) -> Any:
        return open_page(changed_page(KINDS[kind](), language), width, **options)

    return opened


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("kind", KINDS)
def test_page_fits_its_window_and_is_accessible(visit: Any, kind: str, width: int) -> None:
    with visit(kind, "nl", width) as seen:
        for one in seen.page.locator("details").all():
            one.evaluate("one => { one.open = true }")

        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(seen.page)
        assert found.violations_count == 0, found.generate_report()
        assert (seen.console, seen.dialogs) == ([], [])
        assert all(one.startswith("file:") for one in seen.requests)


def test_page_is_accessible_in_the_dark(visit: Any) -> None:
    with visit("series", "en", color_scheme="dark") as seen:
        found = Axe().run(seen.page)

        assert found.violations_count == 0, found.generate_report()


def test_a_cause_opens_by_keyboard_to_its_changes(visit: Any) -> None:
    with visit("two") as seen:
        cause = seen.page.locator("details.cause").filter(has_text="gewijzigde duren")
        cause.locator("summary").focus()
        seen.page.keyboard.press("Enter")

        assert "Koppeling met het burgerregister bouwen" in cause.locator("li").first.inner_text()
