"""A file that can't be read by itself, in a browser: its columns are chosen, its password is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.journeys.pages_served import fits_and_is_accessible, signed_in
from tests.web.jobs.test_asked_of_people import TABLE
from tests.web.jobs.working_off import work_off
from tests.web.queries.scenery import project

from rechterhand.errors import PasswordNeeded
from rechterhand.text import LANGUAGES, Language, Message
from rechterhand.web.bridge import problems
from rechterhand.web.data.models import Job, JobKind, JobState, Person, PlanVersion
from rechterhand.web.jobs import reviewing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = "/projects/haven/plan/"


@pytest.fixture(autouse=True)
def few_futures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "ITERATIONS", 200)


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_are_chosen_and_the_upload_goes_on(
    chromium: Any, address: str, tmp_path: Path, language: Language
) -> None:
    anna = Person.objects.create_user("anna", language=language)
    project("Haven", anna)
    table = tmp_path / "klussen.csv"
    table.write_bytes(TABLE)
    with signed_in(chromium, address, anna, language, answers=422) as page:
        page.goto(f"{PLAN}upload/")
        page.locator("details.besides summary").click()
        fits_and_is_accessible(page, f"reading-upload-{language}")
        page.locator("input[name=plan]").set_input_files(table)
        page.wait_for_url(f"**{PLAN}")
        work_off()
        page.goto(PLAN)
        fits_and_is_accessible(page, f"reading-asks-{language}")
        page.locator("#work a.btn-primary").click()
        page.locator("select[name=column-1]").wait_for()
        fits_and_is_accessible(page, f"reading-columns-{language}")

        page.locator("main form[method=post] .btn-primary").click()
        page.locator("main .flash.error").first.wait_for()
        for place, key in enumerate(("id", "name", "duration", "predecessors")):
            page.locator(f"select[name=column-{place}]").select_option(key)
        page.locator("main form[method=post] .btn-primary").click()
        page.locator("#work .job").wait_for()
    work_off()
    assert PlanVersion.objects.get().activities == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_protected_file_asks_for_its_password(chromium: Any, address: str, language: Language) -> None:
    anna = Person.objects.create_user("anna", language=language)
    haven = project("Haven", anna)
    error = PasswordNeeded(Message.of("intake.password_needed"), hint=Message.of("intake.password_needed_hint"))
    work, told = {"file_name": "geheim.mpp"}, problems.as_data(error)
    job = Job.objects.create(
        kind=JobKind.IMPORT, state=JobState.FAILED, project=haven, owner=anna, work=work, problem=told
    )
    with signed_in(chromium, address, anna, language) as page:
        page.goto(PLAN)
        fits_and_is_accessible(page, f"reading-password-{language}")
        page.locator("#file-password").fill("xyzzy")
        page.keyboard.press("Enter")
        page.locator("#work .job").wait_for()
    job.refresh_from_db()
    assert job.state == JobState.WAITING
    assert "xyzzy" not in job.sealed_password
