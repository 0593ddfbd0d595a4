"""Taking back a version in a browser: asked, told in the list, and put back."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cases.history import versions as plans
from tests.journeys.pages_served import fits_and_is_accessible, signed_in
from tests.web.queries.scenery import activity, kept, project

from rechterhand.text import LANGUAGES, Language
from rechterhand.web.actions.uncertainty import keep_uncertainty
from rechterhand.web.bridge.uncertain import Estimate, Table
from rechterhand.web.data.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = "/projects/haven/plan/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_file_goes_and_comes_back(chromium: Any, address: str, language: Language) -> None:
    anna = Person.objects.create_user("anna", name="Anna", language=language)
    row = project("Haven", anna)
    for plan in plans()[:2]:
        kept(row, plan)
    activity(row, 900_001, "Koppeling met het zaakarchief bouwen")
    keep_uncertainty(anna, row.pk, 0, Table(estimates=(Estimate(900_001, 1, 2, 3),)))
    with signed_in(chromium, address, anna, language) as page:
        page.goto(f"{PLAN}versions/")
        page.locator("a[href$='/versions/2/take-back/']").click()
        page.wait_for_url("**/take-back/")
        fits_and_is_accessible(page, f"take-back-{language}")

        page.locator("textarea[name=reason], input[name=reason]").fill("Dit was het bestand van het andere project")
        page.locator("main form[method=post] button.btn-primary").click()
        page.wait_for_url("**/versions/")
        fits_and_is_accessible(page, f"taken-back-{language}")

        page.locator("form[action$='/versions/2/put-back/'] button").click()
        page.locator("a[href$='/versions/2/take-back/']").wait_for()
        assert page.locator("form[action$='/put-back/']").count() == 0
