"""Reviews a version, against the one before it where there is one."""

from __future__ import annotations

import os
from datetime import date
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from rechterhand.engine.simulate.run import Run
from rechterhand.errors import BadInput
from rechterhand.intake import Reading
from rechterhand.verdict import Review, review
from rechterhand.web.actions.plans import found_version, keep_verdict
from rechterhand.web.bridge import canonical, storage
from rechterhand.web.bridge.uncertain import of_row, uncertainty
from rechterhand.web.data.models import Job, PlanVersion, UncertaintyTable
from rechterhand.web.jobs.progress import REVIEW, Progress
from rechterhand.web.jobs.running import AGAIN, run
from rechterhand.web.queries.promise import promised_here

ITERATIONS = 10_000


@app.task(name="rechterhand.review_version", retry=AGAIN)
def review_version(job_id: str) -> None:
    """Review a version and keep the verdict."""
    run(job_id, REVIEW, _work)


def _work(job: Job, progress: Progress) -> dict[str, Any]:
    version = found_version(job.version_id or 0)
    made = verdict_of(version, progress)
    progress.step("keep")
    keep_verdict(version.pk, made)
    return {"version": version.pk, "number": version.number}


def verdict_of(version: PlanVersion, progress: Progress) -> Review:
    """The verdict of a version by the project's table of uncertainty and its promised date; the same again for the same
    input.
    """
    progress.step("read")
    reading, before = reading_for(version), _before(version)
    table = of_row(UncertaintyTable.objects.filter(project_id=version.project_id).first())
    drawn_by = uncertainty(table, reading.plan)
    run = Run(iterations=ITERATIONS, threads=threads(), progress=progress.share)
    day = judged_on(version)
    if before is not None:
        try:
            return review(reading, against=before, run=run, uncertainty=drawn_by, today=day, step=progress.step)
        except BadInput:
            # the version before is of a later date, or another plan altogether: the verdict stands by itself
            progress.step("read")
    return review(reading, run=run, uncertainty=drawn_by, today=day, step=progress.step)


def reading_for(version: PlanVersion) -> Reading:
    """The plan of a version, held to the date that was promised in its project."""
    return canonical.promising(canonical.unpacked(storage.load(version.plan)), promised_here(version.project_id))


def _before(version: PlanVersion) -> Reading | None:
    """The version before it that counts."""
    counting = PlanVersion.objects.counting().filter(project_id=version.project_id)
    earlier = counting.filter(number__lt=version.number).first()
    return None if earlier is None else reading_for(earlier)


def judged_on(version: PlanVersion) -> date:
    """The day of judgement is that of the upload: an old version isn't judged by what came later."""
    return timezone.localdate(version.created_at)


def threads() -> int:
    """The whole machine: the process of jobs gives way to that of pages (``serving/job_process.py``)."""
    return os.cpu_count() or 1
