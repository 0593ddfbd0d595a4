"""Long work: files become versions with a verdict, and everybody hears how far it is."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import psycopg
import pytest
from django.core.files.base import File
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.cases.programme import mspdi, programme

from rechterhand.errors import BadInput, TooLarge, UnreadableFile
from rechterhand.text import render
from rechterhand.web.actions.errors import Conflict, NotThere, TooLate
from rechterhand.web.actions.plans import file_name, upload_plan
from rechterhand.web.actions.projects import ProjectForm, create_project
from rechterhand.web.actions.removing import remove_project
from rechterhand.web.actions.uncertainty import keep_uncertainty
from rechterhand.web.actions.working import TASKS, cancel_job, queue_export, queue_review, retry_job
from rechterhand.web.bridge import canonical, problems, storage
from rechterhand.web.bridge.uncertain import Estimate, Table
from rechterhand.web.data.models import Job, JobState, LatestActivity, LatestLink, Person, PlanVersion, Project
from rechterhand.web.jobs import reviewing
from rechterhand.web.jobs.comparing import compare_versions
from rechterhand.web.jobs.demonstrating import bring_demonstration
from rechterhand.web.jobs.exporting import export_version
from rechterhand.web.jobs.joining import review_programme_of
from rechterhand.web.jobs.progress import REVIEW, Cancelled, Progress
from rechterhand.web.jobs.reading import import_plan
from rechterhand.web.jobs.reviewing import review_version
from rechterhand.web.jobs.running import AGAIN, MOST_ATTEMPTS
from rechterhand.web.jobs.trying import try_scenario

PLAN = mspdi(programme()).encode()


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna")


@pytest.fixture
def project(anna: Person) -> Project:
    return create_project(anna, ProjectForm("Haven"))


@pytest.fixture(autouse=True)
def few_futures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "ITERATIONS", 500)


def upload(anna: Person, project: Project, name: str = "haven.xml", content: bytes = PLAN) -> Job:
    return upload_plan(anna, project.pk, name, File(BytesIO(content)))


def work_off() -> None:
    """Do what waits, as a worker does, in the order in which it came."""
    tasks = {one.name: one for one in (import_plan, review_version, export_version)}
    while True:
        waiting = Job.objects.filter(state=JobState.WAITING).order_by("created_at").first()
        if waiting is None:
            return
        tasks[TASKS[waiting.kind]](job_id=str(waiting.pk))


@pytest.mark.django_db
class TestWork:
    """What comes of each kind of work."""

    def test_a_file_becomes_a_version_with_a_verdict(self, anna: Person, project: Project) -> None:
        job = upload(anna, project)
        assert ProcrastinateJob.objects.get(pk=job.queued_id).args == {"job_id": str(job.pk)}

        work_off()

        job.refresh_from_db()
        version = PlanVersion.objects.get()
        assert (job.state, job.share, job.result) == (JobState.DONE, 1.0, {"version": version.pk, "number": 1})
        assert (version.number, version.file_name, version.file_format) == (1, "haven.xml", "MSPDI")
        assert storage.load(version.original) == PLAN
        assert canonical.unpacked(storage.load(version.plan)).plan.source.sha256 == version.file_sha256
        assert version.p80 is not None
        assert version.created_by == anna
        assert len(version.curve) == 101
        assert 0 < len(version.dearest) <= 3
        rows = LatestActivity.objects.filter(project=project)
        assert rows.filter(is_summary=False).count() == version.activities
        assert LatestLink.objects.filter(version=version).count() == version.links
        assert rows.exclude(finish_p80=None).exists()
        assert rows.filter(bottleneck=version.dearest[0]["key"]).count() >= 1

    def test_a_file_with_a_name_of_many_bytes_is_read(self, anna: Person, project: Project) -> None:
        job = upload(anna, project, f"{'計' * 116}.xml")
        work_off()

        job.refresh_from_db()
        assert job.state == JobState.DONE
        assert PlanVersion.objects.get().file_name == f"{'計' * 60}.xml"

    def test_no_name_of_a_person_is_in_the_rows(self, anna: Person, project: Project) -> None:
        people = [one.name for one in programme().resources if not one.generic and " " in one.name]
        upload(anna, project)
        work_off()

        with connection.cursor() as cursor:
            cursor.execute("SELECT string_agg(a::text, ' ') FROM rechterhand_latestactivity a")
            rows = cursor.fetchone()[0]

        assert people
        assert not [one for one in people if one in rows]

    def test_the_next_version_is_compared_with_the_one_before(self, anna: Person, project: Project) -> None:
        upload(anna, project)
        work_off()
        upload(anna, project, "haven 2.xml")
        work_off()

        first, second = PlanVersion.objects.order_by("number")
        assert (first.moved_days, second.moved_days) == (None, 0)
        assert set(LatestActivity.objects.values_list("version", flat=True)) == {second.pk}

    def test_doing_a_job_again_doubles_nothing(self, anna: Person, project: Project) -> None:
        job = upload(anna, project)
        work_off()
        for one in Job.objects.all():
            Job.objects.filter(pk=one.pk).update(state=JobState.RUNNING)
        import_plan(job_id=str(job.pk))
        review_version(job_id=str(Job.objects.get(kind="review_version").pk))

        assert PlanVersion.objects.count() == 1
        assert Job.objects.count() == 2
        assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}

    def test_a_file_that_is_no_plan_is_told_in_both_languages(self, anna: Person, project: Project) -> None:
        job = upload(anna, project, "foto.xml", b"no plan at all")
        work_off()

        job.refresh_from_db()
        assert job.state == JobState.FAILED
        told = {language: problems.told(job.problem, language) for language in ("nl", "en")}
        assert told["nl"].message != told["en"].message
        assert not PlanVersion.objects.exists()

    def test_a_file_that_is_empty_or_of_no_project_is_refused_at_the_door(self, anna: Person, project: Project) -> None:
        with pytest.raises(UnreadableFile):
            upload(anna, project, content=b"")
        with pytest.raises(NotThere):
            upload_plan(anna, 404, "x.xml", File(BytesIO(PLAN)))
        assert not Job.objects.exists()

    def test_a_file_that_is_too_large_is_refused(
        self, anna: Person, project: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("rechterhand.web.actions.plans.LARGEST", 2 << 20)

        with pytest.raises(TooLarge) as told:
            upload(anna, project, content=b"x" * ((2 << 20) + 1))

        assert render(told.value.message, "en") == "The file is 2.1 MB; at most 2 MB is read."

    def test_other_uncertainty_makes_another_verdict(self, anna: Person, project: Project) -> None:
        upload(anna, project)
        work_off()
        before = PlanVersion.objects.get()
        ids = [one.id for one in programme().activities if one.duration_minutes and not one.finished]

        table = Table(low=1, likely=1.5, high=3, estimates=(Estimate(ids[0], 1, 2, 300),))
        row = keep_uncertainty(anna, project.pk, 0, table)
        with pytest.raises(Conflict):
            keep_uncertainty(anna, project.pk, 0, table)
        with pytest.raises(BadInput):
            keep_uncertainty(anna, project.pk, 1, Table(low=0))
        work_off()

        after = PlanVersion.objects.get()
        assert row.revision == 1
        assert after.p80 > before.p80
        assert after.plan == before.plan
        assert after.verdict_nl != before.verdict_nl

    def test_cells_that_were_pasted_become_a_version(self, anna: Person, project: Project) -> None:
        rows = b"Taak\tDuur\tVoorganger\nOntwerp\t5d\t\nBouw\t10d\t1\n"
        upload(anna, project, "geplakt.tsv", rows)
        work_off()

        assert [one.name for one in LatestActivity.objects.filter(is_summary=False)] == ["Ontwerp", "Bouw"]
        assert LatestLink.objects.count() == 1

    def test_a_version_becomes_a_file(self, anna: Person, project: Project) -> None:
        starts = {
            ".xml": b"<?xml",
            ".xer": b"ERMHDR",
            ".plan.xlsx": b"PK",
            ".plan.json": b"{",
            ".json": b"{",
            ".xlsx": b"PK",
            ".pdf": b"%PDF",
            ".talk.pdf": b"%PDF",
        }
        upload(anna, project)
        work_off()

        jobs = {suffix: queue_export(anna, PlanVersion.objects.get().pk, suffix) for suffix in starts}
        work_off()

        for suffix, job in jobs.items():
            job.refresh_from_db()
            assert (job.state, job.result["name"]) == (JobState.DONE, f"haven{suffix}")
            assert storage.load(job.result["file"]).startswith(starts[suffix])

    def test_a_file_of_a_kind_that_nobody_writes_is_told(self, anna: Person, project: Project) -> None:
        upload(anna, project)
        work_off()
        job = queue_export(anna, PlanVersion.objects.get().pk, ".doc")
        work_off()

        job.refresh_from_db()
        assert (job.state, job.problem["code"]) == (JobState.FAILED, "unknown_format")

    def test_work_that_waits_is_cancelled_at_once_and_can_be_tried_again(self, anna: Person, project: Project) -> None:
        job = upload(anna, project)
        with pytest.raises(TooLate):
            retry_job(anna, job.pk)
        cancel_job(anna, job.pk)
        import_plan(job_id=str(job.pk))
        assert not PlanVersion.objects.exists()

        retry_job(anna, job.pk)
        work_off()

        job.refresh_from_db()
        assert job.state == JobState.DONE
        with pytest.raises(TooLate):
            cancel_job(anna, job.pk)

    def test_work_that_runs_stops_at_its_next_step(self, anna: Person, project: Project) -> None:
        job = upload(anna, project)
        Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
        progress = Progress(job.pk, REVIEW)
        progress.step("simulate")
        cancel_job(anna, job.pk)

        with pytest.raises(Cancelled):
            progress.step("price")

        job.refresh_from_db()
        assert (job.step, job.share) == ("simulate", REVIEW["simulate"])

    def test_a_review_that_waits_stands_for_another(self, anna: Person, project: Project) -> None:
        upload(anna, project)
        import_plan(job_id=str(Job.objects.get().pk))
        version = PlanVersion.objects.get()

        assert queue_review(anna, version.pk) == Job.objects.get(kind="review_version")

    def test_a_project_goes_wholly(
        self, anna: Person, project: Project, settings: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        upload(anna, project)
        work_off()
        queue_export(anna, PlanVersion.objects.get().pk, ".xml")
        work_off()

        with django_capture_on_commit_callbacks(execute=True):
            remove_project(anna, project.pk, Project.objects.get().revision)

        left = [one for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()]
        assert (left, Job.objects.count(), PlanVersion.objects.count(), LatestActivity.objects.count()) == ([], 0, 0, 0)

    def test_work_on_what_is_gone_ends_quietly(self, anna: Person, project: Project) -> None:
        job = upload(anna, project)
        remove_project(anna, project.pk, 1)

        import_plan(job_id=str(job.pk))

        assert not Job.objects.exists()


@pytest.mark.django_db
def test_what_workers_die_of_again_and_again_is_given_up_until_somebody_asks(anna: Person, project: Project) -> None:
    job = upload(anna, project)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempts=MOST_ATTEMPTS)

    import_plan(job_id=str(job.pk))

    job.refresh_from_db()
    assert (job.state, job.problem and job.problem["code"]) == (JobState.FAILED, "unexpected")
    retry_job(anna, job.pk)
    import_plan(job_id=str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 1)


def test_every_task_is_tried_again_when_the_database_went_away() -> None:
    assert all(app.tasks[name].retry_strategy is AGAIN for name in TASKS.values())


def test_every_kind_of_work_has_its_task() -> None:
    known = (import_plan, review_version, export_version, compare_versions, bring_demonstration, try_scenario)
    assert {one.name for one in (*known, review_programme_of)} == set(TASKS.values())


def test_jobs_of_dead_workers_are_looked_for_every_minute() -> None:
    app.perform_import_paths()
    found = [one for one in app.periodic_registry.periodic_tasks.values() if one.task.name == "rechterhand.rescue"]

    assert [one.cron for one in found] == ["* * * * *"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\plannen\\Haven 3.mpp", "Haven 3.mpp"),
        ("a\n\x00b.xml", "ab.xml"),
        ("...", "plan"),
        ("x" * 300 + ".mpp", "x" * 100 + ".mpp"),
    ],
)
def test_a_file_name_is_its_last_part(given: str, shown: str) -> None:
    assert file_name(given) == shown


@pytest.mark.django_db(transaction=True)
def test_every_change_of_a_job_is_told_on_the_channel(embedded: Any) -> None:
    parameters = embedded.place.parameters(connection.settings_dict["NAME"]) | {"user": "postgres"}
    with psycopg.connect(**parameters, autocommit=True) as listening:
        listening.execute("LISTEN rechterhand_jobs")

        job = Job.objects.create(kind="import_plan")
        Job.objects.filter(pk=job.pk).update(state="running", share=0.25, step="read")

        heard = [json.loads(one.payload) for one in listening.notifies(timeout=5, stop_after=2)]

    assert [(one["id"], one["state"], one["share"], one["step"]) for one in heard] == [
        (str(job.pk), "waiting", 0, ""),
        (str(job.pk), "running", 0.25, "read"),
    ]
