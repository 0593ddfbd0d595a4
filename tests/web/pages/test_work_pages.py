"""Events of jobs, and stopping or trying again one."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test import Client
from tests.web.queries.scenery import project, version

from rechterhand.web.actions.working import MOST_OPEN
from rechterhand.web.data.models import Job, JobKind, JobState, Membership, Person, Project, Role
from rechterhand.web.jobs.hub import hub
from rechterhand.web.pages.work.stream import stream

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna")


def job_on(place: Project, **fields: Any) -> Job:
    return Job.objects.create(kind=JobKind.IMPORT, project=place, work={"file_name": "plan.xml"}, **fields)


def test_the_stream_is_for_who_has_signed_in(client: Client, anna: Person) -> None:
    assert client.get("/work/events/").status_code == 302
    client.force_login(anna, backend=BACKEND)
    answer = client.get("/work/events/")

    assert answer.headers["Content-Type"] == "text/event-stream"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db(transaction=True)
def test_everybody_hears_of_their_own_projects_and_of_no_others(anna: Person) -> None:
    bert = Person.objects.create_user("bert")
    mine, others = job_on(project("Haven", anna)), job_on(project("Elders", bert))

    heard = asyncio.run(_listened([anna.pk, bert.pk], [others, mine]))

    assert [[one["job"] for one in each] for each in heard] == [[str(mine.pk)], [str(others.pk)]]
    assert heard[0][0] == {
        "job": str(mine.pk), "state": "running", "share": 0.5, "words": "Rekent de toekomsten door"
    }  # fmt: skip


async def _listened(people: list[int], jobs: list[Job]) -> list[list[dict[str, Any]]]:
    """What each stream hears while the jobs tell, all through one connection; then all come to their end."""
    streams = [stream(person, "nl") for person in people]
    try:
        assert [await anext(one) for one in streams] == [b"retry: 2000\n\n"] * len(people)
        listening = [asyncio.ensure_future(anext(one)) for one in streams]
        for _ in range(100):
            await sync_to_async(_tell)(jobs)
            if all(one.done() for one in listening):
                break
            await asyncio.sleep(0.1)
        found = [[json.loads((await one).decode().removeprefix("data: "))] for one in listening]
        hub.end()
        for one, first in zip(streams, found, strict=True):
            async for left in one:
                assert first[0]["job"] in left.decode()
        return found
    finally:
        hub.is_ending = False
        for one in streams:
            await one.aclose()


def _tell(jobs: list[Job]) -> None:
    for one in jobs:
        Job.objects.filter(pk=one.pk).update(state=JobState.RUNNING, share=0.5, step="simulate")
    connection.close()  # this is another thread than the test's


@pytest.mark.parametrize(("role", "status"), [(Role.PMO, 204), (Role.READER, 403), (None, 404)])
def test_who_may_have_plans_reviewed_may_stop_and_retry(
    client: Client, anna: Person, role: Role | None, status: int
) -> None:
    place = project("Haven")
    if role is not None:
        Membership.objects.create(person=anna, project=place, role=role)
    job = job_on(place)
    client.force_login(anna, backend=BACKEND)

    answer = client.post(f"/work/{job.pk}/cancel/", headers={"HX-Request": "true"})

    assert answer.status_code == status
    job.refresh_from_db()
    assert (job.state == JobState.CANCELLED) == (status == 204)
    again = client.post(f"/work/{job.pk}/again/", headers={"HX-Request": "true"})
    assert again.status_code == status
    job.refresh_from_db()
    assert job.state == JobState.WAITING


def test_without_scripts_one_comes_back_to_the_plan(client: Client, anna: Person) -> None:
    job = job_on(project("Haven", anna), state=JobState.DONE)
    client.force_login(anna, backend=BACKEND)

    assert client.post(f"/work/{job.pk}/cancel/").url == "/projects/haven/plan/"
    assert client.post(f"/work/{uuid4()}/cancel/").status_code == 404


def test_who_asked_for_a_file_or_a_comparison_is_offered_to_stop_it(client: Client, anna: Person) -> None:
    haven = project("Haven", Person.objects.create_user("bert"))
    Membership.objects.create(person=anna, project=haven, role=Role.READER)
    new = [version(haven), version(haven)][1]
    client.force_login(anna, backend=BACKEND)
    pages = ("/projects/haven/plan/versions/2/export/", "/projects/haven/plan/compare/1/2/")
    client.post(pages[0], {"suffix": ".xml"})
    client.post(pages[1])
    others = Job.objects.create(kind=JobKind.EXPORT, project=haven, version=new, work={"suffix": ".json"})

    for page, job in zip(pages, Job.objects.filter(owner=anna).order_by("created_at"), strict=True):
        shown = client.get(page).content.decode()
        assert f"/work/{job.pk}/cancel/" in shown
        assert f"/work/{others.pk}/cancel/" not in shown
        assert client.post(f"/work/{job.pk}/cancel/").status_code == 302
    assert client.post(f"/work/{others.pk}/cancel/").status_code == 403


def test_nobody_has_more_than_so_much_under_way(client: Client, anna: Person) -> None:
    haven = project("Haven", anna)
    version(haven)
    for _ in range(MOST_OPEN):
        job_on(haven, owner=anna)
    bert = Person.objects.create_user("bert")
    Membership.objects.create(person=bert, project=haven, role=Role.READER)
    page, export = "/projects/haven/plan/versions/1/export/", {"suffix": ".xml"}
    client.force_login(anna, backend=BACKEND)

    for path, told in ((page, export), ("/projects/haven/plan/versions/1/review/", {})):
        answer = client.post(path, told, headers={"Accept-Language": "en", "Referer": f"http://testserver{page}"})
        shown = answer.content.decode()
        assert (answer.status_code, f"You have {MOST_OPEN} pieces of work under way" in shown) == (429, True)
    uploaded = client.post("/projects/haven/plan/upload/", {"pasted": "a\tb\n1\t2\n"})
    assert uploaded.status_code == 422
    assert f"{MOST_OPEN}" in uploaded.content.decode()
    assert Job.objects.count() == MOST_OPEN

    other = Client()
    other.force_login(bert, backend=BACKEND)
    assert other.post(page, export).status_code == 302
    Job.objects.filter(owner=anna).first().delete()
    assert client.post(page, export).status_code == 302
