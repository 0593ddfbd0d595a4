"""Projects that leave a programme, and projects and programmes that are removed for good: who may, and what is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from tests.web.api.calling import Caller, problem
from tests.web.queries.scenery import programme, project, version

from rechterhand.web.actions.projects import archive_project
from rechterhand.web.data.models import Membership, Person, Programme, Project, Role

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def of(person: Person) -> Client:
    found = Client(headers={"accept-language": "en"})
    found.force_login(person, backend=BACKEND)
    return found


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def coast() -> Programme:
    return programme("Coast")


@pytest.fixture
def anna(coast: Programme) -> Person:
    """She is PMO'er in the programme."""
    found = Person.objects.create_user("anna", name="Anna de Wit", language="en")
    Membership.objects.create(person=found, programme=coast, role=Role.PMO)
    return found


@pytest.fixture
def harbour(coast: Programme) -> Project:
    return project("Harbour", programme=coast)


@pytest.fixture
def leader(harbour: Project) -> Person:
    found = Person.objects.create_user("leo", name="Leo Lead", language="en")
    Membership.objects.create(person=found, project=harbour, role=Role.PROJECT_LEADER)
    return found


class TestLeavingAProgramme:
    """Who may begin projects in a programme takes one out of it, and nobody else."""

    def test_a_project_leader_does_not_hide_the_project(self, anna: Person, leader: Person, harbour: Project) -> None:
        calls = Caller(leader)
        tag = calls.get("/projects/harbour")["ETag"]

        refused = calls("PATCH", "/projects/harbour", {"programme": None}, **{"If-Match": tag})
        told = {"name": "Harbour", "programme": "", "revision": harbour.revision}
        by_page = of(leader).post("/projects/harbour/change/", told)

        assert (refused.status_code, problem(refused)["code"]) == (403, "beyond_rights")
        assert by_page.status_code == 422
        harbour.refresh_from_db()
        assert harbour.programme is not None
        assert of(anna).get("/projects/harbour/").status_code == 200

    def test_a_project_leader_changes_the_rest(self, leader: Person, coast: Programme, harbour: Project) -> None:
        shown = text(of(leader).get("/projects/harbour/change/"))
        told = {"name": "Haven", "programme": coast.pk, "revision": harbour.revision}

        assert "Who may start projects in the programme takes one out" in shown
        assert of(leader).post("/projects/harbour/change/", told).status_code == 302

    def test_the_programme_tells_it(self, anna: Person, coast: Programme, harbour: Project) -> None:
        Membership.objects.create(person=anna, project=harbour, role=Role.PMO)
        calls = Caller(anna)
        tag = calls.get("/projects/harbour")["ETag"]
        assert calls("PATCH", "/projects/harbour", {"programme": None}, **{"If-Match": tag}).status_code == 200

        events = calls.found("/programmes/coast/history")["items"]
        assert (events[0]["label"], events[0]["about"], events[0]["by"]) == ("left", "Harbour", "Anna de Wit")
        assert "took a project out: Harbour" in text(of(anna).get("/programmes/coast/history/"))

        tag = calls.get("/projects/harbour")["ETag"]
        calls("PATCH", "/projects/harbour", {"programme": "coast"}, **{"If-Match": tag})
        assert calls.found("/programmes/coast/history")["items"][0]["label"] == "came"

    def test_nor_by_going_back(self, anna: Person, leader: Person, coast: Programme) -> None:
        Membership.objects.create(person=anna, project=project("Quay", leader), role=Role.PMO)
        calls = Caller(anna)
        calls("PATCH", "/projects/quay", {"programme": "coast"}, **{"If-Match": calls.get("/projects/quay")["ETag"]})
        row = Project.objects.get(slug="quay")
        assert row.programme == coast
        outside = row.events.filter(programme=None).last()

        told = {"kind": "project", "event": outside.pgh_id, "revision": row.revision}
        assert of(leader).post("/projects/quay/history/back/", told).status_code == 403
        row.refresh_from_db()
        assert row.programme == coast


