"""The page of changes as people meet it: in a browser, on a phone, in the dark, on paper."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
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


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("kind", ["two", "series"])
def test_nothing_scrolls_sideways_or_breaks_a_word_on_a_phone(visit: Any, kind: str, width: int) -> None:
    with visit(kind, "nl", width) as seen:
        for one in seen.page.locator("details").all():
            one.evaluate("one => { one.open = true }")

        beyond = "one => one.scrollWidth > one.clientWidth"
        assert not any(one.evaluate(beyond) for one in seen.page.locator(".scroll").all())
        cells = seen.page.locator(".stack td")
        assert cells.count()
        broken = """one => {
            const found = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), range = document.createRange();
            for (let text = found.nextNode(); text; text = found.nextNode())
                for (const word of text.data.matchAll(/\\S+/g)) {
                    range.setStart(text, word.index);
                    range.setEnd(text, word.index + word[0].length);
                    if (range.getClientRects().length > 1) return word[0];
                }
            return "";
        }"""
        assert {one.evaluate(broken) for one in cells.all()} == {""}


def test_a_stacked_table_names_every_value_and_is_still_a_table(visit: Any) -> None:
    with visit("two", "nl", 390) as seen:
        row = seen.page.locator(".stack tbody tr").first
        named = [one.evaluate("one => getComputedStyle(one, '::before').content") for one in row.locator("td").all()]

        assert named[1:] == ['"Oud"', '"Nieuw"', '"Verschoven"', '"Waarom"']
        assert seen.page.get_by_role("table").first.get_by_role("row").count() > 1


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_words_in_pictures_are_whole_and_apart(visit: Any, language: Language, width: int) -> None:
    with visit("series", language, width) as seen:
        boxes = """one => {
            const frame = one.getBoundingClientRect();
            return [...one.querySelectorAll('text')].map(text => text.getBoundingClientRect())
                .map(box => [box.left, box.top, box.right, box.bottom])
                .map(([left, top, right, bottom]) => [left - frame.x, top - frame.y, right - frame.x, bottom - frame.y])
                .concat([[0, 0, frame.width, frame.height]]);
        }"""
        pictures = [one for one in seen.page.locator("svg.picture").all() if one.is_visible()]
        assert len(pictures) == 5

        for one in pictures:
            *texts, (_, _, wide, high) = one.evaluate(boxes)
            for left, top, right, bottom in texts:
                assert left >= -0.5
                assert top >= -0.5
                assert right <= wide + 0.5
                assert bottom <= high + 0.5
            for first, second in combinations(texts, 2):
                across = min(first[2], second[2]) - max(first[0], second[0])
                down = min(first[3], second[3]) - max(first[1], second[1])
                assert across <= 1 or down <= 5


def test_changes_of_a_cause_are_seen_at_once(visit: Any) -> None:
    with visit("two") as seen:
        cause = seen.page.locator("li.cause").filter(has_text="gewijzigde duren")

        assert cause.locator("li").first.is_visible()
        assert "Koppeling met het burgerregister bouwen" in cause.locator("li").first.inner_text()
