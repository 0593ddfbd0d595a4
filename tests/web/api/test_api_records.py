"""Everything the pages do: projects and programmes, people, history, views, and the installation."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.web.api.calling import Caller, problem
from tests.web.queries import scenery

from rechterhand.web.data.models import AccessToken, Membership, Person, Programme, Project, Role, TokenScope

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna", language="en")


@pytest.fixture
def haven(anna: Person) -> Project:
    return scenery.project("Haven", anna)


@pytest.fixture
def call(anna: Person, haven: Project) -> Caller:
    return Caller(anna)


def seen(number: int) -> dict[str, str]:
    return {"If-Match": f'"{number}"'}


def begun(call: Caller) -> Any:
    """The event by which the project began."""
    events = call.found("/projects/haven/history")["items"]
    return next(one for one in events if one["kind"] == "project" and one["label"] == "insert")


class TestProjects:
    """Projects are changed piece by piece."""

    def test_a_change_leaves_the_rest_as_it_is(self, call: Caller) -> None:
        body = {"name": "Kade", "number": "12", "phase": "delivery", "unit": "Water", "tags": ["b", "a"]}
        call("POST", "/projects", body)
        changed = call("PATCH", "/projects/kade", {"method": "ipma", "phase": None}, **seen(1)).json()

        assert {name: changed[name] for name in body} == body | {"phase": None, "tags": ["a", "b"]}
        assert changed["method"] == "ipma"

    def test_tolerances_and_committed_dates(self, call: Caller) -> None:
        tolerances = {"time_tolerance_days": 10, "cost_tolerance": 2500.5}
        dates = [{"what": "Oplevering", "date": "2027-03-01", "whole": True}]
        first = call("PUT", "/projects/haven/tolerances", tolerances, **seen(1)).json()
        second = call("PUT", "/projects/haven/committed-dates", {"committed_dates": dates}, **seen(2)).json()
        twice = [dates[0], {"what": "Nog een", "date": "2027-04-01", "whole": True}]

        assert {name: first[name] for name in tolerances} == tolerances
        assert second["committed_dates"] == dates
        assert call("PUT", "/projects/haven/committed-dates", {"committed_dates": twice}, **seen(3)).status_code == 422

    def test_health_has_a_reason_beside_the_computed_one(self, call: Caller, haven: Project) -> None:
        scenery.promise(haven, scenery.P80)
        scenery.version(haven)
        body = {"health": "late", "reason": "The supplier stopped."}
        health = call("PUT", "/projects/haven/health", body, **seen(1)).json()["health"]
        back = call("PUT", "/projects/haven/health", {"health": None}, **seen(2)).json()["health"]

        assert (health["computed"], health["declared"], health["declared_by"]) == ("fine", "late", "Anna")
        assert health["declared_reason"] == "The supplier stopped."
        assert health["reasons"]
        assert back["declared"] is None

    def test_archived_ones_are_another_list(self, call: Caller) -> None:
        call("PUT", "/projects/haven/archived", {"archived": True}, **seen(1))
        assert call.found("/projects")["total"] == 0
        assert [one["slug"] for one in call.found("/projects?archived=true")["items"]] == ["haven"]
        call("PUT", "/projects/haven/archived", {"archived": False}, **seen(2))
        assert call.found("/projects")["total"] == 1

    def test_a_project_goes_into_programmes_where_one_may_begin_some(self, anna: Person, call: Caller) -> None:
        mine, others = scenery.programme("Kust"), scenery.programme("Elders")
        Membership.objects.create(person=anna, programme=mine, role=Role.PMO)

        assert call("POST", "/projects", {"name": "Dijk", "programme": "kust"}).json()["programme"] == "kust"
        for refused in (
            call("POST", "/projects", {"name": "Dijk", "programme": others.slug}),
            call("PATCH", "/projects/haven", {"programme": others.slug}, **seen(1)),
        ):
            assert (refused.status_code, list(problem(refused)["fields"])) == (422, ["programme"])
        moved = call("PATCH", "/projects/haven", {"programme": "kust"}, **seen(1))
        assert moved.json()["programme_name"] == "Kust"
        assert call("PATCH", "/projects/haven", {"programme": None}, **seen(2)).json()["programme"] is None

    def test_the_portfolio_counts_what_the_list_shows(self, anna: Person, call: Caller, haven: Project) -> None:
        scenery.promise(haven, scenery.P80)
        scenery.version(haven)
        scenery.project("Leeg", anna, unit="Water", tags=["nat"])

        whole = call.found("/portfolio")
        assert (whole["total"], whole["states"]["fine"], whole["states"]["unknown"]) == (2, 1, 1)
        assert (whole["choices"]["units"], whole["choices"]["tags"]) == (["Water"], ["nat"])
        assert [one["slug"] for one in call.found("/projects?health=fine")["items"]] == ["haven"]
        assert [one["slug"] for one in call.found("/projects?unit=Water&tag=nat")["items"]] == ["leeg"]
        assert [one["slug"] for one in call.found("/projects?q=haven")["items"]] == ["haven"]
        workbook = load_workbook(BytesIO(call.get("/portfolio/workbook?unit=Water").content))
        assert [row[1] for row in workbook.worksheets[0].iter_rows(values_only=True)].count("Leeg") == 1


class TestPeople:
    """Roles are given, changed and taken away."""

    @pytest.mark.parametrize("place", ["projects/haven", "programmes/kust"])
    def test_a_role_from_beginning_to_end(self, anna: Person, call: Caller, place: str) -> None:
        Membership.objects.create(person=anna, programme=scenery.programme("Kust"), role=Role.PMO)
        Person.objects.create_user("bert.sign-in", name="Bert")
        bert = call.found(f"/{place}/candidates?q=ber")["items"][0]
        assert (set(bert), bert["invited"]) == ({"id", "name", "invited"}, False)
        assert problem(call.get(f"/{place}/candidates?q=b"))["fields"]["q"]
        assert call.found(f"/{place}/candidates?q=bert.sign")["total"] == 0

        added = call("POST", f"/{place}/members", {"person_id": bert["id"], "role": "reader"})
        address = added.headers["Location"]
        changed = call("PATCH", address, {"role": "chair", "seen": "reader"})
        second = call("PATCH", address, {"role": "steering", "seen": "reader"})

        assert (added.status_code, added.json()["name"], changed.json()["role"]) == (201, "Bert", "chair")
        assert second.status_code == 409
        assert (problem(second)["yours"], problem(second)["theirs"]) == ({"role": "steering"}, {"role": "chair"})
        again = call("POST", f"/{place}/members", {"person_id": bert["id"], "role": "chair"})
        assert (again.status_code, problem(again)["code"]) == (409, "taken")
        assert [one["name"] for one in call.found(f"/{place}/members")["items"]] == ["Anna", "Bert"]
        assert call("DELETE", address).status_code == 204
        assert call("DELETE", address).status_code == 404

    def test_a_role_of_another_place_does_not_exist_here(self, call: Caller) -> None:
        row = Membership.objects.create(
            person=Person.objects.create_user("bert"), project=scenery.project("Elders"), role=Role.PMO
        )

        assert call("DELETE", f"/projects/haven/members/{row.pk}").status_code == 404
        assert Membership.objects.filter(pk=row.pk).exists()

    def test_nobody_gets_a_role_who_is_not_there(self, call: Caller) -> None:
        answer = call("POST", "/projects/haven/members", {"person_id": 10**18, "role": "reader"})

        assert list(problem(answer)["fields"]) == ["person_id"]


class TestHistory:
    """Who changed what, and back."""

    def test_back_to_an_older_state(self, call: Caller) -> None:
        call("PATCH", "/projects/haven", {"name": "Kade"}, **seen(1))
        events = call.found("/projects/haven/history")["items"]
        change = next(one for one in events if one["label"] == "update")
        first = begun(call)
        address = f"/projects/haven/history/{first['id']}/back"

        assert (change["by"], change["action"]) == ("Anna", "project.change")
        assert change["changes"] == [{"field": "name", "about": "", "before": "Haven", "after": "Kade"}]
        assert call("POST", address, {"kind": "project"}, **seen(1)).status_code == 412
        assert call("POST", address, {"kind": "project"}, **seen(2)).status_code == 204
        assert call.found("/projects/haven")["name"] == "Haven"
        assert call("POST", "/projects/haven/history/999999999/back", {"kind": "project"}, **seen(3)).status_code == 404

    def test_nobody_sets_back_what_they_may_not_set(self, anna: Person, haven: Project, call: Caller) -> None:
        call("PUT", "/projects/haven/tolerances", {"time_tolerance_days": 5, "cost_tolerance": None}, **seen(1))
        leader = Person.objects.create_user("leader")
        Membership.objects.create(person=leader, project=haven, role=Role.PROJECT_LEADER)
        first = begun(call)

        answer = Caller(leader)("POST", f"/projects/haven/history/{first['id']}/back", {"kind": "project"}, **seen(2))

        assert answer.status_code == 403


def test_uncertainty_is_told_and_has_the_plan_reviewed(call: Caller, haven: Project) -> None:
    scenery.version(haven)
    scenery.activity(haven, 7, "Bouwen")
    address = "/projects/haven/uncertainty"
    usual = call.get(address)
    three = {"low_days": 4, "likely_days": 5, "high_days": 9}
    risk = {"key": "R1", "title": "Hoog water", "probability": 0.2, "activity_ids": [7, 8], **three}
    body = {"low": 0.8, "likely": 1, "high": 1.5, "correlation": 0.2, "estimates": [{"activity_id": 7, **three}]}

    kept = call("PUT", address, {**body, "risks": [risk]}, **{"If-Match": usual.headers["ETag"]})
    assert (kept.status_code, kept.json()["revision"], kept.json()["left_out"]) == (200, 1, [8])
    assert kept.json()["risks"][0] == {"low_factor": None, "likely_factor": None, "high_factor": None, **risk}
    assert call.found("/projects/haven/jobs")["items"][0]["kind"] == "review_version"
    assert call("PUT", address, {**body, "risks": []}, **seen(0)).status_code == 412
    assert call("PUT", address, {**body, "low": 2, "risks": []}, **seen(1)).status_code == 422
    assert call("PUT", address, json.dumps({**body, "high": float("nan"), "risks": []}), **seen(1)).status_code == 422


def test_views_are_kept_and_removed(call: Caller) -> None:
    made = call("POST", "/portfolio/views", {"name": "Rood", "query": "health=late"})

    assert call.found("/portfolio/views")["items"] == [made.json()]
    assert call("DELETE", made.headers["Location"]).status_code == 204
    assert call("DELETE", made.headers["Location"]).status_code == 404


def test_search_finds_what_one_may_see(call: Caller, haven: Project) -> None:
    scenery.project("Haven elders")
    scenery.version(haven)
    scenery.activity(haven, 7, "Havenhoofd bouwen")

    found = call.found("/search?q=haven")["items"]

    assert [(one["kind"], one["slug"]) for one in found] == [("project", "haven")]
    assert call.found("/search?q=bouwen")["items"][0]["activity_id"] == 7


class TestAdministration:
    """People's accounts and the installation, for administrators."""

    @pytest.fixture
    def admin(self) -> Caller:
        person = Person.objects.create_user("admin", is_administrator=True, language="en")
        return Caller(person, TokenScope.READ, TokenScope.WRITE, TokenScope.ADMINISTER)

    def test_programmes_from_beginning_to_end(self, admin: Caller) -> None:
        own = admin.found("/me")["id"]
        made = admin("POST", "/programmes", {"name": "Kust", "pmo_id": own})
        changed = admin("PATCH", "/programmes/kust", {"unit": "Water"}, **seen(1)).json()

        assert made.headers["Location"] == "/api/v1/programmes/kust"
        assert (made.json()["slug"], made.json()["pmo_id"]) == ("kust", own)
        assert (changed["name"], changed["unit"], changed["revision"]) == ("Kust", "Water", 2)
        assert admin("PATCH", "/programmes/kust", {"unit": "x"}, **seen(1)).status_code == 412
        assert admin("PUT", "/programmes/kust/archived", {"archived": True}, **seen(2)).json()["archived"]
        assert admin.found("/programmes")["total"] == 0
        assert admin.found("/programmes?archived=true")["total"] == 1

    def test_who_begins_a_programme_for_somebody_sees_nothing_of_it(self, admin: Caller, anna: Person) -> None:
        assert admin("POST", "/programmes", {"name": "Kust"}).status_code == 422
        assert problem(admin("POST", "/programmes", {"name": "Kust", "pmo_id": 999_999}))["fields"]["pmo_id"]
        made = admin("POST", "/programmes", {"name": "Kust", "pmo_id": anna.pk})

        assert made.status_code == 201
        assert admin.get("/programmes/kust").status_code == 404
        assert Caller(anna).get("/programmes/kust").status_code == 200

    def test_somebody_becomes_administrator_and_the_last_one_stays(self, admin: Caller, anna: Person) -> None:
        address, own = f"/people/{anna.pk}/administrator", f"/people/{admin.found('/me')['id']}/administrator"

        last = admin("PUT", own, {"administrator": False}, **seen(1))
        made = admin("PUT", address, {"administrator": True}, **seen(1))

        assert (last.status_code, made.json()["is_administrator"]) == (409, True)
        assert admin("PUT", own, {"administrator": False}, **seen(1)).status_code == 200
        assert admin.get("/people").status_code == 403

    def test_somebody_is_let_in_again(self, admin: Caller, anna: Person) -> None:
        answer = admin("POST", f"/people/{anna.pk}/let-in").json()

        assert answer["link"].startswith("http://localhost:8000/account/")
        assert (answer["sent"], answer["hours"]) == (False, 24)
        assert admin("POST", "/people/999999/let-in").status_code == 404

    def test_a_programme_counts_its_projects(self, anna: Person, call: Caller) -> None:
        place = scenery.programme("Kust")
        Membership.objects.create(person=anna, programme=place, role=Role.PROGRAMME_MANAGER)
        scenery.project("Dijk", programme=place)

        found = call.found("/programmes/kust")
        assert ([one["slug"] for one in found["projects"]], found["states"]["unknown"]) == (["dijk"], 1)

    def test_people_come_and_go(self, admin: Caller) -> None:
        made = admin("POST", "/people", {"name": "Bert de Boer", "email": "bert.de.boer@example.org"})
        address = made.headers["Location"]
        renewed = admin("POST", address + "/invitation").json()
        one = admin.get(address)

        assert made.status_code == 201
        assert renewed["link"].startswith("http")
        assert renewed["link"] != made.json()["link"]
        assert (one.json()["state"], admin.found("/people?q=boer")["total"]) == ("invited", 1)
        closed = admin("PUT", address + "/active", {"active": False}, **{"If-Match": one.headers["ETag"]})
        assert closed.json()["state"] == "withdrawn"
        assert (
            admin("PUT", address + "/active", {"active": True}, **{"If-Match": one.headers["ETag"]}).status_code == 412
        )
        assert problem(admin("POST", address + "/erasure", {"confirmation": "Bert"}))["fields"]["confirmation"]
        assert admin("POST", address + "/erasure", {"confirmation": "Bert de Boer"}).status_code == 204
        assert admin("POST", address + "/erasure", {"confirmation": "Bert de Boer"}).status_code == 404
        assert admin.found(address)["name"].startswith("erased-")
        assert admin.get("/people/999999").status_code == 404

    def test_an_invitation_is_withdrawn(self, admin: Caller) -> None:
        address = admin("POST", "/people", {"name": "Bert de Boer"}).headers["Location"]

        assert admin("DELETE", address + "/invitation").status_code == 204
        assert admin.found(address)["state"] == "withdrawn"
        assert admin("DELETE", address + "/invitation").status_code == 404
        assert admin("POST", address + "/invitation").status_code == 404

    def test_somebody_is_invited_straight_to_a_role(self, call: Caller, haven: Project) -> None:
        told = {"name": "Bert de Boer", "email": "bert.de.boer@example.org", "role": "reader"}

        made = call("POST", "/projects/haven/invitations", told)
        again = call("POST", "/projects/haven/invitations", told | {"role": "steering"})

        assert (made.status_code, made.json()["sent"]) == (201, False)
        assert made.json()["link"].startswith("http")
        assert (again.status_code, again.json()["link"]) == (201, "")
        assert call("POST", "/projects/haven/invitations", told).status_code == 409

    def test_how_one_is_called(self, call: Caller) -> None:
        for told in ({"name": "Anna Bos"}, {"language": "nl"}):
            tag = call.get("/me").headers["ETag"]
            assert call("PATCH", "/me", told, **{"If-Match": tag}).json().items() >= told.items()
        assert call.found("/me")["name"] == "Anna Bos"

    def test_the_last_administrator_stays(self, admin: Caller) -> None:
        me = admin.found("/me")

        answer = admin("POST", f"/people/{me['id']}/erasure", {"confirmation": me["name"]})
        assert (answer.status_code, problem(answer)["code"]) == (409, "in_use")

    def test_an_address_that_somebody_has(self, admin: Caller) -> None:
        admin("POST", "/people", {"name": "Bert", "email": "b@example.org"})

        answer = admin("POST", "/people", {"name": "Bart", "email": "B@example.org"})
        assert list(problem(answer)["fields"]) == ["email"]

    def test_the_installation_and_its_demonstration(self, admin: Caller, haven: Project) -> None:
        Project.objects.filter(pk=haven.pk).update(is_demonstration=True)
        found: Any = admin.found("/installation")

        assert found["has_demonstration"]
        assert {one["name"] for one in found["settings"]} >= {"RECHTERHAND_API_A_MINUTE", "SECRET_KEY"}
        assert not any(one["value"] for one in found["settings"] if one["secret"])
        assert admin("DELETE", "/demonstration").status_code == 204
        assert not Project.objects.exists()

    def test_who_is_no_administrator_does_none_of_it(self, anna: Person) -> None:
        call = Caller(anna)
        AccessToken.objects.update(scopes=["read", "write", "administer"])

        assert call.get("/people").status_code == call("POST", "/programmes", {"name": "x"}).status_code == 403
        assert not Programme.objects.exists()
