"""What if in a browser: from the verdict to a scenario, in both languages and at every width."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.cases.programme import programme
from tests.cases.verdicts import ordinary
from tests.journeys.pages_served import fits_and_is_accessible, signed_in
from tests.web.queries.scenery import project, version

from rechterhand.intake import reading_of
from rechterhand.text import LANGUAGES, Language
from rechterhand.web.actions.plans import keep_verdict
from rechterhand.web.actions.trying import Trial, keep_trial, queue_trial
from rechterhand.web.bridge import canonical, storage
from rechterhand.web.data.models import Job, JobKind, Person, PlanVersion
from rechterhand.web.jobs import trying

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = "/projects/haven/plan/"
HERE = f"{PLAN}what-if/"


@pytest.fixture
def anna(monkeypatch: pytest.MonkeyPatch, address: str) -> Person:
    """PMO'er of a project whose plan was reviewed."""
    monkeypatch.setattr(trying, "ITERATIONS", 2_000)
    anna = Person.objects.create_user("anna")
    upload = uuid.uuid4()
    kept = storage.keep(upload, "plan", canonical.packed(reading_of(programme())))
    came = datetime(2026, 10, 5, 9, tzinfo=UTC)
    made = version(project("Haven", anna), reviewed_at=None, upload=upload, plan=kept, created_at=came)
    keep_verdict(made.pk, ordinary())
    return anna


def tried(anna: Person, *ways: str, **durations: float) -> Job:
    choice = Trial(ways, {int(key.removeprefix("a")): days for key, days in durations.items()})
    job = queue_trial(anna, PlanVersion.objects.get().pk, choice)
    trying.try_scenario(job_id=str(job.pk))
    return job


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_and_are_accessible(chromium: Any, address: str, anna: Person, language: Language) -> None:
    Person.objects.filter(pk=anna.pk).update(language=language)
    best = ordinary().ways.combinations[0]
    done = tried(anna, *best.members, a14=12.5)
    clashing = [one.key for one in ordinary().ways.ways if one.remedy == "work_saturdays"]
    refused = tried(anna, *clashing[:2])
    kept = keep_trial(anna, done.project_id or 0, done.pk, "Met de leverancier een week eerder om tafel")
    pages = {
        "verdict": PLAN,
        "empty": HERE,
        "tried": f"{HERE}?tried={done.pk}",
        "refused": f"{HERE}?tried={refused.pk}",
        "scenario": f"{HERE}{kept.pk}/",
    }
    with signed_in(chromium, address, anna, language) as page:
        for name, url in pages.items():
            page.goto(url)
            page.locator("[data-island]:not([data-ready=yes])").first.wait_for(state="detached")
            fits_and_is_accessible(page, f"what-if-{name}-{language}")


def test_what_does_not_go_with_a_choice_is_closed_with_the_reason(chromium: Any, address: str, anna: Person) -> None:
    ways = ordinary().ways
    shown = {one.key for one in ways.ways}
    key, others = next(
        (key, [one for one in others if one in shown]) for key, others in ways.clashes.items() if key in shown
    )
    with signed_in(chromium, address, anna, "nl") as page:
        page.goto(HERE)
        mine, other = (page.locator(f"input[name=way][value='{one}']") for one in (key, others[0]))
        row = page.locator("li", has=other)
        assert other.is_enabled()
        assert "Gaat niet samen met" in row.inner_text()

        mine.check()
        assert other.is_disabled()
        assert mine.is_enabled()
        assert "Je koos" in row.inner_text()
        assert "Gaat niet samen met" not in row.inner_text()
        fits_and_is_accessible(page, "what-if-closed-nl")

        mine.uncheck()
        assert other.is_enabled()
        assert "Je koos" not in row.inner_text()


def test_from_the_verdict_to_a_scenario(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto(PLAN)
        page.get_by_role("button", name="Proberen").first.click()
        page.locator("#panel").get_by_text("Wacht op zijn beurt").wait_for()
        trying.try_scenario(job_id=str(Job.objects.get(kind=JobKind.TRY).pk))
        page.locator("#panel .hero").wait_for()
        assert page.url.endswith(PLAN), "the futures move beside the verdict"
        assert page.locator("#panel .picture").count() == 2
        fits_and_is_accessible(page, "what-if-beside-nl")
        page.set_viewport_size({"width": 1440, "height": 900})
        page.get_by_role("link", name="Meer kiezen of een andere duur").click()
        page.wait_for_url(f"**{HERE}?tried=*")
        assert page.locator("input[name=way]:checked").count() == 1
        page.locator("input[name=lasting-0-activity]").fill("14")
        page.locator("input[name=lasting-0-days]").fill("12")

        page.get_by_role("button", name="Proberen").click()
        page.get_by_text("Wacht op zijn beurt").wait_for()
        trying.try_scenario(job_id=str(Job.objects.filter(kind=JobKind.TRY).order_by("-created_at")[0].pk))
        page.locator("#tried .hero").wait_for()
        assert page.locator("#tried .picture").count() == 2
        assert page.locator("input[name=lasting-0-days]").input_value() == "12"

        page.get_by_label("Naam van het scenario").fill("Snel")
        page.get_by_role("button", name="Bewaren als scenario").click()
        page.get_by_role("heading", name="Snel").wait_for()
        page.get_by_label("Naam van het scenario").fill("Sneller")
        page.get_by_role("button", name="Naam wijzigen").click()
        page.get_by_role("heading", name="Sneller").wait_for()
        page.get_by_role("button", name="Verwijderen").first.click()
        page.locator("dialog[open]").get_by_role("button", name="Verwijderen").click()
        page.get_by_text("‘Sneller’ is verwijderd.").wait_for()


def test_it_is_done_by_keyboard(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto(HERE)
        page.locator("input[name=way]").first.focus()
        page.keyboard.press("Space")
        page.locator("input[name=lasting-0-days]").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{HERE}?tried=*")
        page.get_by_text("Wacht op zijn beurt").wait_for()
