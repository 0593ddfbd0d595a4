"""Links between projects for programs, and the projects looked at together."""

from __future__ import annotations

import pytest
from tests.web.api.calling import Caller
from tests.web.jobs.working_off import work_off
from tests.web.projects_tied import GROUND, HOUSE, number, upload
from tests.web.queries import scenery

from rechterhand.web.data.models import Job, JobKind, Membership, Person, Project, Role
from rechterhand.web.jobs import joining, reviewing

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna", language="en")


@pytest.fixture
def projects(anna: Person, monkeypatch: pytest.MonkeyPatch) -> tuple[Project, Project]:
    """The ground and the house, with verdicts."""
    monkeypatch.setattr(reviewing, "ITERATIONS", 400)
    monkeypatch.setattr(joining, "ITERATIONS", 400)
    town = scenery.programme("Town")
    Membership.objects.create(person=anna, programme=town, role=Role.PMO)
    ground, house = (scenery.project(name, programme=town) for name in ("Ground", "House"))
    upload(ground, GROUND)
    upload(house, HOUSE)
    work_off()
    return ground, house


def seen(revision: int) -> dict[str, str]:
    return {"If-Match": f'"{revision}"'}


def test_a_link_is_made_changed_and_removed_and_what_comes_of_it_is_read(
    anna: Person, projects: tuple[Project, Project]
) -> None:
    call, (ground, house) = Caller(anna), projects
    ends = {
        "predecessor": {"project": "ground", "activity_id": number(ground, "Harden")},
        "successor": {"project": "house", "activity_id": number(house, "Build")},
    }
    made = call("POST", "/programmes/town/links", ends | {"lag_days": 2})
    link = made.json()
    assert (made.status_code, link["type"], link["lag_days"], link["predecessor"]["code"]) == (201, "FS", 2, "G3")
    at = f"/programmes/town/links/{link['id']}"
    assert call("POST", "/programmes/town/links", ends).status_code == 409
    unknown = ends | {"successor": {"project": "nowhere", "activity_id": 1}}
    assert call("POST", "/programmes/town/links", unknown).status_code == 422
    assert call("PATCH", at, {"lag_days": 1}).status_code == 428
    assert call("PATCH", at, {"lag_days": 1}, **seen(1)).json()["lag_days"] == 1
    stale = call("PATCH", at, {"lag_days": 5}, **seen(1))
    assert (stale.status_code, stale.json()["theirs"]["lag_days"]) == (412, 1)

    waiting = call.found("/programmes/town/together")
    assert (waiting["made_at"], waiting["job"]["state"]) == (None, "waiting")
    work_off()
    found = call.found("/programmes/town/together")
    later = {one["project"]: one["later"]["days"] for one in found["projects"]}
    assert (later["ground"], later["house"] > 20, found["job"]) == (0, True, None)
    assert found["links"][0]["waiting"]["days"] == later["house"]
    assert found["bottlenecks"][0]["prices"].keys() == {"ground", "house"}
    assert found["p80"] > found["p80_alone"]
    listed = {one["slug"]: one["p80_together"] for one in call.found("/portfolio")["items"]}
    assert (listed["ground"], listed["house"]) == (None, found["p80"])

    asked = call("POST", "/programmes/town/together")
    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    assert call("POST", asked.json()["cancel"].removeprefix("/api/v1")).json()["state"] == "cancelled"
    assert call("POST", asked.json()["retry"].removeprefix("/api/v1")).json()["state"] == "waiting"
    assert call("DELETE", at, **seen(2)).status_code == 204
    assert call.found("/programmes/town/together")["made_at"] is None
    assert Job.objects.filter(kind=JobKind.JOINT).exists()


def test_of_a_project_that_one_may_not_see_nothing_is_told(anna: Person, projects: tuple[Project, Project]) -> None:
    ground, house = projects
    ends = {
        "predecessor": {"project": "ground", "activity_id": number(ground, "Harden")},
        "successor": {"project": "house", "activity_id": number(house, "Build")},
    }
    link = Caller(anna)("POST", "/programmes/town/links", ends).json()
    work_off()
    bert = Person.objects.create_user("bert", language="en")
    Membership.objects.create(person=bert, project=house, role=Role.PROJECT_LEADER)
    call = Caller(bert)

    (one,) = call.found("/programmes/town/links")["items"]
    nothing = {"project": None, "activity_id": None, "code": None, "name": None, "gone": False}
    assert (one["predecessor"], one["successor"]["name"], one["may_change"]) == (nothing, "Build", False)
    told = call.get("/programmes/town/together").content.decode()
    for secret in ("Ground", "ground", "Harden", "Pour", "Dig"):
        assert secret not in told
    assert call.found("/programmes/town/together")["p80"] is None
    assert call("PATCH", f"/programmes/town/links/{link['id']}", {"lag_days": 1}, **seen(1)).status_code == 404
    assert call("POST", "/programmes/town/together").status_code == 403
