"""Access tokens and the page of the API in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from tests.journeys.pages_served import fits_and_is_accessible, signed_in

from rechterhand.text import LANGUAGES, Language
from rechterhand.web.data.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_and_are_accessible(chromium: Any, address: str, language: Language) -> None:
    root = Person.objects.create_user("root", is_administrator=True, name="Ruth Root", language=language)
    with signed_in(chromium, address, root, language) as page:
        page.goto("/account/tokens/")
        fits_and_is_accessible(page, f"account-tokens-none-{language}")
        page.locator("input[name=name]").fill("Wekelijks rapport")
        page.locator("main button.btn-primary").click()
        page.locator("#token").wait_for()
        fits_and_is_accessible(page, f"account-tokens-{language}")
        page.goto("/api/v1/")
        page.locator("main summary", has_text="PATCH").first.click()
        fits_and_is_accessible(page, f"api-reference-{language}")
