"""A file that can't be read by itself: its job asks, people answer, and it goes on with the same upload."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import File
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.cases.real import FOLDER, needs_data
from tests.web.api.calling import Caller
from tests.web.jobs.working_off import work_off

from rechterhand.errors import BadInput
from rechterhand.web.actions.errors import TooLate
from rechterhand.web.actions.plans import upload_plan
from rechterhand.web.actions.projects import ProjectForm, create_project
from rechterhand.web.actions.reading import How, answer_import
from rechterhand.web.actions.working import cancel_job
from rechterhand.web.bridge.sealed import sealed, unsealed
from rechterhand.web.data.models import Job, JobState, LatestActivity, Person, PlanVersion, Project
from rechterhand.web.jobs import reviewing
from rechterhand.web.queries.versions import job_line

pytestmark = pytest.mark.django_db
SECRET = "xyzzy-tover-9"
TABLE = b"Nummer;Klus;Hoelang;Na;Tel\n1;Ontwerpen;5;;0612\n2;Bouwen;8;1;0613\n3;Testen;4;2;0614\n"
CHOSEN = {
    "header_row": 1,
    "only": True,
    "columns": {"id": "Nummer", "name": "Klus", "duration": "Hoelang", "predecessors": "Na"},
}
PLAN = "/projects/haven/plan/"


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", language="nl")


@pytest.fixture
def haven(anna: Person) -> Project:
    return create_project(anna, ProjectForm("Haven"))


@pytest.fixture
def signed_in(client: Client, anna: Person) -> Client:
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(autouse=True)
def few_futures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "ITERATIONS", 200)


def upload(anna: Person, haven: Project, name: str = "klussen.csv", content: bytes = TABLE, **how: Any) -> Job:
    return upload_plan(anna, haven.pk, name, File(BytesIO(content)), how=How(**how))


def asked(job: Job) -> str:
    job.refresh_from_db()
    return job_line(job, "nl").asks


def in_the_database(word: str) -> list[str]:
    """Tables in which a word stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [one for (one,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{word}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


class TestColumns:
    """A table in which no plan is found."""

    def test_what_is_chosen_goes_on_with_the_same_upload(self, anna: Person, haven: Project, signed_in: Client) -> None:
        job = upload(anna, haven)
        work_off()
        assert asked(job) == "columns"
        assert f"{PLAN}read/{job.pk}/" in signed_in.get(PLAN).content.decode()

        page = signed_in.get(f"{PLAN}read/{job.pk}/").content.decode()
        assert "Ontwerpen · Bouwen · Testen" in page
        chosen = {"column-0": "id", "column-1": "name", "column-2": "duration", "column-3": "predecessors"}
        answer = signed_in.post(f"{PLAN}read/{job.pk}/", {"header_row": "1", "separator": ";", **chosen})
        assert answer.status_code == 302
        work_off()

        assert Job.objects.get(pk=job.pk).state == JobState.DONE
        version = PlanVersion.objects.get()
        assert (version.activities, version.links) == (3, 2)
        assert version.upload.hex in version.original
        assert sorted(LatestActivity.objects.values_list("name", flat=True)) == ["Bouwen", "Ontwerpen", "Testen"]

    def test_the_next_upload_with_the_same_columns_is_offered_the_same(
        self, anna: Person, haven: Project, signed_in: Client
    ) -> None:
        job = upload(anna, haven)
        work_off()
        answer_import(anna, job.pk, How(mapping=CHOSEN | {"dates": "mdy"}))
        work_off()
        again = upload(anna, haven, "later.csv", TABLE + b"4;Opleveren;1;3;0615\n")
        other = upload(anna, haven, "anders.csv", TABLE.replace(b"Tel", b"Fax"))
        work_off()

        page = signed_in.get(f"{PLAN}read/{again.pk}/").content.decode()
        assert "wat je koos voor ‘klussen.csv’" in page
        assert page.count(" selected>") == 7  # the row, four columns, the order in dates, the separator
        assert '<option value="name" selected>' in page
        assert "wat je koos voor" not in signed_in.get(f"{PLAN}read/{other.pk}/").content.decode()

    def test_a_choice_that_makes_no_plan_is_told_and_stays(
        self, anna: Person, haven: Project, signed_in: Client
    ) -> None:
        job = upload(anna, haven)
        work_off()
        wrong = {"header_row": "1", "separator": ";", "column-1": "name", "column-2": "name"}

        answer = signed_in.post(f"{PLAN}read/{job.pk}/", wrong)

        assert answer.status_code == 422
        assert "allebei Taak" in answer.content.decode()
        assert "Kies een kolom met taken" in answer.content.decode()
        assert asked(job) == "columns"

    def test_another_separator_is_looked_at_anew(self, anna: Person, haven: Project, signed_in: Client) -> None:
        odd = b"a, b;c, d;e, f, g, h, i\n1;2, 3;4, 5, 6, 7, 8, 9\n1;2, 3;4, 5, 6, 7, 8, 9\n"
        job = upload(anna, haven, content=odd)
        work_off()
        assert "a | b;c" in signed_in.get(f"{PLAN}read/{job.pk}/").content.decode()

        signed_in.post(f"{PLAN}read/{job.pk}/", {"header_row": "1", "separator": ";"})
        work_off()

        assert asked(job) == "columns"
        assert "a, b | c, d" in signed_in.get(f"{PLAN}read/{job.pk}/").content.decode()

    def test_a_program_sees_the_rows_and_answers(self, anna: Person, haven: Project) -> None:
        caller = Caller(anna)
        made = caller.upload("/projects/haven/versions", "klussen.csv", TABLE).json()
        work_off()
        assert caller.found(made["url"])["asks"] == "columns"
        table = caller.found(f"{made['url']}/table")
        assert table["sheets"][0]["rows"][1]["cells"][:2] == ["1", "Ontwerpen"]

        answer = caller("POST", f"{made['url']}/answer", CHOSEN)
        assert answer.status_code == 202
        work_off()

        told = caller.found(made["url"])
        assert (told["state"], told["asks"]) == ("done", None)
        assert caller.get(f"{made['url']}/table").status_code == 404

    def test_a_mapping_comes_along_with_an_upload(self, anna: Person, haven: Project) -> None:
        caller = Caller(anna)
        mapping = 'only = true\n[columns]\nname = "Klus"\nduration = "Hoelang"'
        made = caller.upload("/projects/haven/versions", "klussen.csv", TABLE, mapping=mapping).json()
        bad = caller.upload("/projects/haven/versions", "klussen.csv", TABLE, mapping="kleur = 3")
        work_off()

        assert caller.found(made["url"])["state"] == "done"
        assert bad.status_code == 422
        assert bad.json()["where"]["field"] == "kleur"

    def test_a_job_that_was_told_what_isnt_known_stays_as_it_was(self, anna: Person, haven: Project) -> None:
        job = upload(anna, haven)
        work_off()

        with pytest.raises(BadInput):
            answer_import(anna, job.pk, How(mapping={"kleur": 3}))

        assert asked(job) == "columns"


class TestPassword:
    """A file that opens by a password, which nothing keeps."""

    def test_it_travels_sealed_and_is_forgotten_when_the_job_is_over(
        self, anna: Person, haven: Project, caplog: pytest.LogCaptureFixture
    ) -> None:
        job = upload(anna, haven, password=SECRET)
        assert unsealed(job.sealed_password) == SECRET
        assert SECRET not in str(ProcrastinateJob.objects.get(pk=job.queued_id).args)
        assert in_the_database(SECRET) == []

        work_off()

        job.refresh_from_db()
        assert (job.state, job.sealed_password) == (JobState.FAILED, "")
        assert SECRET not in caplog.text

    def test_a_job_that_is_stopped_forgets_it_too(self, anna: Person, haven: Project) -> None:
        job = upload(anna, haven, password=SECRET)

        cancel_job(anna, job.pk)

        job.refresh_from_db()
        assert job.sealed_password == ""

    def test_another_key_opens_nothing(self, settings: Any) -> None:
        told = sealed(SECRET)
        settings.SECRET_KEY = "another"

        assert unsealed(told) is None

    def test_a_job_that_waits_already_isnt_told_anything(self, anna: Person, haven: Project) -> None:
        job = upload(anna, haven)

        with pytest.raises(TooLate):
            answer_import(anna, job.pk, How(SECRET))

    @pytest.mark.data
    @needs_data
    def test_a_protected_plan_is_read_once_its_password_is_given(
        self, anna: Person, haven: Project, signed_in: Client
    ) -> None:
        content = (FOLDER / "plans" / "mpxj" / "password-protected-mpp9.mpp").read_bytes()
        job = upload(anna, haven, "geheim.mpp", content)
        work_off()
        assert asked(job) == "password"
        page = signed_in.get(PLAN).content.decode()
        assert f'action="{PLAN}read/{job.pk}/password/"' in page
        assert "zonder wachtwoord" in page

        signed_in.post(f"{PLAN}read/{job.pk}/password/", {"password": SECRET})
        work_off()
        assert asked(job) == "password"
        assert "Het wachtwoord klopt niet." in signed_in.get(PLAN).content.decode()
        signed_in.post(f"{PLAN}read/{job.pk}/password/", {"password": "password"})
        work_off()

        job.refresh_from_db()
        assert (job.state, job.sealed_password) == (JobState.DONE, "")
        assert PlanVersion.objects.get().file_name == "geheim.mpp"
