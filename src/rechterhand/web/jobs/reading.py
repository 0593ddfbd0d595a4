"""Reads an uploaded file in the core's sandbox and keeps it as the next version of its project."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from procrastinate.contrib.django import app

from rechterhand.errors import BadInput, NoTable, RechterhandError
from rechterhand.intake import read
from rechterhand.intake.look import look
from rechterhand.sandbox.folders import PassingFolder
from rechterhand.web.actions.plans import Arrived, add_version
from rechterhand.web.bridge import storage, tables
from rechterhand.web.bridge.sealed import unsealed
from rechterhand.web.data.models import Job
from rechterhand.web.jobs.progress import Progress
from rechterhand.web.jobs.running import AGAIN, run

STEPS = {"read": 0.05, "keep": 0.7}


@app.task(name="rechterhand.import_plan", retry=AGAIN)
def import_plan(job_id: str) -> None:
    """Read a plan; its version is reviewed by a job of its own."""
    run(job_id, STEPS, _work)


def _work(job: Job, progress: Progress) -> dict[str, Any]:
    arrived = Arrived.of(job.work)
    progress.step("read")
    with PassingFolder() as folder:
        path = folder / arrived.file_name
        path.write_bytes(storage.load(arrived.original))
        mapping = job.work.get("mapping") or None
        try:
            reading = read(path, password=unsealed(job.sealed_password), mapping=mapping)
        except (NoTable, BadInput):
            _keep_table(job, arrived, path)
            raise
    progress.step("keep")
    version = add_version(job.owner, job.project_id or 0, arrived, reading)
    return {"version": version.pk, "number": version.number}


def _keep_table(job: Job, arrived: Arrived, path: Path) -> None:
    """What stands in a table goes along with the job, so that somebody can say which column is what."""
    with suppress(RechterhandError):
        table = look(path, separator=job.work.get("mapping", {}).get("separator"))
        if table is not None:
            job.work["table"] = tables.keep(arrived.upload, table)
            Job.objects.filter(pk=job.pk).update(work=job.work)
