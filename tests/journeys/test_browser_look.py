"""The look of the workbench in a browser, page by page of the style guide, under the policy of the real thing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.look.guide.plans import plan
from tests.web.look.guide.serving import serving
from tests.web.look.guide.writing import names, write
from tests.web.look.guide.writing import page as page_of

from rechterhand.text import LANGUAGES, Language

pytestmark = pytest.mark.browser

WIDTHS = (1440, 390, 320)
SCHEMES = ("light", "dark")
ALIKE = ("error-400", "error-403", "error-500")
"""Pages that differ in their words only from one that is examined."""


def violations(page: Any) -> str:
    """What axe-core finds wrong, told; nothing when all is well."""
    found = Axe().run(page)
    return found.generate_report() if found.violations_count else ""


def big(html: str) -> str:
    """The page of the Gantt with its data at an address, not inside."""
    html = re.sub(
        r'(data-island="gantt"[^>]*)>\s*<script type="application/json">.*?</script>', r'\1 data-url="big.json">', html
    )
    assert "big.json" in html
    return html


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("guide")
    list(write(folder))
    with serving(folder) as found:
        yield found


@pytest.fixture
def visit(chromium: Any, address: str) -> Callable[..., Any]:
    """Opens a page of the guide; what the browser complains about fails the test."""

    @contextmanager
    def opened(name: str, language: Language = "nl", width: int = 1440, **options: Any) -> Iterator[Any]:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda one: said.append(one.text))
        page.on("pageerror", lambda one: said.append(str(one)))
        try:
            page.goto(f"{address}/{language}/{name}.html")
            page.locator("[data-island]:not([data-ready=yes])").first.wait_for(state="detached")
            yield page
            assert said == []
        finally:
            context.close()

    return opened


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [one for one in names() if one not in ALIKE])
def test_page_is_accessible_and_fits_at_every_width(visit: Any, name: str, language: Language, scheme: str) -> None:
    with visit(name, language, color_scheme=scheme) as page:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})

            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert violations(page) == "", width


@pytest.mark.parametrize("scheme", SCHEMES)
def test_open_parts_are_accessible_too(visit: Any, scheme: str) -> None:
    with visit("portfolio", "nl", color_scheme=scheme) as page:
        page.locator(".price").first.click()
        assert violations(page) == ""
        page.keyboard.press("Escape")
        page.locator(".menu > summary").click()
        assert violations(page) == ""
        page.keyboard.press("Control+k")
        page.locator("[role=option]").first.wait_for()
        assert violations(page) == ""


def test_how_do_you_know_opens_and_closes_by_keyboard(visit: Any) -> None:
    with visit("verdict") as page:
        price = page.locator(".price").first
        price.focus()
        page.keyboard.press("Enter")

        panel = page.locator("#how")
        assert panel.is_visible()
        assert panel.locator(".told").inner_text().split() == ["Kost", "11,0", "±", "0,4", "werkdagen"]
        assert "zaaksysteem.mpp" in panel.inner_text()
        assert price.get_attribute("aria-expanded") == "true"
        assert page.evaluate("document.activeElement.closest('#how') !== null")
        page.keyboard.press("Escape")
        assert panel.is_hidden()
        assert price.evaluate("one => one === document.activeElement")


def test_one_number_of_a_table_is_a_stop_and_arrows_go_on(visit: Any) -> None:
    with visit("portfolio") as page:
        numbers = page.locator("table.dense tbody :is(.num, .price)")
        assert numbers.evaluate_all("all => all.filter(one => one.tabIndex === 0).length") == 1
        numbers.first.focus()
        page.keyboard.press("ArrowDown")
        assert numbers.nth(2).evaluate("one => one === document.activeElement")
        page.keyboard.press("ArrowRight")
        assert numbers.nth(3).evaluate("one => one === document.activeElement")


def test_palette_finds_own_lines_and_those_of_the_server(visit: Any) -> None:
    with visit("forms") as page:
        page.keyboard.press("Control+k")
        field = page.locator("#palette input")
        assert field.evaluate("one => one === document.activeElement")
        assert field.get_attribute("aria-activedescendant") == "palette-0"
        page.keyboard.type("zaak")
        page.locator("[role=option]", has_text="Zaaksysteem").wait_for()
        page.keyboard.press("Enter")
        page.wait_for_url("**/verdict.html")


def test_palette_says_when_there_is_nothing_and_closes(visit: Any) -> None:
    with visit("forms") as page:
        page.locator("[data-palette]").click()
        page.keyboard.type("qqqq")
        page.locator("#palette-none:not([hidden])").wait_for()
        page.keyboard.press("Escape")
        assert page.locator("#palette").is_hidden()
        assert page.locator("[data-palette]").evaluate("one => one === document.activeElement")


def test_drop_zone_takes_files_by_keyboard_and_refuses_large_ones(visit: Any, tmp_path: Path) -> None:
    small, large = tmp_path / "plan.xml", tmp_path / "groot.mpp"
    small.write_bytes(b"x" * 1234)
    large.write_bytes(b"x" * 50_000_001)
    with visit("forms") as page:
        field = page.locator(".drop input[type=file]")
        asked: list[Any] = []
        page.on("filechooser", lambda one: asked.append(one))  # noqa: PLW0108 - playwright takes no method of a list
        field.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
        (chooser,) = asked
        chooser.set_files(small)
        assert page.locator(".drop .chosen").inner_text().split() == ["plan.xml", "1,2", "kB"]
        field.set_input_files(large)
        assert page.locator(".drop .wrong").inner_text() == "groot.mpp is 50\u00a0MB; er past ten hoogste 50\u00a0MB."
        assert field.evaluate("one => one.files.length") == 0


def test_question_before_what_cannot_be_undone(visit: Any) -> None:
    with visit("forms") as page:
        opener = page.locator("[data-ask]")
        opener.focus()
        page.keyboard.press("Enter")
        assert page.locator("dialog.ask").is_visible()
        assert page.evaluate("document.activeElement.textContent") == "Annuleren"
        assert violations(page) == ""
        page.keyboard.press("Enter")
        assert page.locator("dialog.ask").is_hidden()
        assert opener.evaluate("one => one === document.activeElement")


def test_a_short_message_stays_until_it_is_read(visit: Any) -> None:
    with visit("forms") as page:
        page.locator("form[action=saved] .btn-primary").click()
        toast = page.locator(".toast-card")
        toast.wait_for()
        assert violations(page) == ""
        toast.get_by_role("button", name="Sluiten").click()
        toast.wait_for(state="detached")


def test_job_moves_on_in_every_tab_that_shows_it(visit: Any) -> None:
    with visit("forms") as page:
        other = page.context.new_page()
        other.goto(page.url)
        for one in (page, other):
            one.locator('[data-job="7"][data-state=done]').wait_for()


def test_colours_are_kept_for_the_next_page(visit: Any) -> None:
    with visit("nothing", color_scheme="light") as page:
        page.locator(".menu > summary").click()
        page.locator("[data-theme-choice=dark]").click()
        page.reload()
        assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
        page.locator(".menu > summary").click()
        page.locator("[data-theme-choice=auto]").click()
        assert page.evaluate("document.documentElement.dataset.bsTheme") == "light"


def test_boosted_pages_keep_their_explanations(visit: Any) -> None:
    with visit("nothing") as page:
        page.locator(".places a").first.click()
        page.wait_for_url("**/portfolio.html")
        page.locator(".price").first.click()
        assert page.locator("#how").is_visible()


@pytest.mark.parametrize("name", names())
def test_page_is_whole_without_javascript(visit: Any, chromium: Any, address: str, name: str) -> None:
    width = 1440 if name == "item" else 390  # there a panel covers the page of a phone until it is closed
    context = chromium.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/nl/{name}.html")
    assert page.locator("h1").is_visible()
    page.locator(".menu > summary").click()
    assert page.locator(".menu-sheet").is_visible()
    context.close()


def test_paper_carries_no_chrome(visit: Any) -> None:
    with visit("portfolio") as page:
        page.emulate_media(media="print")
        assert page.locator("header.top, .filters, .paging, .foot").evaluate_all(
            "all => all.every(one => getComputedStyle(one).display === 'none')"
        )
        assert page.locator("table.dense").is_visible()


def test_gantt_goes_by_keyboard_folds_and_tells_its_row(visit: Any) -> None:
    with visit("gantt") as page:
        grid = page.get_by_role("treegrid")
        rows = page.locator(".gantt-row")
        grid.focus()
        for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"):
            page.keyboard.press(key)
        detail = page.locator(".gantt-detail")
        assert "1.4 Opleiding 1.4" in detail.inner_text()
        assert "kost" in detail.inner_text()
        active = page.locator(f"#{grid.get_attribute('aria-activedescendant')}")
        assert active.get_attribute("aria-selected") == "true"
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        rows.nth(1).filter(has_text="Koppeling met basisregistratie 2").wait_for()
        assert rows.first.get_attribute("aria-expanded") == "false"
        page.keyboard.press("ArrowRight")
        rows.nth(1).filter(has_text="Bouw 1.1").wait_for()
        width = page.locator(".gantt-sizer").evaluate("one => one.offsetWidth")
        page.keyboard.press("+")
        page.wait_for_timeout(100)
        assert page.locator(".gantt-sizer").evaluate("one => one.offsetWidth") > width
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/verdict.html")


def test_a_price_tag_of_the_gantt_says_how_we_know(visit: Any) -> None:
    """The tag on the canvas, and the same one beside the chosen row for who uses the keyboard."""
    with visit("gantt") as page:
        panel = page.locator("#how")
        page.get_by_label("Zoeken in de planning").fill("opleiding 1.4")
        row = page.locator(".gantt-row", has_text="Opleiding 1.4")
        row.wait_for()
        y = row.evaluate("one => one.offsetTop + one.offsetHeight / 2") + 44
        canvas = page.locator(".gantt-scroll canvas")
        over = next(
            x
            for x in range(12, int(canvas.evaluate("one => one.clientWidth")), 6)
            if canvas.hover(position={"x": x, "y": y}) is None
            and canvas.evaluate("one => one.style.cursor") == "pointer"
        )
        canvas.click(position={"x": over, "y": y})
        panel.wait_for()
        assert "Verschil van P80 met en zonder deze taak." in panel.inner_text()
        assert "Opleiding 1.4" in panel.inner_text()
        page.keyboard.press("Escape")
        panel.wait_for(state="hidden")
        tag = page.locator(".gantt-detail .price")
        assert tag.evaluate("one => one === document.activeElement")
        page.keyboard.press("Enter")
        panel.wait_for()
        assert violations(page) == ""


def test_gantt_searches_filters_and_reads_as_a_table(visit: Any) -> None:
    with visit("gantt") as page:
        page.get_by_label("Zoeken in de planning").fill("opleiding 1.4")
        page.locator(".gantt-row").nth(1).filter(has_text="Opleiding 1.4").wait_for()
        assert page.locator(".gantt-row").count() == 2
        page.get_by_label("Zoeken in de planning").fill("")
        page.get_by_label("Welke regels tonen").select_option("priced")
        page.get_by_role("button", name="Als tabel").click()
        priced = page.locator(".gantt-table tbody tr")
        assert all(priced.nth(place).locator("td").nth(3).inner_text() for place in (1, 3))
        assert violations(page) == ""
        with page.expect_download() as got:
            page.locator("summary", has_text="Meer").click()
            page.get_by_role("button", name="Afbeelding").click()
        assert got.value.suggested_filename == "Planning.png"
        assert Path(got.value.path()).read_bytes().startswith(b"\x89PNG")


def test_gantt_prints_its_rows_as_a_picture(visit: Any) -> None:
    with visit("gantt") as page:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        assert page.locator(".gantt-paper canvas").is_visible()
        assert not page.locator(".gantt-scroll").is_visible()


def test_gantt_of_ten_thousand_rows_scrolls_smoothly(visit: Any, address: str) -> None:
    with visit("gantt") as page:
        body = json.dumps(plan("nl", 100, 100))
        page.route("**/big.json", lambda one: one.fulfill(body=body, content_type="application/json"))
        page.route("**/big.html", lambda one: one.fulfill(body=big(page_of("gantt", "nl")), content_type="text/html"))
        page.goto(f"{address}/nl/big.html")
        page.locator("[data-island][data-ready=yes]").wait_for()
        frames = page.evaluate(
            """async () => {
                const scroller = document.querySelector('.gantt-scroll');
                const [place, found] = [document.querySelector('.island'), []];
                for (let step = 0; step < 60; step++) {
                    scroller.scrollTop += 3500;
                    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                    found.push(Number(place.dataset.frame));
                }
                return found.sort((one, other) => one - other);
            }"""
        )
        assert page.locator(".gantt-row").count() < 60
        assert frames[len(frames) // 2] < 33, frames


def test_grid_sorts_filters_and_reads_no_html(visit: Any) -> None:
    with visit("grid") as page:
        assert page.locator(".tabulator-row").first.locator(".tabulator-cell").nth(1).inner_text() == "<b>"
        price = page.locator(".tabulator-col", has_text="Prijs").locator(".tabulator-col-title")
        price.click()
        price.click()
        first = page.locator(".tabulator-row").first
        first.filter(has_text="349,3").wait_for()
        page.get_by_label("Filter: Project").press_sequentially("vernieuwen 77")
        page.locator(".tabulator-row").first.filter(has_text="vernieuwen 77").wait_for()
        assert page.locator(".tabulator-row").count() == 1


SEEN = """() => {
    const holder = document.querySelector('.tabulator-tableholder').getBoundingClientRect();
    const drawn = [...document.querySelectorAll(".tabulator-row")];
    const rows = drawn.map((one) => [one.getBoundingClientRect(), one.children[0].innerText]);
    const inside = rows.filter(([box]) => box.bottom > holder.top && box.top < holder.bottom);
    return {
        names: inside.map(([, words]) => words),
        bare: Math.max(0, inside[0][0].top - holder.top),
        joined: inside.slice(1).every(([box], place) => Math.abs(box.top - inside[place][0].bottom) < 1),
        drawn: rows.length,
    };
}"""
"""What of the sheet one sees: names of rows, whether they follow each other, and pixels without a row above them."""


def test_the_sheet_shows_the_rows_of_the_place_where_one_is(visit: Any) -> None:
    """Only rows in sight stand on the page: whichever way one goes, they must be the right ones, without a gap."""
    with visit("grid") as page:
        holder = page.locator(".tabulator-tableholder")
        every = page.evaluate("JSON.parse(document.querySelector('[data-island] script').textContent)")
        names = [row["name"] for row in every["rows"]]
        for part in (0, 0.3, 0.31, 0.9, 0.2, 1, 0.999, 0):
            holder.evaluate("(one, part) => { one.scrollTop = part * (one.scrollHeight - one.clientHeight) }", part)
            page.wait_for_timeout(50)
            seen = page.evaluate(SEEN)
            assert (seen["joined"], seen["bare"]) == (True, 0), (part, seen)
            assert seen["drawn"] < 45, "rows out of sight stand on the page"
            first = names.index(seen["names"][0])
            assert abs(first - part * (len(names) - len(seen["names"]))) <= 2, (part, seen["names"][0])
            assert seen["names"] == names[first : first + len(seen["names"])]
        holder.evaluate("(one) => { one.scrollTop = one.scrollHeight }")
        page.get_by_label("Filter: Project").press_sequentially("vernieuwen 7")
        page.locator(".tabulator-row", has_text="vernieuwen 499").wait_for(state="detached")
        kept = [one for one in names if "vernieuwen 7" in one]
        assert page.locator(".tabulator-row").count() == len(kept)
        assert page.evaluate(SEEN)["names"] == kept
