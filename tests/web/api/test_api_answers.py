"""How answers look: problems, pages of lists, entity tags."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.api.calling import Caller, problem
from tests.web.queries import scenery

from rechterhand.web.actions.projects import ProjectForm, change_project
from rechterhand.web.data.models import Membership, Person, Project, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", language="en")


@pytest.fixture
def haven(anna: Person) -> Project:
    return scenery.project("Haven", anna)


@pytest.fixture
def call(anna: Person) -> Caller:
    return Caller(anna)


class TestProblems:
    """Whatever goes wrong is told in one form."""

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_fields_are_told_in_the_language_asked(self, call: Caller, language: str) -> None:
        body = {"name": "", "method": "magic", "colour": "red", "tags": ["x" * 41]}
        answer = call("POST", "/projects", body, **{"Accept-Language": language})

        found = problem(answer)
        assert answer.status_code == 422
        assert found["code"] == "not_understood"
        assert sorted(found["fields"]) == ["colour", "method", "name", "tags.0"]
        blank = {"nl": "Dit mag niet ontbreken.", "en": "This can't be left out."}
        assert found["fields"]["name"] == [blank[language]]
        assert answer.headers["Content-Language"] == language

    @pytest.mark.parametrize("body", ["{", "", "[1, 2]", "null", '"name"', '{"name": NaN}', '{"name": "\\ud800"}'])
    def test_a_body_that_makes_no_sense_is_refused(self, call: Caller, body: str) -> None:
        answer = call("POST", "/projects", body)

        assert answer.status_code in {400, 422}
        assert problem(answer)["detail"]

    def test_unknown_numbers_and_parameters(self, call: Caller, haven: Project) -> None:
        too_far = 10**30
        assert problem(call.get(f"/projects/haven/versions/{too_far}"))["status"] in {404, 422}
        assert problem(call.get("/projects?limit=0"))["fields"] == {"limit": ["This number is out of range."]}
        assert problem(call.get("/projects?limit=many"))["fields"] == {"limit": ["This has to be a number."]}
        assert problem(call.get("/projects?archived=perhaps"))["status"] == 422
        assert problem(call.get("/nowhere"))["status"] == 404

    def test_another_method_is_told_which_there_are(self, call: Caller) -> None:
        answer = call("DELETE", "/projects")

        assert problem(answer)["code"] == "other_method"
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}

    def test_what_an_action_refuses_names_its_field(self, call: Caller, haven: Project) -> None:
        answer = call("PUT", "/projects/haven/health", {"health": "late", "reason": " "}, **{"If-Match": '"1"'})

        assert (answer.status_code, problem(answer)["code"]) == (422, "unfit")
        assert problem(answer)["fields"]["health_reason"]

    def test_a_mistake_of_ours_is_told_as_one(self, anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        def fails(*_: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr("rechterhand.web.api.routes.portfolio.found_by", fails)
        call = Caller(anna)
        call.client = Client(raise_request_exception=False)

        assert problem(call.get("/search?q=x"))["code"] == "unexpected"


class TestPages:
    """Lists come in parts, everywhere in the same way."""

    def test_next_leads_through_all_of_it_once(self, anna: Person, call: Caller) -> None:
        for number in range(7):
            scenery.project(f"P{number}", anna)

        names, address = [], "/projects?limit=3&sort=name&descending=true"
        while address:
            found = call.found(address)
            names += [one["name"] for one in found["items"]]
            assert (found["total"], found["limit"]) == (7, 3)
            address = found["next"]

        assert names == [f"P{number}" for number in reversed(range(7))]

    def test_beyond_the_end_there_is_nothing(self, call: Caller, haven: Project) -> None:
        found = call.found("/projects?offset=10")

        assert (found["items"], found["total"], found["next"]) == ([], 1, None)

    def test_no_more_than_the_most(self, call: Caller) -> None:
        assert call.get("/projects?limit=200").status_code == 200
        assert call.get("/projects?limit=201").status_code == 422

    @pytest.mark.parametrize(
        "path",
        ["/projects", "/programmes", "/projects/haven/members", "/projects/haven/versions", "/projects/haven/jobs",
         "/projects/haven/activities", "/portfolio"],
    )  # fmt: skip
    def test_statements_do_not_grow_with_rows(self, anna: Person, call: Caller, haven: Project, path: str) -> None:
        def more(start: int, count: int) -> None:
            for number in range(start, start + count):
                row = scenery.project(f"P{number}", anna, programme=scenery.programme(f"G{number}"))
                scenery.version(row)
                scenery.version(haven)
                person = Person.objects.create_user(f"p{number}")
                Membership.objects.create(person=person, project=haven, role=Role.READER)
                scenery.activity(haven, number, f"A{number}")

        more(1, 2)
        call.found(path)
        with CaptureQueriesContext(connection) as few:
            call.found(path)
        more(3, 6)
        with CaptureQueriesContext(connection) as many:
            call.found(path)

        assert len(many) == len(few)


class TestTags:
    """Entity tags: what one has needn't be sent again, and what one saw is what one changes."""

    def test_what_one_has_is_not_sent_again(self, call: Caller, haven: Project) -> None:
        first = call.get("/projects/haven")
        again = call.get("/projects/haven", **{"If-None-Match": f'"other", W/{first.headers["ETag"]}'})
        scenery.promise(haven, scenery.P80)
        later = call.get("/projects/haven", **{"If-None-Match": first.headers["ETag"]})

        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert later.status_code == 200
        assert later.headers["ETag"] != first.headers["ETag"]
        assert later.headers["Cache-Control"] == "private, no-cache"
        assert {"Authorization", "Accept-Language"} <= set(later.headers["Vary"].split(", "))

    def test_a_change_names_what_was_seen(self, call: Caller, haven: Project) -> None:
        tag = call.get("/projects/haven").headers["ETag"]
        changed = call("PATCH", "/projects/haven", {"unit": "Haven"}, **{"If-Match": tag})
        again = call("PATCH", "/projects/haven", {"number": "7"}, **{"If-Match": changed.headers["ETag"]})

        assert (changed.status_code, changed.json()["unit"], changed.json()["revision"]) == (200, "Haven", 2)
        assert (again.json()["unit"], again.json()["number"], again.json()["revision"]) == ("Haven", "7", 3)

    @pytest.mark.parametrize("sent", ["", "*", '"x"', "7", '"1", "2"'])
    def test_without_it_nothing_is_changed(self, call: Caller, haven: Project, sent: str) -> None:
        answer = call("PATCH", "/projects/haven", {"unit": "Haven"}, **({"If-Match": sent} if sent else {}))

        assert (answer.status_code, problem(answer)["code"]) == (428, "revision_needed")

    def test_who_comes_second_sees_both_versions(self, anna: Person, call: Caller, haven: Project) -> None:
        tag = call.get("/projects/haven").headers["ETag"]
        programme = scenery.programme("Kust")
        Membership.objects.create(person=anna, programme=programme, role=Role.PMO)
        change_project(anna, haven.pk, 1, ProjectForm("Haven Noord", programme_id=programme.pk))
        answer = call("PATCH", "/projects/haven", {"name": "Haven Zuid"}, **{"If-Match": tag})

        found = problem(answer)
        assert (answer.status_code, found["code"], found["revision"]) == (412, "conflict", 2)
        assert (found["yours"]["name"], found["theirs"]["name"]) == ("Haven Zuid", "Haven Noord")
        assert (found["theirs"]["programme"], "programme_id" in found["theirs"]) == ("kust", False)
        assert Project.objects.get(pk=haven.pk).name == "Haven Noord"

    def test_a_verdict_that_came_in_does_not_stand_in_the_way(self, call: Caller, haven: Project) -> None:
        tag = call.get("/projects/haven").headers["ETag"]
        scenery.version(haven)

        assert call.get("/projects/haven").headers["ETag"] != tag
        assert call("PUT", "/projects/haven/archived", {"archived": True}, **{"If-Match": tag}).status_code == 200


def test_the_page_of_the_api_shows_every_operation_in_both_languages() -> None:
    from rechterhand.web.api.interface import made

    document = Client().get("/api/v1/openapi.json").json()
    operations = [one for path in document["paths"].values() for one in path.values()]
    assert len({one["operationId"] for one in operations}) == len(operations) > 50
    assert made().title == document["info"]["title"]
    pages = {}
    for language in ("nl", "en"):
        answer = Client().get("/api/v1/", headers={"Accept-Language": language})
        pages[language] = answer.content.decode()
        assert answer.status_code == 200
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        told = Client().get("/api/v1/openapi.json", headers={"Accept-Language": language}).json()
        summaries = [one["summary"] for path in told["paths"].values() for one in path.values()]
        assert [one for one in summaries if one.startswith("api.")] == []
        assert all(path in pages[language] for path in document["paths"])
    assert pages["nl"] != pages["en"]
