"""The administration in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from tests.journeys.pages_served import fits_and_is_accessible, signed_in
from tests.web.queries import scenery

from rechterhand.text import LANGUAGES, Language
from rechterhand.web.data.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_and_are_accessible(chromium: Any, address: str, language: Language) -> None:
    root = Person.objects.create_user("root", is_administrator=True, name="Ruth Root", language=language)
    bert = Person.objects.create_user("invited-9", is_invited=True, name="Bert Bos", email="bert@example.org")
    carla = Person.objects.create_user("carla", name="Carla Cox")
    scenery.project("Haven", carla)
    scenery.programme("Nova")
    with signed_in(chromium, address, root, language) as page:
        for name, url in (
            ("people", "/administration/"),
            ("person", f"/administration/?person={bert.pk}"),
            ("happened", "/administration/happened/"),
            ("unattended", "/administration/unattended/"),
            ("last-of", f"/administration/?person={carla.pk}"),
            ("installation", "/administration/installation/"),
        ):
            page.goto(url)
            fits_and_is_accessible(page, f"administration-{name}-{language}")
