"""A worker that is killed in the middle of its work: another takes it up, and nothing is doubled or lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import File
from django.db import connection, transaction
from tests.cases.programme import mspdi, programme

from rechterhand.web.actions.plans import upload_plan
from rechterhand.web.actions.projects import ProjectForm, create_project
from rechterhand.web.bridge import verdicts
from rechterhand.web.data.models import Job, JobState, LatestActivity, Person, PlanVersion, Project

PLAN = mspdi(programme()).encode()


@pytest.fixture
def environment(embedded: Any, tmp_path: Path) -> dict[str, str]:
    """What a worker of this test's database and files needs to know."""
    url = f"postgresql://postgres@/{connection.settings_dict['NAME']}?host={embedded.place.socket}&port=5432"
    return os.environ | {
        "DATABASE_URL": url,
        "RECHTERHAND_DATA": str(tmp_path),
        "SECRET_KEY": "only for this test, and long enough for it",
        "DJANGO_SETTINGS_MODULE": "rechterhand.web.project.settings",
    }


def worker(environment: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.web.jobs.work_here", *arguments], env=environment)


def wait_for(kind: str, steps: set[str], process: subprocess.Popen[bytes]) -> None:
    """Until a job of this kind is at one of these steps."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if Job.objects.filter(kind=kind, state=JobState.RUNNING, step__in=steps).exists():
            return
        assert process.poll() is None, "the worker was done before it could be killed"
        time.sleep(0.005)
    raise AssertionError(f"{kind} never came to {steps}")


@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("kind", "steps"),
    [("import_plan", {"read", "keep"}), ("review_version", {"simulate", "people", "check", "price", "ways_out"})],
)
def test_work_of_a_killed_worker_is_taken_up(kind: str, steps: set[str], environment: dict[str, str]) -> None:
    anna = Person.objects.create_user("anna")
    project = create_project(anna, ProjectForm("Haven"))
    upload_plan(anna, project.pk, "haven.xml", File(BytesIO(PLAN)))
    upload_plan(anna, project.pk, "haven 2.xml", File(BytesIO(PLAN)))

    killed = worker(environment)
    wait_for(kind, steps, killed)
    killed.kill()
    killed.wait()
    assert Job.objects.filter(state=JobState.RUNNING).count() == 1
    time.sleep(1.5)
    assert worker(environment, "take-up").wait(180) == 0

    assert [(one.kind, one.state) for one in Job.objects.order_by("created_at")] == [
        ("import_plan", "done"),
        ("import_plan", "done"),
        ("review_version", "done"),
        ("review_version", "done"),
    ]
    versions = list(PlanVersion.objects.order_by("number"))
    assert [(one.number, one.file_name) for one in versions] == [(1, "haven.xml"), (2, "haven 2.xml")]
    assert all(verdicts.load(one.verdict_en)["simulate"]["iterations"] == 500 for one in versions)
    assert LatestActivity.objects.filter(version=versions[1]).count() == len(programme().activities)
    assert LatestActivity.objects.count() == len(programme().activities)
    assert max(Job.objects.values_list("attempts", flat=True)) == 2


@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_work_of_a_worker_that_freezes_waits_until_it_is_gone(environment: dict[str, str]) -> None:
    anna = Person.objects.create_user("anna")
    project = create_project(anna, ProjectForm("Haven"))
    upload_plan(anna, project.pk, "haven.xml", File(BytesIO(PLAN)))
    frozen = worker(environment)
    wait_for("review_version", {"simulate", "people", "check", "price", "ways_out"}, frozen)
    frozen.send_signal(signal.SIGSTOP)
    time.sleep(1.5)

    taking_up = worker(environment, "take-up")
    assert taking_up.wait(180) == 0
    assert Job.objects.get(kind="review_version").state == JobState.RUNNING
    frozen.kill()
    frozen.wait()
    deadline = time.monotonic() + 120
    while Job.objects.filter(kind="review_version", state=JobState.RUNNING).exists() and time.monotonic() < deadline:
        assert worker(environment, "take-up").wait(180) == 0
        time.sleep(1)

    review = Job.objects.get(kind="review_version")
    assert (review.state, PlanVersion.objects.get().reviewed_at is not None) == (JobState.DONE, True)


@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_lost_at_the_last_moment_costs_another_try(environment: dict[str, str]) -> None:
    anna = Person.objects.create_user("anna")
    project = create_project(anna, ProjectForm("Haven"))
    upload_plan(anna, project.pk, "haven.xml", File(BytesIO(PLAN)))

    with transaction.atomic():
        Project.objects.select_for_update().get(pk=project.pk)  # so that keeping waits, within its transaction
        working = worker(environment)
        wait_for("import_plan", {"keep"}, working)
        deadline = time.monotonic() + 60
        ended = 0
        while not ended and time.monotonic() < deadline:
            time.sleep(0.1)
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() "
                    "AND wait_event_type = 'Lock' AND query LIKE '%rechterhand_project%'"
                )
                ended = cursor.fetchone()[0]
        assert ended == 1
    working.wait(180)
    deadline = time.monotonic() + 60
    while Job.objects.filter(state__in=(JobState.RUNNING, JobState.WAITING)).exists() and time.monotonic() < deadline:
        assert worker(environment, "take-up").wait(180) == 0
        time.sleep(1)

    assert {(one.kind, one.state) for one in Job.objects.all()} == {("import_plan", "done"), ("review_version", "done")}
    assert Job.objects.get(kind="import_plan").attempts == 2
    assert PlanVersion.objects.count() == 1
