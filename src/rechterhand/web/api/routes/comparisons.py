"""Two versions of a plan held side by side."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from ninja import Router
from ninja.responses import Status

from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import NotThere
from rechterhand.web.actions.working import queue_comparison
from rechterhand.web.api.binary import COMPARISON
from rechterhand.web.api.declaring import does
from rechterhand.web.api.documents import sent_document
from rechterhand.web.api.errors import NotCompared
from rechterhand.web.api.shapes.base import Number, Slug
from rechterhand.web.api.shapes.plans import JobAnswer
from rechterhand.web.api.shapes.plans import job as shape_of
from rechterhand.web.data.models import PlanVersion
from rechterhand.web.look.say import language
from rechterhand.web.queries.comparison import compared, work_on
from rechterhand.web.queries.versions import job_line, version_for

router = Router(tags=["plans"])
ADDRESS = "projects/{slug:project}/comparisons/{int:old}/{int:new}"


@router.get(ADDRESS, openapi_extra=COMPARISON)
@does("plan.see")
def read_comparison(request: Guarded, project: Slug, old: Number, new: Number) -> HttpResponse:
    """What changed between two versions, and what moved the finish."""
    before, after = _pair(request, project, old, new)
    known = compared(before, after, work_on(before, after, language()), language())
    if not known:
        raise NotCompared
    return sent_document(request, known)


@router.post(ADDRESS, response={202: JobAnswer})
@does("plan.see")
def compare_versions(
    request: Guarded, project: Slug, old: Number, new: Number, response: HttpResponse
) -> Status[JobAnswer]:
    """Compare two versions."""
    before, after = _pair(request, project, old, new)
    row = queue_comparison(request.user, before.pk, after.pk)
    response["Location"] = reverse("api:read_job", kwargs={"project": project, "job": row.pk})
    return Status(202, shape_of(job_line(row, language()), project))


def _pair(request: Guarded, project: str, old: int, new: int) -> tuple[PlanVersion, PlanVersion]:
    """The older and the newer one. Raises NotThere, also for a pair that isn't in order."""
    before, after = (version_for(request.user, project, number) for number in (old, new))
    if before is None or after is None or old >= new:
        raise NotThere
    return before, after
