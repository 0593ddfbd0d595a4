"""The plan itself in a browser: as bars, as a sheet, and two versions of it side by side."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from tests.cases.history import versions
from tests.cases.verdicts import moved
from tests.journeys.pages_served import fits_and_is_accessible, signed_in
from tests.web.queries.scenery import project, reviewed, version

from rechterhand.intake import reading_of
from rechterhand.text import LANGUAGES, Language
from rechterhand.web.actions.working import queue_comparison
from rechterhand.web.bridge import canonical, storage
from rechterhand.web.data.models import Person
from rechterhand.web.jobs import comparing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = "/projects/haven/plan/"
PAGES = {
    "verdict": PLAN,
    "gantt": f"{PLAN}gantt/",
    "sheet": f"{PLAN}sheet/",
    "compare": f"{PLAN}compare/1/2/",
    "uncertainty": f"{PLAN}uncertainty/",
}


@pytest.fixture
def anna(monkeypatch: pytest.MonkeyPatch, address: str) -> Person:
    """PMO'er of a project with three versions, of which the first two were compared and the last one reviewed."""
    monkeypatch.setattr(comparing, "ITERATIONS", 500)
    anna = Person.objects.create_user("anna")
    haven = project("Haven", anna)
    pair = []
    for plan in versions()[:2]:
        upload = uuid.uuid4()
        kept = storage.keep(upload, "plan", canonical.packed(reading_of(plan)))
        pair.append(version(haven, upload=upload, plan=kept))
    comparing.compare_versions(job_id=str(queue_comparison(anna, pair[0].pk, pair[1].pk).pk))
    reviewed(haven, moved())
    return anna


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_and_are_accessible(chromium: Any, address: str, anna: Person, language: Language) -> None:
    Person.objects.filter(pk=anna.pk).update(language=language)
    with signed_in(chromium, address, anna, language) as page:
        for name, url in PAGES.items():
            page.goto(url)
            page.locator("[data-island]:not([data-ready=yes])").first.wait_for(state="detached")
            fits_and_is_accessible(page, f"plan-{name}-{language}")


def test_two_versions_are_chosen_from_the_list(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto(f"{PLAN}versions/")
        page.select_option("select[name=old]", "1")
        page.select_option("select[name=new]", "2")
        page.get_by_role("button", name="Vergelijken").click()
        page.wait_for_url(f"**{PLAN}compare/1/2/")
        page.get_by_role("heading", name="Wat verschoof het einde?").wait_for()
        assert page.locator("#compared .priced small span").first.is_visible(), "activities of the second version"
        assert page.locator("#compared .priced a").count() == 0, "they may be others by now in the third"
        page.goto(PLAN)
        page.locator(".priced a:visible").first.click()
        page.locator("#panel.side").wait_for()


def test_a_row_of_the_sheet_is_found_by_its_name(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto(f"{PLAN}sheet/")
        page.locator("[aria-label='Filter: Taak']").focus()
        page.keyboard.type("gunning")
        page.locator(".tabulator-row", has_text="Gunning").wait_for()
        page.locator(".tabulator-row", has_text="Ketentest").wait_for(state="detached")


def test_a_view_of_the_gantt_is_sent_as_an_address(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto(f"{PLAN}gantt/")
        page.locator("[data-island=gantt][data-ready=yes]").wait_for()
        page.locator(".gantt-tools input[type=search]").fill("gunning")
        page.locator(".gantt-tools select").nth(1).select_option("day")
        page.wait_for_url("**/gantt/?find=gunning&zoom=day")
        kept = page.url

        page.goto(f"{PLAN}gantt/")
        page.goto(kept)
        page.locator("[data-island=gantt][data-ready=yes]").wait_for()
        assert page.locator(".gantt-tools input[type=search]").input_value() == "gunning"
        assert page.locator(".gantt-tools select").nth(1).input_value() == "day"
        assert "Gunning" in page.locator(".gantt-rows").inner_text()


def test_the_list_of_zooms_says_what_is_on_the_screen(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto(f"{PLAN}gantt/")
        page.locator("[data-island=gantt][data-ready=yes]").wait_for()
        zooms = page.locator(".gantt-tools select.zoom")
        told = "one => one.selectedOptions[0].text"
        assert zooms.evaluate(told) == "Hele planning"

        page.locator(".gantt-scroll").focus()
        page.keyboard.press("+")
        assert zooms.evaluate(told) == "Eigen zoom"
        page.reload()
        page.locator("[data-island=gantt][data-ready=yes]").wait_for()
        assert zooms.evaluate(told) == "Eigen zoom"

        zooms.select_option("month")
        assert zooms.evaluate("one => [...one.options].map(each => each.text)") == [
            "Hele planning", "Dagen", "Weken", "Maanden", "Kwartalen"
        ]  # fmt: skip
        assert zooms.evaluate(told) == "Maanden"


def test_a_filter_brings_a_bar_into_sight(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto(f"{PLAN}gantt/?zoom=day")
        page.locator("[data-island=gantt][data-ready=yes]").wait_for()
        page.locator(".gantt-scroll").evaluate("one => one.scrollLeft = 0")
        page.locator(".gantt-tools input[type=search]").fill("ketentest")
        page.locator(".gantt-rows", has_text="Ketentest").wait_for()
        assert page.locator(".gantt-scroll").evaluate("one => one.scrollLeft") > 100


def test_a_row_of_the_gantt_opens_beside_it(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto(f"{PLAN}gantt/?find=gunning")
        page.locator("[data-island=gantt][data-ready=yes]").wait_for()
        page.locator(".gantt-scroll").focus()
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        page.locator("#panel.side").wait_for()
        assert page.url.endswith("/gantt/?find=gunning")
        page.locator("#panel [data-panel-close]").click()
        page.locator("#panel.side").wait_for(state="detached")
        assert page.url.endswith("/gantt/?find=gunning")
