"""Compares two versions of a plan: what changed, and what moved the finish."""

from __future__ import annotations

from typing import Any

from procrastinate.contrib.django import app

from rechterhand.engine.simulate.run import Run
from rechterhand.intake.discreet import discreet
from rechterhand.versions.series import series
from rechterhand.web.actions.plans import found_version
from rechterhand.web.bridge import canonical, comparisons, storage
from rechterhand.web.data.models import Job, PlanVersion
from rechterhand.web.jobs.progress import COMPARE, Progress
from rechterhand.web.jobs.reviewing import ITERATIONS, threads
from rechterhand.web.jobs.running import AGAIN, run


@app.task(name="rechterhand.compare_versions", retry=AGAIN)
def compare_versions(job_id: str) -> None:
    """Compare the version of a job with the older one that its work names; the result says where the documents lie."""
    run(job_id, COMPARE, _work)


def _work(job: Job, progress: Progress) -> dict[str, Any]:
    progress.step("read")
    new, old = found_version(job.version_id or 0), found_version(job.work["old"])
    made = series(
        [_reading(one) for one in (old, new)],
        run=Run(iterations=ITERATIONS, threads=threads(), progress=progress.share),
        step=progress.step,
    )
    progress.step("keep")
    return comparisons.keep(new.upload, old.number, made.steps[-1])


def _reading(version: PlanVersion) -> Any:
    return discreet(canonical.unpacked(storage.load(version.plan)))
