"""Makes plans of the demonstration and brings them in as anybody brings in a plan."""

from __future__ import annotations

from typing import Any

from procrastinate.contrib.django import app

from rechterhand.web.actions.demonstrating import bring_version
from rechterhand.web.data.models import Job
from rechterhand.web.jobs.progress import Progress
from rechterhand.web.jobs.running import AGAIN, run

STEPS = {"make": 0.0}


@app.task(name="rechterhand.bring_demonstration", retry=AGAIN)
def bring_demonstration(job_id: str) -> None:
    """Make the files of some versions of one project; each is then read by a job of its own."""
    run(job_id, STEPS, _work)


def _work(job: Job, progress: Progress) -> dict[str, Any]:
    versions: list[int] = job.work["versions"]
    progress.step("make")
    for done, version in enumerate(versions):
        bring_version(job, version)
        progress.share((done + 1) / len(versions))
    return {"versions": versions}
