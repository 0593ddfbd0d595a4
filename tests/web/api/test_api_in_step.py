"""A program keeps in step: files that it has already, rows of the newest version alone, who was first, and events."""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from tests.web.api.calling import Caller, problem
from tests.web.queries import scenery

from rechterhand.web.actions.projects import ProjectForm, change_project
from rechterhand.web.api.listening import _stream
from rechterhand.web.api.shapes.plans import job as shape_of
from rechterhand.web.data.models import Job, JobKind, JobState, Person, Project
from rechterhand.web.jobs.hub import hub
from rechterhand.web.queries.versions import job_for

pytestmark = pytest.mark.django_db
INVISIBLE = ("\u200b", "\u2060\ufeff", "\u00a0\u200d \u3164")


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna", language="en")


@pytest.fixture
def haven(anna: Person) -> Project:
    return scenery.project("Haven", anna)


@pytest.fixture
def call(anna: Person, haven: Project) -> Caller:
    return Caller(anna)


def test_an_original_that_one_has_already_isnt_sent_again(call: Caller, haven: Project) -> None:
    original = default_storage.save("kept/plan.xml", ContentFile(b"<Project/>"))
    scenery.version(haven, original=original, file_sha256="ab" * 32)
    first = call.get("/projects/haven/versions/1/original")
    again = call.get("/projects/haven/versions/1/original", **{"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, first.headers["ETag"]) == (200, f'"{"ab" * 32}"')
    assert b"".join(first.streaming_content) == b"<Project/>"
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("part", ["gantt", "path"])
def test_an_older_version_is_no_empty_plan(call: Caller, haven: Project, part: str) -> None:
    scenery.version(haven)
    scenery.version(haven)
    old, new = (call.get(f"/projects/haven/versions/{number}/{part}") for number in (1, 2))

    assert (old.status_code, new.status_code) == (409, 200)
    told = problem(old)
    assert (told["code"], told["where"]) == ("not_newest", {"newest": 2})
    assert "version 2" in told["hint"]


def test_who_comes_second_is_told_who_was_first(anna: Person, call: Caller, haven: Project) -> None:
    tag = call.get("/projects/haven").headers["ETag"]
    bert = Person.objects.create_user("bert", name="Bert")
    change_project(bert, haven.pk, 1, ProjectForm("Haven Noord"))
    told = problem(call("PATCH", "/projects/haven", {"name": "Haven Zuid"}, **{"If-Match": tag}))

    assert (told["status"], told["changed_by"]) == (412, "Bert")
    assert told["changed_at"].startswith("20")


@pytest.mark.parametrize("name", INVISIBLE)
def test_a_name_that_nobody_sees_is_no_name(call: Caller, name: str) -> None:
    for path in ("/projects", "/programmes"):
        answer = call("POST", path, {"name": name})
        assert answer.status_code in (403, 422), path
    assert problem(call("POST", "/projects", {"name": name}))["fields"] == {"name": ["This can't be kept as it is."]}
    assert call("PATCH", "/projects/haven", {"name": name}, **{"If-Match": '"1"'}).status_code == 422


@pytest.mark.parametrize("name", INVISIBLE)
def test_nor_on_a_page(anna: Person, client: Any, name: str) -> None:
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/projects/new/", {"name": name}).status_code == 422
    assert client.post("/projects/new/", {"name": f"Haven{name}Oost"}).status_code == 302


def test_who_cant_be_waited_for_is_told_how_the_job_is(call: Caller, haven: Project) -> None:
    job = Job.objects.create(kind=JobKind.IMPORT, project=haven, work={"file_name": "plan.xml"})
    answer = call.get(f"/projects/haven/jobs/{job.pk}/events")

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/event-stream")
    assert answer.headers["Cache-Control"] == "no-store"
    events = b"".join(answer.streaming_content).decode().split("\n\n")
    assert json.loads(events[1].removeprefix("data: ")) == call.found(f"/projects/haven/jobs/{job.pk}")
    assert call.get(f"/projects/haven/jobs/{uuid.uuid4()}/events").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_job_is_followed_until_it_is_over(anna: Person, haven: Project) -> None:
    job = Job.objects.create(kind=JobKind.IMPORT, project=haven, work={"file_name": "plan.xml"})

    def now() -> Any:
        found = job_for(anna, job.pk, "en", slug="haven")
        return None if found is None else shape_of(found, "haven")

    heard = asyncio.run(_followed(job, now))

    assert [(one["state"], one["share"]) for one in heard] == [("waiting", 0.0), ("running", 0.5), ("done", 1.0)]


async def _followed(job: Job, now: Any) -> list[dict[str, Any]]:
    """What is told while the job goes on; each state is told again until it has been heard."""
    stream = _stream(job.pk, await sync_to_async(now)(), now)
    heard = [json.loads((await anext(stream)).decode().split("data: ")[1])]
    try:
        for state, share in ((JobState.RUNNING, 0.5), (JobState.DONE, 1.0)):
            listening = asyncio.ensure_future(anext(stream))
            for _ in range(200):
                await sync_to_async(_tell)(job, state, share)
                if listening.done():
                    break
                await asyncio.sleep(0.1)
            heard.append(json.loads((await listening).decode().removeprefix("data: ")))
        assert [one async for one in stream] == []
        return heard
    finally:
        hub.is_ending = False
        await stream.aclose()


def _tell(job: Job, state: str, share: float) -> None:
    Job.objects.filter(pk=job.pk).update(state=state, share=share)
    connection.close()
