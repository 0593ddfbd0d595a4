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
from tests.web.queries.scenery import project

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
