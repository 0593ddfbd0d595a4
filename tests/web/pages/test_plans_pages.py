"""The pages of a plan: its verdict, its versions, and what comes in and goes out."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from tests.cases.verdicts import finished, moved, ordinary
from tests.web.queries.scenery import project, reviewed, version

from rechterhand.export.writer import LeftOut
from rechterhand.intake import NotUnderstood
from rechterhand.web.actions.plans import keep_verdict
from rechterhand.web.bridge import canonical, problems
from rechterhand.web.data.models import Job, JobKind, JobState, LatestActivity, Membership, Person, Project, Role

pytestmark = pytest.mark.django_db
PLAN = "/projects/haven/plan/"


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", language="nl")


@pytest.fixture
def haven(anna: Person) -> Project:
    return project("Haven", anna)


@pytest.fixture
def signed_in(client: Client, anna: Person) -> Client:
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(answer: Any) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_project_without_a_plan_says_how_to_begin(signed_in: Client, haven: Project) -> None:
    page = text_of(signed_in.get(PLAN))

    assert "Nog geen planning" in page
    assert f"{PLAN}upload/" in page


def test_the_verdict_says_what_holds_it_up_and_what_to_do(signed_in: Client, haven: Project) -> None:
    reviewed(haven)

    page = text_of(signed_in.get(PLAN))

    for words in (
        "80 % zeker",
        "Wat houdt het op",
        "Wat kun je doen",
        "Is de planning te geloven?",
        "Waar dit op rust",
    ):
        assert words in page
    assert page.count('class="price"') > 3
    assert page.count('class="price brings"') > 3
    assert page.count('class="picture wide"') == 2
    assert 'id="check-' in page


def test_an_older_verdict_says_so_and_leads_to_no_activity_of_the_newest(signed_in: Client, haven: Project) -> None:
    reviewed(haven)
    reviewed(haven)

    newest, older = text_of(signed_in.get(PLAN)), text_of(signed_in.get(f"{PLAN}versions/1/"))

    assert f"{PLAN}activities/" in newest
    assert "Dit is versie" not in newest
    assert f"{PLAN}activities/" not in older
    assert "Dit is versie 1, zoals die toen beoordeeld is." in older
    assert f'href="{PLAN}"' in older


def test_what_of_the_file_was_not_understood_stands_in_front(signed_in: Client, haven: Project) -> None:
    table = ordinary()
    odd = NotUnderstood("duration", 1, "drie weken", where="C4")
    reviewed(haven, replace(table, reading=replace(table.reading, not_understood=(odd,))))

    page = text_of(signed_in.get(PLAN))

    assert "Niet begrepen in het bestand: 1 soort" in page
    assert "drie weken" in page
    assert "telt niet mee in dit oordeel" in page
    assert page.index("drie weken") < page.index("Wat houdt het op")


def test_the_verdict_takes_as_many_statements_for_any_plan(
    signed_in: Client, haven: Project, django_assert_max_num_queries: Any
) -> None:
    reviewed(haven)

    with django_assert_max_num_queries(12):
        signed_in.get(PLAN)


def test_what_moved_is_told_in_english_too(client: Client, haven: Project, anna: Person) -> None:
    anna.language = "en"
    anna.save()
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    reviewed(haven, moved())

    assert "Why the end moved" in text_of(client.get(PLAN))


def test_a_finished_plan_has_a_page(signed_in: Client, haven: Project) -> None:
    reviewed(haven, finished())

    assert "geen open werk" in text_of(signed_in.get(PLAN))


def test_the_latest_verdict_is_shown_while_a_newer_version_waits(
    signed_in: Client, haven: Project, anna: Person
) -> None:
    reviewed(haven)
    newer = version(haven, reviewed_at=None)
    Job.objects.create(kind=JobKind.REVIEW, project=haven, version=newer, owner=anna)

    page = text_of(signed_in.get(PLAN))

    assert "Versie 1" in page
    assert "Wacht op zijn beurt" in page
    assert signed_in.get(f"{PLAN}versions/2/").status_code == 200
    assert signed_in.get(f"{PLAN}versions/3/").status_code == 404


def test_of_much_work_one_line_stands_above_the_verdict(signed_in: Client, haven: Project, anna: Person) -> None:
    row = reviewed(haven)
    for state in (JobState.WAITING, JobState.RUNNING, *[JobState.WAITING] * 6):
        Job.objects.create(kind=JobKind.REVIEW, project=haven, version=row, owner=anna, state=state)

    page = text_of(signed_in.get(PLAN))

    assert page.count('class="job"') == 8
    before, rest = page.split("Nog 7 wachten op hun beurt")
    assert before.count('class="job"') == 1
    assert 'data-state="running"' in before
    assert rest.index('class="job"') < rest.index("</details>")


def test_an_activity_is_told_in_working_days_and_leads_to_what_was_found(signed_in: Client, haven: Project) -> None:
    reviewed(haven)
    one = LatestActivity.objects.filter(is_summary=False, duration_minutes=4800).first()
    assert one is not None
    LatestActivity.objects.filter(pk=one.pk).update(findings=["negative_float"], total_float_minutes=-6720)

    panel = text_of(signed_in.get(f"{PLAN}activities/{one.activity_id}/", headers={"HX-Target": "panel"}))

    told = " ".join(re.sub(r"<[^>]+>", " ", panel).split())
    assert "10,0 werkdagen" in told
    assert "−14,0 werkdagen" in told
    link = re.search(r'href="([^"#]+)#([^"]+)"', panel)
    assert link
    assert f'id="{link[2]}"' in text_of(signed_in.get(link[1]))


def test_a_failure_is_told_with_what_to_do_and_a_way_to_retry(signed_in: Client, haven: Project, anna: Person) -> None:
    job = Job.objects.create(
        kind=JobKind.IMPORT, project=haven, owner=anna, state=JobState.FAILED, problem=problems.unexpected(),
        work={"file_name": "kapot.mpp"},
    )  # fmt: skip

    page = text_of(signed_in.get(PLAN))

    assert "kapot.mpp" in page
    assert "Niet gelukt" in page
    assert f"/work/{job.pk}/again/" in page


def test_the_part_about_work_answers_only_when_something_changed(
    signed_in: Client, haven: Project, anna: Person
) -> None:
    first = version(haven, reviewed_at=None)
    job = Job.objects.create(kind=JobKind.REVIEW, project=haven, version=first, owner=anna)
    seen = signed_in.get(PLAN).context["work"].seen

    assert signed_in.get(f"{PLAN}work/?seen={seen}&shown=0").status_code == 204
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, step="simulate")
    assert "Rekent de toekomsten door" in text_of(signed_in.get(f"{PLAN}work/?seen={seen}&shown=0"))
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE)
    reviewed(haven)
    assert signed_in.get(f"{PLAN}work/?seen={seen}&shown=0").headers["HX-Refresh"] == "true"


def asked_again(page: str) -> str:
    """What the part about work of this page asks next."""
    found = re.search(r'id="work"[^>]* hx-get="([^"]+)"', page)
    assert found
    return unescape(found[1])


def test_an_open_verdict_says_that_it_was_renewed(signed_in: Client, haven: Project, anna: Person) -> None:
    first = reviewed(haven)
    opened = text_of(signed_in.get(PLAN))
    assert re.search(r'id="work"[^>]* hidden', opened)

    Job.objects.create(kind=JobKind.REVIEW, project=haven, version=first, owner=anna, state=JobState.DONE)
    keep_verdict(first.pk, moved())

    part = text_of(signed_in.get(asked_again(opened)))
    assert "Versie 1 is intussen opnieuw beoordeeld" in part
    assert not re.search(r'id="work"[^>]* hidden', part)
    assert signed_in.get(asked_again(part)).status_code == 204, "said once"
    assert "opnieuw beoordeeld" not in text_of(signed_in.get(PLAN))


def test_a_review_that_finds_the_same_is_no_news(signed_in: Client, haven: Project, anna: Person) -> None:
    first = reviewed(haven)
    opened = text_of(signed_in.get(PLAN))

    Job.objects.create(kind=JobKind.REVIEW, project=haven, version=first, owner=anna, state=JobState.DONE)
    keep_verdict(first.pk, ordinary())

    assert "opnieuw beoordeeld" not in text_of(signed_in.get(asked_again(opened)))


def test_an_open_verdict_of_an_older_version_says_so_too(signed_in: Client, haven: Project, anna: Person) -> None:
    first = reviewed(haven)
    reviewed(haven)
    opened = text_of(signed_in.get(f"{PLAN}versions/1/"))

    Job.objects.create(kind=JobKind.REVIEW, project=haven, version=first, owner=anna, state=JobState.DONE)
    keep_verdict(first.pk, moved())

    part = text_of(signed_in.get(asked_again(opened)))
    assert "Versie 1 is intussen opnieuw beoordeeld" in part
    assert f'href="{PLAN}versions/1/"' in part


def test_a_file_that_is_dropped_becomes_work(signed_in: Client, haven: Project) -> None:
    file = BytesIO(b"<Project/>")
    file.name = "plan.xml"

    answer = signed_in.post(f"{PLAN}upload/", {"plan": file})

    assert (answer.status_code, answer.url) == (302, PLAN)
    assert "‘plan.xml’ lezen" in text_of(signed_in.get(PLAN))


def test_cells_from_a_spreadsheet_become_work_too(signed_in: Client, haven: Project) -> None:
    answer = signed_in.post(f"{PLAN}upload/", {"pasted": "Taak\tDuur\nOntwerp\t5d\n"})

    assert answer.status_code == 302
    job = Job.objects.get(kind=JobKind.IMPORT)
    assert job.work["file_name"] == "geplakt.tsv"
    with default_storage.open(job.work["original"]) as kept:
        assert kept.read() == b"Taak\tDuur\nOntwerp\t5d\n"


def test_an_empty_file_and_none_at_all_are_refused_in_words(signed_in: Client, haven: Project) -> None:
    empty = BytesIO(b"")
    empty.name = "plan.xml"

    answers = [signed_in.post(f"{PLAN}upload/", sent) for sent in ({"plan": empty}, {})]

    assert [one.status_code for one in answers] == [422, 422]
    assert not Job.objects.exists()


def test_the_original_comes_back_unchanged(signed_in: Client, haven: Project) -> None:
    name = default_storage.save("plans/original.mpp", ContentFile(b"as it came"))
    version(haven, original=name, file_name="Haven 3.mpp")

    answer = signed_in.get(f"{PLAN}versions/1/original/")

    assert b"".join(answer.streaming_content) == b"as it came"
    assert 'filename="Haven 3.mpp"' in answer.headers["Content-Disposition"]


def test_versions_are_listed_with_their_verdict(signed_in: Client, haven: Project) -> None:
    version(haven)
    version(haven, reviewed_at=None)

    page = text_of(signed_in.get(f"{PLAN}versions/"))

    assert page.index("Versie 2") < page.index("Versie 1")
    assert "3 niet in orde, 6 om op te letten, 41 in orde" in page


def test_a_file_is_made_and_fetched(signed_in: Client, haven: Project) -> None:
    reviewed(haven)
    export = f"{PLAN}versions/1/export/"

    assert signed_in.post(export, {"suffix": ".exe"}).status_code == 302
    assert not Job.objects.filter(kind=JobKind.EXPORT).exists()
    signed_in.post(export, {"suffix": ".xlsx"})
    job = Job.objects.get(kind=JobKind.EXPORT)
    assert "Wacht op zijn beurt" in text_of(signed_in.get(export))
    assert signed_in.get(f"{PLAN}exports/{job.pk}/").status_code == 404

    file = default_storage.save("plans/export.xlsx", ContentFile(b"rows"))
    lost = canonical.packed_message(LeftOut("baselines", 42).text)
    result = {"file": file, "name": "haven.xlsx", "left_out": [lost]}
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE, result=result)
    page = text_of(signed_in.get(export))
    assert "haven.xlsx" in page
    assert "42 activiteiten" in page, "what the file doesn't hold is said beside it"
    assert b"".join(signed_in.get(f"{PLAN}exports/{job.pk}/").streaming_content) == b"rows"


def test_a_file_is_in_the_language_of_the_page(signed_in: Client, anna: Person, haven: Project) -> None:
    """Of a persona no language is known; who plays it has chosen one on the first page."""
    reviewed(haven)
    Person.objects.filter(pk=anna.pk).update(language="")
    signed_in.cookies["rechterhand_language"] = "en"
    export = f"{PLAN}versions/1/export/"
    assert '<html lang="en"' in text_of(signed_in.get(export))

    signed_in.post(export, {"suffix": ".pdf"})

    assert Job.objects.get(kind=JobKind.EXPORT).work["language"] == "en"


def test_a_file_of_another_project_is_not_given(signed_in: Client, haven: Project) -> None:
    other = Job.objects.create(
        kind=JobKind.EXPORT, project=project("Elders"), state=JobState.DONE, result={"file": "x"}
    )

    assert signed_in.get(f"{PLAN}exports/{other.pk}/").status_code == 404


def test_an_activity_stands_beside_the_page_or_by_itself(signed_in: Client, haven: Project) -> None:
    reviewed(haven)
    one = LatestActivity.objects.filter(price_days__isnull=False).first()
    assert one is not None
    address = f"{PLAN}activities/{one.activity_id}/"

    assert "<html" in text_of(signed_in.get(address))
    beside = text_of(signed_in.get(address, headers={"HX-Target": "panel"}))
    assert "<html" not in beside
    assert one.name in beside
    assert signed_in.get(f"{PLAN}activities/999999/").status_code == 404
    gone = signed_in.get(f"{PLAN}activities/999999/", headers={"HX-Target": "panel"})
    assert "niet in de nieuwste versie" in text_of(gone)


def test_the_gantt_gets_the_part_that_the_finish_hangs_on(signed_in: Client, haven: Project) -> None:
    reviewed(haven)
    version(haven)

    assert signed_in.get(f"{PLAN}versions/2/path/").json()["rows"] == []
    LatestActivity.objects.update(version=haven.versions.get(number=2))
    rows = signed_in.get(f"{PLAN}versions/2/path/").json()["rows"]
    assert any(one.get("price") for one in rows)
    assert all(one["url"].startswith(f"{PLAN}activities/") for one in rows)


def test_a_reader_sees_the_verdict_and_changes_nothing(client: Client, haven: Project) -> None:
    bert = Person.objects.create_user("bert")
    Membership.objects.create(person=bert, project=haven, role=Role.READER)
    client.force_login(bert, backend="django.contrib.auth.backends.ModelBackend")
    reviewed(haven)

    page = text_of(client.get(PLAN))

    assert "upload/" not in page
    assert "review/" not in page
    assert client.get(f"{PLAN}versions/1/original/").status_code == 403
    assert client.post(f"{PLAN}versions/1/review/").status_code == 403
