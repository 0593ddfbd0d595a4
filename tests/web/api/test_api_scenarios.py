"""What if, for programs: tried in the background, read, kept under a name, renamed and removed as it was seen."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cases.programme import mspdi, programme
from tests.web.api.calling import Caller, problem, work_off

from rechterhand.web.data.models import Person
from rechterhand.web.jobs import reviewing, trying

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300)]
PLACE = "/projects/haven"


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Caller:
    """Somebody whose plan is reviewed."""
    monkeypatch.setattr(reviewing, "ITERATIONS", 500)
    monkeypatch.setattr(trying, "ITERATIONS", 500)
    made = Caller(Person.objects.create_user("anna"))
    made("POST", "/projects", {"name": "Haven"})
    made.upload(f"{PLACE}/versions", "haven.xml", mspdi(programme()).encode())
    work_off()
    return made


def test_a_choice_is_tried_kept_renamed_and_removed(call: Caller) -> None:
    way = call.found(f"{PLACE}/versions/1/verdict")["remedies"]["ways_out"][0]
    asked = call("POST", f"{PLACE}/trials", {"ways": [way["key"]]})
    assert asked.status_code == 202, asked.content
    assert problem(call.get(asked.headers["Location"]))["code"] == "not_tried"
    assert problem(call("POST", f"{PLACE}/scenarios", {"trial": asked.json()["id"], "name": "x"}))["status"] == 409
    work_off()

    outcome = call.found(asked.headers["Location"])
    assert outcome["days"] == pytest.approx(way["days"], abs=0.001)
    assert {one["kind"] for one in call.found(f"{PLACE}/jobs")["items"]} == {
        "import_plan",
        "review_version",
        "try_scenario",
    }

    kept = call("POST", f"{PLACE}/scenarios", {"trial": asked.json()["id"], "name": "Eerder beginnen"})
    assert kept.status_code == 201, kept.content
    told, address = kept.json(), kept.headers["Location"]
    assert (told["ways"], told["days"], told["version"]) == ([way["key"]], outcome["days"], 1)
    assert call.found(f"{address}/outcome") == outcome
    assert [one["id"] for one in call.found(f"{PLACE}/scenarios")["items"]] == [told["id"]]

    seen = {"If-Match": kept.headers["ETag"]}
    assert call("PATCH", address, {"name": "Vroeger"}, **seen).json()["name"] == "Vroeger"
    late = call("DELETE", address, **seen)
    assert (late.status_code, problem(late)["revision"]) == (412, told["revision"] + 1)
    assert call("DELETE", address, **{"If-Match": call.get(address).headers["ETag"]}).status_code == 204
    assert call.get(address).status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"ways": ["x" * 201]}, 422),
        ({"durations": [{"activity_id": 999_999, "days": 3}]}, 422),
        ({"durations": [{"activity_id": 2, "days": -1}]}, 422),
        ({"ways": ["no-such-way"]}, 202),
    ],
)
def test_what_cannot_be_tried_is_told(call: Caller, body: object, status: int) -> None:
    assert call("POST", f"{PLACE}/trials", body).status_code == status


def test_without_a_verdict_nothing_can_be_tried() -> None:
    call = Caller(Person.objects.create_user("anna"))
    call("POST", "/projects", {"name": "Haven"})

    assert problem(call("POST", f"{PLACE}/trials", {"ways": ["x"]}))["code"] == "not_reviewed"
    assert call.get(f"{PLACE}/trials/{uuid4()}").status_code == 404
