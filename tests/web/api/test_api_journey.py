"""A program's whole journey: begin a project, bring in a plan, wait, read the verdict, have files made and back."""

from __future__ import annotations

import json

import pytest
from tests.cases.programme import mspdi, programme
from tests.web.api.calling import Caller, bytes_of, problem, work_off
from tests.web.queries import scenery

from rechterhand.web.data.models import Person
from rechterhand.web.jobs import comparing, reviewing

pytestmark = pytest.mark.django_db
PLAN = mspdi(programme()).encode()


@pytest.fixture(autouse=True)
def few_futures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "ITERATIONS", 500)


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", language="en")


def test_from_nothing_to_the_verdict_and_back_to_the_bytes(anna: Person) -> None:
    call = Caller(anna)

    made = call("POST", "/projects", {"name": "Haven", "tags": ["water"], "method": "prince2"})
    assert made.status_code == 201
    assert made.headers["Location"] == "/api/v1/projects/haven"
    assert (made.json()["name"], made.json()["revision"], made.json()["version"]) == ("Haven", 1, None)

    sent = call.upload("/projects/haven/versions", "haven 1.xml", PLAN)
    assert (sent.status_code, sent.json()["state"], sent.json()["kind"]) == (202, "waiting", "import_plan")
    assert sent.headers["Location"] == sent.json()["url"]
    assert call.get("/projects/haven/versions/1").status_code == 404
    work_off()
    job = call.found(sent.headers["Location"])
    assert (job["state"], job["share"], job["version"]) == ("done", 1.0, 1)
    assert [one["kind"] for one in call.found("/projects/haven/jobs")["items"]] == ["review_version", "import_plan"]

    version = call.found("/projects/haven/versions/1")
    assert version["source"]["file"] == "haven 1.xml"
    assert version["source"]["format"] == "MSPDI"
    assert version["reviewed"]
    verdict = call.found("/projects/haven/versions/1/verdict")
    assert verdict["schema"].startswith("rechterhand/review/")
    assert verdict["simulate"]["finish"]["p80"][:10] == version["p80"]
    project = call.found("/projects/haven")
    assert project["p80"] == version["p80"]
    assert project["dearest"]["price_days"] > 0
    assert project["bottlenecks"][0]["key"] == verdict["bottlenecks"]["bottlenecks"][0]["key"]

    assert bytes_of(call.get("/projects/haven/versions/1/original")) == PLAN
    asked = call("POST", "/projects/haven/versions/1/exports", {"format": "json"})
    assert (asked.status_code, asked.json()["file"]) == (202, None)
    work_off()
    export = call.found(asked.headers["Location"])
    assert json.loads(bytes_of(call.get(export["file"]))) == verdict
    assert call.found("/projects/haven/versions/1/exports")["items"][0]["id"] == export["id"]


def test_activities_of_the_latest_version_with_their_links(anna: Person) -> None:
    call = Caller(anna)
    call("POST", "/projects", {"name": "Haven"})
    call.upload("/projects/haven/versions", "haven.xml", PLAN)
    work_off()

    everything = call.found("/projects/haven/activities?limit=200")
    critical = call.found("/projects/haven/activities?critical=true")
    found = call.found("/projects/haven/activities?q=inschrijvingen")
    one = call.found(f"/projects/haven/activities/{found['items'][0]['id']}")

    assert everything["total"] == len(everything["items"]) > 20
    assert 0 < critical["total"] < everything["total"]
    assert {item["name"] for item in found["items"]} == {"Inschrijvingen afwachten", "Inschrijvingen beoordelen"}
    assert one["name"] == "Inschrijvingen afwachten"
    assert one["predecessors"][0]["name"] == "Bestek schrijven"
    assert one["start"][10] == "T"
    assert len(one["start"]) == 19
    assert call.get("/projects/haven/activities/999").status_code == 404


def test_the_verdict_comes_in_the_language_asked(anna: Person) -> None:
    call = Caller(anna)
    call("POST", "/projects", {"name": "Haven"})
    call.upload("/projects/haven/versions", "haven.xml", PLAN)
    work_off()
    address = "/projects/haven/versions/1/verdict"

    own = call.get(address)
    dutch = call.get(address, **{"Accept-Language": "nl"})

    titles = [answer.json()["check"]["checks"][0]["title"] for answer in (own, dutch)]
    assert titles[0] != titles[1]
    assert [answer.headers["Content-Language"] for answer in (own, dutch)] == ["en", "nl"]
    assert call.get(address, **{"If-None-Match": own.headers["ETag"]}).status_code == 304


def test_a_file_that_cannot_be_read_is_told_on_its_job(anna: Person) -> None:
    call = Caller(anna)
    call("POST", "/projects", {"name": "Haven"})
    empty = call.upload("/projects/haven/versions", "leeg.xml", b"")
    sent = call.upload("/projects/haven/versions", "plan.xml", b"this is no plan")
    work_off()

    job = call.found(sent.headers["Location"])

    assert problem(empty)["code"] == "unreadable_file"
    assert job["state"] == "failed"
    assert job["problem"]["code"]
    assert job["problem"]["detail"]
    assert call.found("/projects/haven/versions")["items"] == []
    assert call("POST", job["url"] + "/retry").json()["state"] == "waiting"
    assert call("POST", job["url"] + "/cancel").json()["state"] == "cancelled"
    assert problem(call("POST", job["url"] + "/cancel"))["code"] == "too_late"


def test_a_verdict_that_is_not_there_yet_is_told_so(anna: Person) -> None:
    place = scenery.project("Haven", anna)
    scenery.version(place, reviewed_at=None)
    call = Caller(anna)

    answer = call.get("/projects/haven/versions/1/verdict")

    assert (answer.status_code, problem(answer)["code"]) == (404, "not_reviewed")
    assert problem(call("POST", "/projects/haven/versions/1/exports", {"format": "pdf"}))["code"] == "not_reviewed"
    assert call("POST", "/projects/haven/versions/1/exports", {"format": "xml"}).status_code == 202
    assert call("POST", "/projects/haven/versions/1/review").status_code == 202


def test_two_versions_side_by_side(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "ITERATIONS", 500)
    call = Caller(anna)
    call("POST", "/projects", {"name": "Haven"})
    for plan in (PLAN + b"<!-- another file -->", PLAN, PLAN):
        call.upload("/projects/haven/versions", "haven.xml", plan)
    work_off()
    address = "/projects/haven/comparisons/1/3"

    assert call.found("/projects/haven/comparisons/2/3")["changes"] == [], "what the verdict compared is there at once"
    assert problem(call.get(address))["code"] == "not_compared"
    asked = call("POST", address)
    work_off()
    found = call.found(address)

    assert (asked.status_code, call.found(asked.headers["Location"])["state"]) == (202, "done")
    assert found["schema"].startswith("rechterhand/compare/")
    assert (found["changes"], found["finish_movement_days"]) == ([], 0)
    assert call.get("/projects/haven/comparisons/3/1").status_code == 404
