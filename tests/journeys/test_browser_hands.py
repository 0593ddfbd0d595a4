"""What hands do on a plan's pages: keys, clicks, dragging, and letting a file go."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cases.verdicts import moved
from tests.journeys.pages_served import fits_and_is_accessible, signed_in
from tests.web.queries.scenery import project, reviewed

from rechterhand.text import LANGUAGES, Language
from rechterhand.web.data.models import Job, JobKind, Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = "/projects/haven/plan/"
TOP = "one => Math.round(one.getBoundingClientRect().top + scrollY)"
LET_GO = """([name, content]) => {
  const data = new DataTransfer();
  data.items.add(new File([content], name));
  for (const kind of ["dragover", "drop"])
    document.querySelector("h1").dispatchEvent(
      new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def anna(address: str) -> Person:
    """PMO'er of a project with a verdict, and of one without a plan."""
    anna = Person.objects.create_user("anna")
    reviewed(project("Haven", anna), moved())
    project("Kade", anna)
    return anna


def ready(page: Any) -> None:
    page.locator("[data-island]:not([data-ready=yes])").first.wait_for(state="detached")


def gone(page: Any) -> None:
    page.keyboard.press("Escape")
    page.locator("#panel.side").wait_for(state="detached")


def test_a_row_of_the_sheet_opens_by_a_click_and_by_keys(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto(f"{PLAN}sheet/")
        ready(page)
        page.locator(".tabulator-row", has_text="Gunning").first.locator(".tabulator-cell").nth(3).click()
        page.locator("#panel.side h2", has_text="Gunning").wait_for()
        gone(page)
        assert page.url.endswith("/sheet/")
        assert page.evaluate("document.activeElement.textContent").startswith("Gunning")

        page.locator(".tabulator-tableholder").focus()
        for key in ("Home", "ArrowDown", "ArrowDown"):
            page.keyboard.press(key)
            page.wait_for_timeout(50)
        name = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        assert page.locator("#panel.side h2").inner_text() == name
        assert page.url.endswith("/sheet/")


def test_the_sheet_filters_by_more_and_less_and_hides_columns(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto(f"{PLAN}sheet/")
        ready(page)
        before = page.locator(".tabulator-row").count()
        page.locator("[aria-label^='Filter: Duur']").first.focus()
        page.keyboard.type("> 9999")
        page.locator(".tabulator-row").first.wait_for(state="detached")
        page.keyboard.press("Home")
        page.keyboard.press("Delete")
        page.keyboard.type("<")
        page.locator(".tabulator-row").first.wait_for()
        assert 0 < page.locator(".tabulator-row").count() <= before
        page.locator(".sheet-tools summary").click()
        page.locator(".sheet-tools label", has_text="Einde").first.click()
        assert not page.locator("[aria-label='Filter: Einde']").is_visible()


def test_the_line_between_names_and_bars_moves(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto(f"{PLAN}gantt/")
        ready(page)
        line = page.get_by_role("separator")
        wide = page.locator(".gantt-left").bounding_box()["width"]
        box = line.bounding_box()
        page.mouse.move(box["x"] + 4, box["y"] + 100)
        page.mouse.down()
        page.mouse.move(box["x"] + 104, box["y"] + 100, steps=4)
        page.mouse.up()
        dragged = page.locator(".gantt-left").bounding_box()["width"]
        assert dragged == pytest.approx(wide + 100, abs=2)
        page.keyboard.press("ArrowLeft")
        assert page.locator(".gantt-left").bounding_box()["width"] == pytest.approx(dragged - 24, abs=2)
        assert "names=" in page.url
        fits_and_is_accessible(page, "hands-gantt")


def test_escape_closes_what_is_beside_the_gantt_and_the_verdict(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto(f"{PLAN}gantt/?find=gunning")
        ready(page)
        page.locator(".gantt-scroll").focus()
        height = page.locator(".gantt-scroll").evaluate(TOP)
        page.keyboard.press("End")
        assert page.locator(".gantt-scroll").evaluate(TOP) == height, "a row that is chosen moves nothing"
        page.keyboard.press("Enter")
        page.locator("#panel.side").wait_for()
        gone(page)
        assert page.locator(".gantt-scroll").evaluate(TOP) == height
        page.goto(PLAN)
        page.locator(".priced a:visible").first.click()
        page.locator("#panel.side").wait_for()
        gone(page)
        assert page.url.endswith(PLAN)


def test_estimates_and_risks_get_as_many_lines_as_one_wants(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto(f"{PLAN}uncertainty/")
        before = page.locator(".risk-line").count()
        page.get_by_role("button", name="Risico toevoegen").click()
        assert page.locator(".risk-line").count() == before + 1
        assert page.evaluate("document.activeElement.name") == f"risks-{before}-title"
        page.keyboard.type("Vorst")
        page.locator(f"[name=risks-{before}-chance]").fill("30")
        page.locator(f"[name=risks-{before}-activities]").fill("14")
        for field, told in (("low", "1"), ("between", "2"), ("high", "3")):
            page.locator(f"[name=risks-{before}-{field}]").fill(told)
        fits_and_is_accessible(page, "hands-uncertainty")
        page.locator("form.stack .btn-primary").click()
        page.wait_for_url(lambda url: "uncertainty" not in url or "saved" in url)
        page.goto(f"{PLAN}uncertainty/")
        assert "Vorst" in [one.input_value() for one in page.locator("[name$=-title]").all()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_is_let_go_anywhere_on_the_overview_of_a_new_project(
    chromium: Any, address: str, anna: Person, language: Language
) -> None:
    Person.objects.filter(pk=anna.pk).update(language=language)
    with signed_in(chromium, address, anna, language) as page:
        page.goto("/projects/kade/")
        fits_and_is_accessible(page, f"hands-overview-{language}")
        page.evaluate(LET_GO, ["kade.xml", "<Project/>"])
        page.wait_for_url("**/projects/kade/plan/")
        assert Job.objects.filter(kind=JobKind.IMPORT, project__slug="kade").exists()
        page.goto("/projects/")
        page.evaluate(LET_GO, ["kade.xml", "<Project/>"])
        page.locator(".toast-card").wait_for()
        assert page.url.endswith("/projects/")
