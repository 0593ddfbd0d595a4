"""Plan files name people only to who may have the original; everybody else gets roles, as pages show them."""

from __future__ import annotations

import pytest
from tests.cases.programme import PEOPLE, mspdi, programme
from tests.web.api.calling import Caller, bytes_of, work_off

from rechterhand.web.data.models import Job, Membership, Person, Project, Role
from rechterhand.web.jobs import reviewing

pytestmark = pytest.mark.django_db
NAMED = f"<Name>{PEOPLE[0]}</Name>"
PLAN = mspdi(programme()).replace(NAMED, f"{NAMED}<Notes>Bel 06-12345678</Notes>", 1).encode()
EXPORTS = "/projects/haven/versions/1/exports"
FEW = [Role.STEERING, Role.READER, Role.TEAM_MEMBER, Role.CHAIR]


@pytest.fixture
def anna(monkeypatch: pytest.MonkeyPatch) -> Caller:
    """PMO'er of a project with a plan that names people."""
    monkeypatch.setattr(reviewing, "ITERATIONS", 500)
    call = Caller(Person.objects.create_user("anna", language="en"))
    call("POST", "/projects", {"name": "Haven"})
    call.upload("/projects/haven/versions", "haven.xml", PLAN)
    work_off()
    return call


def somebody(role: Role) -> Caller:
    person = Person.objects.create_user(f"is-{role}", language="en")
    Membership.objects.create(person=person, project=Project.objects.get(), role=role)
    return Caller(person)


def made(call: Caller, form: str) -> str:
    asked = call("POST", EXPORTS, {"format": form})
    work_off()
    return str(asked.headers["Location"])


def people_in(data: bytes) -> list[str]:
    text = data.decode("utf-8", "replace")
    return [one for one in (*PEOPLE, "06-12345678") if one in text]


@pytest.mark.parametrize("form", ["xml", "xer"])
@pytest.mark.parametrize("role", FEW)
def test_who_may_not_have_the_original_gets_a_plan_without_names(anna: Caller, role: Role, form: str) -> None:
    call = somebody(role)
    assert call.get("/projects/haven/versions/1/original").status_code == 403

    file = call.found(made(call, form))["file"]

    assert people_in(bytes_of(call.get(file))) == []


def test_who_may_have_the_original_gets_the_names_and_nobody_else_gets_that_file(anna: Caller) -> None:
    job = anna.found(made(anna, "xml"))
    reader = somebody(Role.READER)

    assert set(PEOPLE) <= set(people_in(bytes_of(anna.get(job["file"]))))
    assert reader.get(job["file"]).status_code == 404
    assert reader.found(job["url"])["file"] is None
    assert reader.found(EXPORTS)["items"] == []
    assert not [one for one in reader.found("/projects/haven/jobs")["items"] if one["file"]]
    assert anna.found(EXPORTS)["items"][0]["file"] == job["file"]


def test_files_of_before_this_was_kept_count_as_naming_people(anna: Caller) -> None:
    job = anna.found(made(anna, "xml"))
    row = Job.objects.get(pk=job["id"])
    Job.objects.filter(pk=row.pk).update(work={key: value for key, value in row.work.items() if key != "names"})
    reader = somebody(Role.READER)

    assert reader.get(job["file"]).status_code == 404
    assert reader.found(EXPORTS)["items"] == []


def test_pages_do_as_the_api_does(anna: Caller) -> None:
    job = anna.found(made(anna, "xml"))
    reader = somebody(Role.READER)
    reader.client.force_login(Person.objects.get(username="is-reader"))
    page = "/projects/haven/plan/versions/1/export/"

    seen = reader.client.get(page).content.decode()
    assert job["id"] not in seen
    assert "Names of people are left out" in seen
    assert reader.client.get(f"/projects/haven/plan/exports/{job['id']}/").status_code == 404
    reader.client.post(page, {"suffix": ".xml"})
    work_off()
    own = Job.objects.filter(owner__username="is-reader").get()
    file = reader.client.get(f"/projects/haven/plan/exports/{own.pk}/")
    assert people_in(bytes_of(file)) == []
