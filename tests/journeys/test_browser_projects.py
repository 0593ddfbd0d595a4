"""Projects in a browser: every page at every width, and two people at once."""

from __future__ import annotations

from typing import Any

import pytest
from tests.journeys.pages_served import fits_and_is_accessible, portfolio_of, signed_in

from rechterhand.text import LANGUAGES, Language
from rechterhand.web.data.models import Person, Project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "/projects/aanbesteding-kade/"
PAGES = {
    "list": "/projects/",
    "new": "/projects/new/",
    "search": "/projects/search/?q=besluit",
    "overview": HERE,
    "without-plan": "/projects/nog-zonder-planning/",
    "change": f"{HERE}change/",
    "tolerances": f"{HERE}tolerances/",
    "health": f"{HERE}health/",
    "people": f"{HERE}people/",
    "history": f"{HERE}history/",
    "programme": "/programmes/nova/",
    "programme-people": "/programmes/nova/people/",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_and_are_accessible(chromium: Any, address: str, language: Language) -> None:
    anna = Person.objects.create_user("anna", name="Anna de Wit", language=language)
    portfolio_of(anna)
    with signed_in(chromium, address, anna, language) as page:
        for name, url in PAGES.items():
            page.goto(url)
            fits_and_is_accessible(page, f"projects-{name}-{language}")


def test_the_second_of_two_sees_both_versions(chromium: Any, address: str) -> None:
    anna = Person.objects.create_user("anna")
    portfolio_of(anna)
    with signed_in(chromium, address, anna, answers=409) as page:
        page.goto(f"{HERE}change/")
        Project.objects.filter(slug="aanbesteding-kade").update(name="Kade Oost", revision=7)
        page.get_by_label("Naam", exact=True).fill("Kade West")
        page.keyboard.press("Enter")
        page.locator(".conflict").wait_for()
        assert "Kade Oost" in page.locator(".conflict").inner_text()
        fits_and_is_accessible(page, "projects-conflict")
        page.locator("main form:not(dialog form) .btn-primary").click()
        page.wait_for_url(f"**{HERE}")
        assert page.locator("h1").inner_text() == "Kade West"


def test_the_palette_leads_to_a_project(chromium: Any, address: str) -> None:
    anna = Person.objects.create_user("anna")
    portfolio_of(anna)
    with signed_in(chromium, address, anna) as page:
        page.goto("/portfolio/")
        page.keyboard.press("Control+k")
        page.keyboard.type("archief")
        page.locator("[role=option]", has_text="Verhuizing archief").wait_for()
        page.keyboard.press("Enter")
        page.wait_for_url("**/projects/verhuizing-archief/")
