"""The portfolio in a browser: at every width, by keyboard, under the policy of the real thing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.journeys.pages_served import fits_and_is_accessible, portfolio_of, signed_in
from tests.web.queries import scenery

from rechterhand.text import LANGUAGES, Language
from rechterhand.web.actions.views import keep_view, remove_view
from rechterhand.web.data.models import Membership, Person, Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_portfolio_fits_and_is_accessible(chromium: Any, address: str, language: Language) -> None:
    anna = Person.objects.create_user("anna", name="Anna de Wit", language=language)
    with signed_in(chromium, address, anna, language) as page:
        page.goto("/portfolio/")
        fits_and_is_accessible(page, f"portfolio-empty-{language}")
        portfolio_of(anna)
        for name, query in (("table", ""), ("timeline", "?show=timeline"), ("none", "?q=zeppelin")):
            page.goto(f"/portfolio/{query}")
            fits_and_is_accessible(page, f"portfolio-{name}-{language}")
        remove_view(anna, keep_view(anna, "portfolio", "Te laat", "health=late&sort=price").pk)
        page.goto("/portfolio/")
        page.get_by_role("link", name={"nl": "Geschiedenis van je", "en": "History of your"}[language]).click()
        fits_and_is_accessible(page, f"portfolio-views-history-{language}")
        page.get_by_role("button", name={"nl": "Terughalen", "en": "Bring back"}[language]).click()
        page.locator(".flash").wait_for()
        assert anna.views.get().name == "Te laat"


@pytest.mark.parametrize("language", LANGUAGES)
def test_totals_fit_and_are_accessible(chromium: Any, address: str, language: Language) -> None:
    lead, nova = Person.objects.create_user("lead", language=language), scenery.programme("Nova")
    Membership.objects.create(person=lead, programme=nova, role=Role.PMO_LEAD)
    for place in range(7):
        row = scenery.project(f"Kade {place}", programme=nova, phase="delivery" if place < 4 else "closing")
        scenery.promise(row, scenery.P80 if place < 3 else date(2027, 2, 1))
        scenery.version(row)
    with signed_in(chromium, address, lead, language) as page:
        page.goto("/portfolio/")
        fits_and_is_accessible(page, f"portfolio-totals-{language}")
        page.locator("dd .num").press("Enter")
        assert "4" in page.locator("#how").inner_text()


def test_filtered_kept_and_asked_how_one_knows_by_keyboard(chromium: Any, address: str) -> None:
    anna = Person.objects.create_user("anna")
    portfolio_of(anna)
    with signed_in(chromium, address, anna) as page:
        page.goto("/portfolio/")
        page.locator(".states a.late").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/portfolio/?health=late")
        assert page.locator("table.dense tbody tr").count() == 1
        page.locator("details.menu > summary.btn").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Naam van de weergave").fill("Te laat")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Weergave weghalen").wait_for()
        assert page.locator(".tabs [aria-current]").inner_text() == "Te laat"
        page.locator(".price").first.focus()
        page.keyboard.press("Enter")
        assert "plan 3.xml" in page.locator("#how").inner_text()
