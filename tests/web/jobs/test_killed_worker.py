"""A worker that is killed in the middle of its work: another takes it up, and nothing is doubled or lost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import File
from django.db import connection
from tests.cases.programme import mspdi, programme

from rechterhand.web.actions.plans import upload_plan
from rechterhand.web.actions.projects import ProjectForm, create_project
from rechterhand.web.bridge import verdicts
from rechterhand.web.data.models import Job, JobState, LatestActivity, Person, PlanVersion

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
