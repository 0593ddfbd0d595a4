"""Signing in by the form: what the page was given for another visitor no longer holds, and work is followed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.queries import scenery

from rechterhand.web.data.models import Job, JobKind, JobState, Person

pytestmark = pytest.mark.browser
PASSWORD = "een zin om te onthouden"


def running() -> Job:
    """A review that never gets further."""
    anna = Person.objects.create_user("anna", PASSWORD, name="Anna", language="en")
    haven = scenery.project("Haven", anna)
    version = scenery.version(haven, verdict_nl="", verdict_en="", reviewed_at=None)
    return Job.objects.create(kind=JobKind.REVIEW, state=JobState.RUNNING, project=haven, version=version, owner=anna)


def test_work_is_followed_and_stopped_after_signing_in_by_the_form(chromium: Any, address: str) -> None:
    job = running()
    context = chromium.new_context(locale="nl", base_url=address)
    page = context.new_page()
    listened: list[str] = []
    page.on("request", lambda one: listened.append(one.url) if one.resource_type == "eventsource" else None)
    page.goto("/account/sign-in/?next=/projects/haven/plan/")
    page.get_by_label("Naam of e-mailadres").fill("anna")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()

    page.locator(".job").wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    page.wait_for_function("document.body.dataset.events")
    with page.expect_response(lambda one: one.url.endswith("/cancel/")) as answered:
        page.locator(".job button", has_text="Stop").click()
    assert answered.value.status == 204
    page.wait_for_timeout(500)
    assert listened == [f"{address}/work/events/"]
    job.refresh_from_db()
    assert job.wants_cancel
    context.close()


def test_a_stream_that_was_refused_is_asked_for_again(chromium: Any, address: str) -> None:
    job = running()
    context = chromium.new_context(locale="nl", base_url=address)
    page = context.new_page()
    asked: list[str] = []

    def once(route: Any) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=503, body="")
        else:
            told = f'{{"job": "{job.pk}", "state": "running", "share": 0.5, "words": "Heard again"}}'
            route.fulfill(status=200, content_type="text/event-stream", body=f"data: {told}\n\n")

    page.route("**/work/events/", once)
    page.route("**/plan/work/**", lambda route: route.fulfill(status=204))
    page.goto("/account/sign-in/?next=/projects/haven/plan/")
    page.get_by_label("Naam of e-mailadres").fill("anna")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()

    page.locator(".job .words", has_text="Heard again").wait_for(timeout=15_000)
    context.close()