class TestRemovingAProject:
    """A PMO'er removes it once it is archived, with its name given again."""

    def archived(self, anna: Person, row: Project) -> Project:
        return archive_project(anna, row.pk, row.revision)

    def test_it_goes_wholly_and_history_keeps_that_it_was_there(self, anna: Person, harbour: Project) -> None:
        file = default_storage.save("kept/plan.xml", ContentFile(b"<plan/>"))
        version(harbour, original=file)
        row = self.archived(anna, harbour)
        client = of(anna)
        assert "Remove for good" in text(client.get("/projects/harbour/"))
        assert "This can&#x27;t be undone" in text(client.get("/projects/harbour/change/"))

        done = client.post(
            "/projects/harbour/remove/", {"confirmation": "Harbour", "revision": row.revision}, follow=True
        )

        assert "Harbour was removed" in text(done)
        assert not Project.objects.exists()
        assert client.get("/projects/harbour/").status_code == 404
        assert "removed a project: Harbour" in text(client.get("/programmes/coast/history/"))
        Person.objects.filter(pk=anna.pk).update(is_administrator=True)
        (told, *_) = [one for one in client.get("/api/v1/happened").json()["items"] if "removed" in one["what"]]
        assert (told["what"], told["whom"], told["by"]) == ("project_removed", "Harbour", "Anna de Wit")
        assert "Project removed for good" in text(client.get("/administration/happened/"))

    @pytest.mark.parametrize(("confirmation", "older"), [("Haven", 0), ("", 0), ("Harbour", 1)])
    def test_another_name_or_an_older_state_removes_nothing(
        self, anna: Person, harbour: Project, confirmation: str, older: int
    ) -> None:
        row = self.archived(anna, harbour)

        told = {"confirmation": confirmation, "revision": row.revision - older}
        of(anna).post("/projects/harbour/remove/", told)

        assert Project.objects.filter(pk=row.pk).exists()

    def test_only_when_archived_and_only_by_a_pmo(self, anna: Person, leader: Person, harbour: Project) -> None:
        told = {"confirmation": "Harbour"}
        tag = {"If-Match": f'"{harbour.revision}"'}

        by_pmo, by_leader = (Caller(one)("POST", "/projects/harbour/removal", told, **tag) for one in (anna, leader))

        assert (by_pmo.status_code, problem(by_pmo)["code"]) == (409, "in_use")
        assert by_leader.status_code == 403

    def test_programs_remove_it_too(self, anna: Person, harbour: Project) -> None:
        row = self.archived(anna, harbour)
        calls = Caller(anna)
        tag = {"If-Match": f'"{row.revision}"'}

        wrong = calls("POST", "/projects/harbour/removal", {"confirmation": "x"}, **tag)
        assert (wrong.status_code, set(problem(wrong)["fields"])) == (422, {"confirmation"})
        assert calls("POST", "/projects/harbour/removal", {"confirmation": "Harbour"}, **tag).status_code == 204
        assert not Project.objects.exists()


class TestRemovingAProgramme:
    """One without projects goes, with its name given again."""

    def test_with_projects_it_stays(self, anna: Person, coast: Programme, harbour: Project) -> None:
        told = {"confirmation": "Coast", "revision": coast.revision}

        assert "Remove for good" not in text(of(anna).get("/programmes/coast/change/"))
        assert of(anna).post("/programmes/coast/remove/", told).status_code == 409

    def test_without_it_goes(self, anna: Person, coast: Programme) -> None:
        client = of(anna)
        assert "Type the name to confirm: Coast" in text(client.get("/programmes/coast/change/"))

        told = {"confirmation": "Coast", "revision": coast.revision}
        assert "Coast was removed" in text(client.post("/programmes/coast/remove/", told, follow=True))
        assert not Programme.objects.exists()
