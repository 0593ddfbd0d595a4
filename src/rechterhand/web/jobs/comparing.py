"""Compares two versions of a plan: what changed, and what moved the finish."""

from __future__ import annotations

from typing import Any

from procrastinate.contrib.django import app

from rechterhand.engine.simulate.run import Run
from rechterhand.lineage.order import refuse_later
from rechterhand.versions.compare import compare
from rechterhand.web.actions.plans import found_version
from rechterhand.web.bridge import comparisons
from rechterhand.web.bridge.uncertain import of_row, uncertainty
from rechterhand.web.data.models import Job, UncertaintyTable
from rechterhand.web.jobs.progress import COMPARE, Progress
from rechterhand.web.jobs.reviewing import ITERATIONS, reading_for, threads
from rechterhand.web.jobs.running import AGAIN, run


@app.task(name="rechterhand.compare_versions", retry=AGAIN)
def compare_versions(job_id: str) -> None:
    """Compare the version of a job with the older one that its work names; the result says where the documents lie."""
    run(job_id, COMPARE, _work)


def _work(job: Job, progress: Progress) -> dict[str, Any]:
    progress.step("read")
    new, old = found_version(job.version_id or 0), found_version(job.work["old"])
    before, after = reading_for(old), reading_for(new)
    refuse_later((before.plan, after.plan))
    # both by the newest table, as a review holds a version against the one before it
    table = of_row(UncertaintyTable.objects.filter(project_id=new.project_id).first())
    made = compare(
        before,
        after,
        run=Run(iterations=ITERATIONS, threads=threads(), progress=progress.share),
        uncertainty=uncertainty(table, after.plan),
        step=progress.step,
    )
    progress.step("keep")
    return comparisons.keep(new.upload, old.number, made)
