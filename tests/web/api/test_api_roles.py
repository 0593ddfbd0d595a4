"""Roles are given and taken within one's own rights, and somebody goes on looking after every place."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.web.api.calling import Caller, problem
from tests.web.queries import scenery

from rechterhand.web.access.giving import KEEPERS, rights_of, roles_to_give
from rechterhand.web.data.models import Membership, Person, Programme, Project, Role

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
MEMBERS = "/projects/haven/members"


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna de Wit", language="en")


@pytest.fixture
def haven(anna: Person) -> Project:
    return scenery.project("Haven", anna)


def member(where: Project | Programme, role: Role, name: str = "") -> Membership:
    person = Person.objects.create_user(name or f"is-{role}", language="en")
    place = {"project": where} if isinstance(where, Project) else {"programme": where}
    return Membership.objects.create(person=person, role=role, **place)


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person, backend=BACKEND)
    return client


class TestGiving:
    """A project leader has fewer rights than a chair or a PMO'er."""

    @pytest.mark.parametrize("role", [Role.CHAIR, Role.PMO, Role.PROGRAMME_MANAGER])
    def test_nobody_gives_more_than_they_have(self, haven: Project, role: Role) -> None:
        leader = member(haven, Role.PROJECT_LEADER)
        call = Caller(leader.person)
        other = Person.objects.create_user("carla")

        told = problem(call("POST", MEMBERS, {"person_id": leader.person.pk, "role": role}))
        assert (told["status"], told["code"]) == (403, "beyond_rights")
        assert call("POST", MEMBERS, {"person_id": other.pk, "role": role}).status_code == 403
        own = {"seen": "project_leader", "role": role}
        assert problem(call("PATCH", f"{MEMBERS}/{leader.pk}", own))["code"] == "beyond_rights"
        body = {"name": "Dora", "role": role}
        assert problem(call("POST", "/projects/haven/invitations", body))["code"] == "beyond_rights"
        assert not Membership.objects.filter(role=role).exclude(person__username="anna").exists()
        assert not Person.objects.filter(name="Dora").exists()

    def test_nor_takes_away_what_they_could_not_give(self, haven: Project, anna: Person) -> None:
        leader = member(haven, Role.PROJECT_LEADER)
        call = Caller(leader.person)
        row = haven.memberships.get(person=anna)
        member(haven, Role.PMO)

        assert problem(call("DELETE", f"{MEMBERS}/{row.pk}"))["code"] == "beyond_rights"
        assert call("PATCH", f"{MEMBERS}/{row.pk}", {"seen": "pmo", "role": "reader"}).status_code == 403
        assert haven.memberships.filter(person=anna, role=Role.PMO).exists()

    def test_a_leader_gives_what_is_within(self, haven: Project) -> None:
        call = Caller(member(haven, Role.PROJECT_LEADER).person)
        carla = Person.objects.create_user("carla")

        for role in ("team_member", "steering", "reader", "project_leader"):
            assert call("POST", MEMBERS, {"person_id": carla.pk, "role": role}).status_code == 201

    def test_one_s_own_role_may_be_given_up(self, haven: Project) -> None:
        leader = member(haven, Role.PROJECT_LEADER)

        assert Caller(leader.person)("DELETE", f"{MEMBERS}/{leader.pk}").status_code == 204

    def test_the_same_in_a_programme(self, anna: Person) -> None:
        nova = scenery.programme("Nova")
        manager = member(nova, Role.PROGRAMME_MANAGER)
        call = Caller(manager.person)

        own = {"seen": "programme_manager", "role": "pmo"}
        assert problem(call("PATCH", f"/programmes/nova/members/{manager.pk}", own))["code"] == "beyond_rights"
        body = {"person_id": anna.pk, "role": "chair"}
        assert call("POST", "/programmes/nova/members", body).status_code == 201
        body = {"person_id": manager.person.pk, "role": "pmo"}
        assert problem(call("POST", "/programmes/nova/members", body))["code"] == "beyond_rights"

    def test_who_leads_a_programme_appoints_its_leaders_and_pmo_ers(self, anna: Person) -> None:
        nova = scenery.programme("Nova")
        call = Caller(member(nova, Role.PROGRAMME_MANAGER).person)
        scenery.project("Brug", programme=nova)

        for role in ("project_leader", "pmo"):
            made = call("POST", "/projects/brug/members", {"person_id": anna.pk, "role": role})
            assert made.status_code == 201
            assert call("DELETE", f"/projects/brug/members/{made.json()['id']}").status_code == 204

    def test_pages_offer_and_take_no_more(self, haven: Project, anna: Person) -> None:
        leader = member(haven, Role.PROJECT_LEADER)
        member(haven, Role.PMO)
        client = signed_in(leader.person)
        row = haven.memberships.get(person=anna)

        shown = client.get("/projects/haven/people/").content.decode()
        assert 'value="chair"' not in shown
        assert 'value="steering"' in shown
        assert f'name="membership" value="{row.pk}"' not in shown
        own = {"membership": leader.pk, "seen": "project_leader", "role": "chair"}
        refused = client.post("/projects/haven/people/change/", own)
        assert refused.status_code == 403
        assert "Chair of the steering committee" in refused.content.decode()
        assert client.post("/projects/haven/people/add/", {"person": anna.pk, "role": "chair"}).status_code == 422
        assert client.post("/projects/haven/people/remove/", {"membership": row.pk}).status_code == 403

    def test_history_brings_back_no_more(self, haven: Project, anna: Person) -> None:
        leader = member(haven, Role.PROJECT_LEADER)
        pmo = Caller(anna)
        row = pmo("POST", MEMBERS, {"person_id": leader.person.pk, "role": "chair"}).json()["id"]
        pmo("DELETE", f"{MEMBERS}/{row}")
        event = Membership.pgh_event_model.objects.filter(pgh_obj_id=row).latest("pgh_id").pgh_id

        back = Caller(leader.person)(
            "POST", f"/projects/haven/history/{event}/back", {"kind": "membership"}, **{"If-Match": '"1"'}
        )

        assert problem(back)["code"] == "beyond_rights"

    def test_the_rule_in_short(self, haven: Project, anna: Person) -> None:
        leader = member(haven, Role.PROJECT_LEADER).person

        assert roles_to_give(anna, haven) == frozenset(Role)
        assert roles_to_give(leader, haven) == {
            Role.PROJECT_LEADER, Role.TEAM_MEMBER, Role.STEERING, Role.READER, Role.PMO_LEAD,
        }  # fmt: skip
        assert rights_of(frozenset({Role.CHAIR}), haven) - rights_of(frozenset({Role.PROJECT_LEADER}), haven)
        assert {Role.PMO, Role.PROGRAMME_MANAGER} == KEEPERS


