"""Tries ways out and durations that somebody chose, on the futures of a version's verdict."""

from __future__ import annotations

from typing import Any

from procrastinate.contrib.django import app

from rechterhand.engine.simulate.run import Run
from rechterhand.verdict import what_if
from rechterhand.web.actions.plans import found_version
from rechterhand.web.bridge import trials, verdicts
from rechterhand.web.bridge.uncertain import of_row, uncertainty
from rechterhand.web.data.models import Job, UncertaintyTable
from rechterhand.web.jobs.progress import TRY, Progress
from rechterhand.web.jobs.reviewing import ITERATIONS, judged_on, reading_for, threads
from rechterhand.web.jobs.running import AGAIN, run


@app.task(name="rechterhand.try_scenario", retry=AGAIN)
def try_scenario(job_id: str) -> None:
    """Try what a job's work names; the result says where the documents lie."""
    run(job_id, TRY, _work)


def _work(job: Job, progress: Progress) -> dict[str, Any]:
    version = found_version(job.version_id or 0)
    progress.step("read")
    reading = reading_for(version)
    table = of_row(UncertaintyTable.objects.filter(project_id=version.project_id).first())
    made = what_if(
        reading,
        trials.chosen(job.work),
        run=Run(iterations=ITERATIONS, threads=threads(), progress=progress.share),
        uncertainty=uncertainty(table, reading.plan),
        today=judged_on(version),
        step=progress.step,
    )
    progress.step("keep")
    return trials.keep(version.upload, made) | {"verdict": verdicts.digest_of(version.verdict_en)}
