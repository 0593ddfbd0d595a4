"""Does what waits in the queue, here and now."""

from __future__ import annotations

from procrastinate.contrib.django.models import ProcrastinateJob

from rechterhand.web.data.models import Job, JobState
from rechterhand.web.jobs.demonstrating import bring_demonstration
from rechterhand.web.jobs.exporting import export_version
from rechterhand.web.jobs.joining import review_programme_of
from rechterhand.web.jobs.reading import import_plan
from rechterhand.web.jobs.reviewing import review_version

BY_NAME = {
    one.name: one for one in (import_plan, review_version, export_version, bring_demonstration, review_programme_of)
}


def waiting() -> list[Job]:
    """As a worker takes them: by priority, then as they came."""
    rows = {one.pk: one for one in ProcrastinateJob.objects.all()}
    found = Job.objects.filter(state=JobState.WAITING)
    return sorted(found, key=lambda one: (-rows[one.queued_id or 0].priority, one.queued_id))


def work_off(most: int = 999) -> list[Job]:
    """Do at most so many; gives them in the order in which they were done."""
    done: list[Job] = []
    while len(done) < most and (found := waiting()):
        task = ProcrastinateJob.objects.get(pk=found[0].queued_id).task_name
        BY_NAME[task](job_id=str(found[0].pk))
        found[0].refresh_from_db()
        done.append(found[0])
    return done
