"""Taking back the newest version, and putting it back, in the pages of a plan and by the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from tests.cases.history import versions as plans
from tests.cases.verdicts import ordinary
from tests.web.queries.scenery import activity, kept, project

from rechterhand.web.actions.plans import keep_verdict
from rechterhand.web.actions.uncertainty import keep_uncertainty
from rechterhand.web.bridge.uncertain import Estimate, Table
from rechterhand.web.data.models import Job, JobKind, JobState, Membership, Person, PlanVersion, Project, Role

pytestmark = pytest.mark.django_db
PLAN = "/projects/haven/plan/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna", language="nl")


@pytest.fixture
def haven(anna: Person) -> Project:
    row = project("Haven", anna)
    for plan in plans()[:2]:
        kept(row, plan)
    return row


@pytest.fixture
def signed_in(client: Client, anna: Person) -> Client:
    client.force_login(anna, backend=BACKEND)
    return client


def text_of(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


def test_a_wrong_file_is_taken_back_and_put_back_in_the_list_of_versions(signed_in: Client, haven: Project) -> None:
    listed = text_of(signed_in.get(f"{PLAN}versions/"))
    assert f"{PLAN}versions/2/take-back/" in listed
    assert f"{PLAN}versions/1/take-back/" not in listed

    asked = text_of(signed_in.get(f"{PLAN}versions/2/take-back/"))
    assert "Versie 1 is weer de nieuwste" in asked

    answer = signed_in.post(f"{PLAN}versions/2/take-back/", {"reason": "Verkeerd bestand <b>"}, follow=True)
    gone = text_of(answer)
    assert "Teruggenomen" in gone
    assert "Verkeerd bestand &lt;b&gt;" in gone
    assert f"{PLAN}versions/2/put-back/" in gone
    assert f"{PLAN}versions/1/take-back/" in gone

    back = text_of(signed_in.post(f"{PLAN}versions/2/put-back/", follow=True))
    assert "Versie 2 is weer de nieuwste" in back
    assert "Teruggenomen" not in back


def test_what_went_says_so_on_its_own_page_and_its_file_can_be_had(
    signed_in: Client, haven: Project, anna: Person
) -> None:
    name = default_storage.save("kept/original.xml", ContentFile(b"as it came"))
    wrong_one = kept(haven, plans()[2], original=name)
    for one in haven.versions.all():
        keep_verdict(one.pk, ordinary())

    signed_in.post(f"{PLAN}versions/3/take-back/", {"reason": "Dubbel"})

    newest, gone = text_of(signed_in.get(PLAN)), text_of(signed_in.get(f"{PLAN}versions/3/"))
    assert "telt niet mee" not in newest
    assert "Versie 2" in newest
    assert "Anna nam versie 3 terug" in gone
    assert "Dubbel" in gone
    assert "Wat houdt het op" in gone
    original = signed_in.get(f"{PLAN}versions/{wrong_one.number}/original/")
    assert b"".join(original) == b"as it came"


def test_it_asks_for_a_reason_in_words(signed_in: Client, haven: Project) -> None:
    answer = signed_in.post(f"{PLAN}versions/2/take-back/", {"reason": " "})

    assert "Reden" in text_of(answer, 422)
    assert haven.versions.counting().count() == 2


def test_who_comes_second_is_told_who_came_first(signed_in: Client, haven: Project) -> None:
    bob = Person.objects.create_user("bob", name="Bob")
    newer = kept(haven, plans()[2])
    PlanVersion.objects.filter(pk=newer.pk).update(created_by=bob)

    for answer in (
        signed_in.get(f"{PLAN}versions/2/take-back/"),
        signed_in.post(f"{PLAN}versions/2/take-back/", {"reason": "Verkeerd"}),
    ):
        told = text_of(answer, 409)
        assert "Versie 3 is nieuwer: Bob" in told
    assert haven.versions.counting().count() == 3


def test_putting_back_too_late_is_told_in_the_list(signed_in: Client, haven: Project) -> None:
    signed_in.post(f"{PLAN}versions/2/take-back/", {"reason": "Verkeerd"})
    kept(haven, plans()[2])

    told = text_of(signed_in.post(f"{PLAN}versions/2/put-back/", follow=True))

    assert "Versie 3 is nieuwer" in told
    assert f"{PLAN}versions/2/put-back/" not in told


def test_what_hangs_on_it_is_told_before(signed_in: Client, haven: Project, anna: Person) -> None:
    activity(haven, 900_001, "Alleen in versie 2")
    keep_uncertainty(anna, haven.pk, 0, Table(estimates=(Estimate(900_001, 1, 2, 3),)))
    Job.objects.create(kind=JobKind.IMPORT, state=JobState.RUNNING, project=haven)

    page = text_of(signed_in.get(f"{PLAN}versions/2/take-back/"))

    assert "Alleen in versie 2" in page
    assert "gaan over 1 taak die er dan niet is" in page
    assert "wordt 1 bestand gelezen" in page


def test_a_reader_sees_that_it_went_and_changes_nothing(client: Client, haven: Project) -> None:
    reader = Person.objects.create_user("rik", language="nl")
    Membership.objects.create(person=reader, project=haven, role=Role.READER)
    client.force_login(reader, backend=BACKEND)

    assert "take-back" not in text_of(client.get(f"{PLAN}versions/"))
    assert client.post(f"{PLAN}versions/2/take-back/", {"reason": "x"}).status_code == 403


def test_programs_take_back_and_put_back(signed_in: Client, haven: Project) -> None:
    address = "/api/v1/projects/haven/versions/2/"
    json = {"content_type": "application/json"}

    answer = signed_in.post(f"{address}take-back", {"reason": "Verkeerd"}, **json)
    assert answer.status_code == 200, answer.content
    assert answer.json()["taken_back"]["reason"] == "Verkeerd"
    assert signed_in.post(f"{address}take-back", {"reason": "Verkeerd"}, **json).status_code == 409
    assert signed_in.post(f"{address}put-back", **json).json()["taken_back"] is None
    assert signed_in.post(f"{address}put-back", **json).json()["code"] == "too_late"
    kinds = [one["kind"] for one in signed_in.get("/api/v1/projects/haven/history").json()["items"]]
    assert kinds.count("taken_back") == 2


@pytest.mark.parametrize("count", [3, 9])
def test_the_list_takes_as_many_statements_for_any_number_of_versions(
    signed_in: Client, anna: Person, count: int, django_assert_max_num_queries: Any
) -> None:
    row = project("Haven", anna)
    for _ in range(count):
        kept(row, plans()[0])
    for number in range(count, 1, -1):
        signed_in.post(f"{PLAN}versions/{number}/take-back/", {"reason": "Verkeerd"})

    with django_assert_max_num_queries(14):
        signed_in.get(f"{PLAN}versions/")
