"""With the keyboard alone: signing in, bringing a plan, and asking a price how it is known."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from tests.cases.programme import programme
from tests.cases.verdicts import ordinary
from tests.journeys.pages_served import signed_in
from tests.web.queries.scenery import project, version

from rechterhand.intake import reading_of
from rechterhand.web.actions.plans import keep_verdict
from rechterhand.web.bridge import canonical, storage
from rechterhand.web.data.models import Job, JobKind, Person, Project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a sentence to remember"
MOST = 80
"""Steps of the tab key after which something counts as out of reach."""


@pytest.fixture
def anna() -> Person:
    Person.objects.create_user("root", is_administrator=True)
    return Person.objects.create_user("anna", PASSWORD, language="nl")


@pytest.fixture
def haven(anna: Person) -> Project:
    return project("Haven", anna)


def tab_to(page: Any, selector: str) -> None:
    """Go on with the tab key until that has the focus, which is seen."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("told => document.activeElement.matches(told)", selector):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"{selector} isn't reached by {MOST} tabs on {page.url}")


def test_signing_in_and_out(chromium: Any, address: str, anna: Person) -> None:
    context = chromium.new_context(base_url=address, locale="nl", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto("/account/sign-in/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    tab_to(page, "#id_login")
    page.keyboard.type("anna")
    tab_to(page, "#id_password")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    page.locator(".wrong-summary").wait_for()
    tab_to(page, "#id_password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/portfolio/")

    tab_to(page, "details.menu > summary")
    page.keyboard.press("Enter")
    tab_to(page, "details.menu form[action$='sign-out/'] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/sign-in/")
    context.close()


def test_bringing_a_plan(chromium: Any, address: str, anna: Person, haven: Project, plan: Path) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto("/projects/haven/")
        tab_to(page, "main a[href$='/plan/upload/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/plan/upload/")
        tab_to(page, "input[type=file]")
        with page.expect_file_chooser() as asked:
            page.keyboard.press("Space")
        asked.value.set_files(plan)
        page.wait_for_url("**/projects/haven/plan/")
        page.locator("progress, .progress, [role=progressbar]").first.wait_for()
    assert Job.objects.get().kind == JobKind.IMPORT


def test_reading_a_verdict_and_how_a_price_is_known(chromium: Any, address: str, anna: Person, haven: Project) -> None:
    upload = uuid.uuid4()
    kept = storage.keep(upload, "plan", canonical.packed(reading_of(programme())))
    made = version(haven, reviewed_at=None, upload=upload, plan=kept)
    keep_verdict(made.pk, ordinary())
    with signed_in(chromium, address, anna) as page:
        page.goto("/projects/haven/")
        tab_to(page, "a[href$='/projects/haven/plan/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/projects/haven/plan/")
        page.locator(".hero").wait_for()
        tab_to(page, "main button.price[data-how]")
        price = page.evaluate("document.activeElement.dataset.how")
        page.keyboard.press("Enter")
        page.locator("dialog#how[open]").wait_for()
        assert page.evaluate("document.activeElement.matches('#how [data-close]')")
        assert page.locator("#how .basis").inner_text().strip()
        page.keyboard.press("Escape")
        page.locator("dialog#how:not([open])").wait_for(state="attached")
        assert page.evaluate("document.activeElement.dataset.how") == price
        assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
