"""Links between projects in a browser: found by typing, kept, and what the projects then look like together."""

from __future__ import annotations

from typing import Any

import pytest
from tests.journeys.pages_served import fits_and_is_accessible, signed_in
from tests.web.jobs.working_off import work_off
from tests.web.projects_tied import GROUND, HOUSE, upload
from tests.web.queries.scenery import programme, project

from rechterhand.text import LANGUAGES, Language
from rechterhand.web.actions.links import Ends, Hold, add_link
from rechterhand.web.data.models import Membership, Person, ProjectLink, Role
from rechterhand.web.jobs import joining, reviewing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def few_futures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "ITERATIONS", 400)
    monkeypatch.setattr(joining, "ITERATIONS", 400)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_is_made_and_the_projects_are_seen_together(chromium: Any, address: str, language: Language) -> None:
    anna = Person.objects.create_user("anna", name="Anna de Wit", language=language)
    town = programme("Town")
    Membership.objects.create(person=anna, programme=town, role=Role.PMO)
    ground, house = project("Ground works", programme=town), project("House", programme=town)
    upload(ground, GROUND)
    upload(house, HOUSE)
    work_off()
    with signed_in(chromium, address, anna, language) as page:
        page.goto("/programmes/town/links/add/")
        fits_and_is_accessible(page, f"links-new-{language}")
        page.locator("[name=predecessor]").select_option(str(ground.pk))
        page.locator("[name=predecessor_activity]").press_sequentially("hard")
        page.locator("#predecessor-activities option").first.wait_for(state="attached")
        page.locator("[name=predecessor_activity]").fill("G3 · Harden")
        page.locator("[name=successor]").select_option(str(house.pk))
        page.locator("[name=successor_activity]").fill("Build")
        page.locator("main form .btn-primary").click()
        page.wait_for_url("**/programmes/town/")
        assert ProjectLink.objects.count() == 1
        fits_and_is_accessible(page, f"links-waiting-{language}")
        work_off()
        page.goto("/programmes/town/")
        page.locator("#together svg.picture.wide").wait_for()
        fits_and_is_accessible(page, f"links-programme-{language}")
        page.emulate_media(media="print")
        assert page.locator("#together table").first.is_visible()
        page.emulate_media(media="screen")
        for name, url in (
            ("overview", "/projects/house/"),
            ("portfolio", "/portfolio/"),
            ("axis", "/portfolio/?show=timeline"),
        ):
            page.goto(url)
            fits_and_is_accessible(page, f"links-{name}-{language}")
        page.goto("/programmes/town/")
        page.locator("#together a.btn-sm").first.click()
        page.wait_for_url("**/change/")
        fits_and_is_accessible(page, f"links-change-{language}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_between_projects_run_round_the_boxes(chromium: Any, address: str, scheme: str) -> None:
    anna = Person.objects.create_user("anna", name="Anna de Wit", language="nl")
    town = programme("Town")
    Membership.objects.create(person=anna, programme=town, role=Role.PMO)
    names = ("Grondwerk haven", "Aanbesteding kade", "Bouw van de kade", "Zaaksysteem vernieuwen", "Oplevering")
    places = [project(one, programme=town) for one in names]
    for one in places:
        upload(one, GROUND)
    work_off()
    for before, after in ((0, 1), (1, 2), (0, 2), (0, 3), (3, 4), (2, 4), (1, 4)):
        add_link(None, town.pk, Ends(places[before].pk, 1, places[after].pk, 2), Hold("FS", 20.0))
    work_off()
    with signed_in(chromium, address, anna, "nl") as page:
        page.emulate_media(color_scheme=scheme)
        page.goto("/programmes/town/")
        page.locator("#together svg.picture.wide").wait_for()
        fits_and_is_accessible(page, f"lines-{scheme}")