class TestTheLast:
    """Somebody who looks after a place stays."""

    def test_the_last_one_is_not_removed_or_made_less(self, haven: Project, anna: Person) -> None:
        call, row = Caller(anna), haven.memberships.get(person=anna)
        member(haven, Role.PROJECT_LEADER)

        told = problem(call("DELETE", f"{MEMBERS}/{row.pk}"))
        assert (told["status"], told["code"]) == (409, "in_use")
        assert "first" in told["hint"]
        assert call("PATCH", f"{MEMBERS}/{row.pk}", {"seen": "pmo", "role": "reader"}).status_code == 409
        page = signed_in(anna).post("/projects/haven/people/remove/", {"membership": row.pk})
        assert page.status_code == 409
        assert haven.memberships.filter(pk=row.pk, role=Role.PMO).exists()

    @pytest.mark.parametrize("how", [{"is_active": False}, {"is_invited": True}])
    def test_who_left_or_has_not_come_yet_does_not_count(
        self, haven: Project, anna: Person, how: dict[str, bool]
    ) -> None:
        other = member(haven, Role.PMO)
        Person.objects.filter(pk=other.person.pk).update(**how)
        row = haven.memberships.get(person=anna)

        assert Caller(anna)("DELETE", f"{MEMBERS}/{row.pk}").status_code == 409

    def test_with_a_successor_one_may_go(self, haven: Project, anna: Person) -> None:
        member(haven, Role.PMO)
        row = haven.memberships.get(person=anna)

        assert Caller(anna)("DELETE", f"{MEMBERS}/{row.pk}").status_code == 204

    def test_the_programme_s_own_look_after_its_projects(self, anna: Person) -> None:
        nova = scenery.programme("Nova")
        manager = member(nova, Role.PROGRAMME_MANAGER)
        haven = scenery.project("Haven", anna, programme=nova)
        row = haven.memberships.get(person=anna)

        assert Caller(anna)("DELETE", f"{MEMBERS}/{row.pk}").status_code == 204
        call = Caller(manager.person)
        gone = call("DELETE", f"/programmes/nova/members/{manager.pk}")
        assert problem(gone)["code"] == "in_use"
        alone = call("PATCH", "/projects/haven", {"programme": None}, **{"If-Match": '"1"'})
        assert problem(alone)["code"] == "in_use"
