"""Events of jobs; stopping one and trying again."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import TooLate
from rechterhand.web.actions.working import cancel_job, retry_job
from rechterhand.web.data.models import Job
from rechterhand.web.look.say import language
from rechterhand.web.pages.work.stream import stream
from rechterhand.web.queries.work import may_steer, visible_job

CHANGED = "work:changed"
"""The event by which a page asks anew how its work stands."""


@require_GET
def events(request: Guarded) -> HttpResponseBase:
    """What jobs tell, for as long as somebody listens."""
    response = StreamingHttpResponse(stream(request.user.pk, language()), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


@require_POST
def cancel(request: Guarded, job: UUID) -> HttpResponse:
    """Stop a job; one that is over already stays as it is."""
    found = _own(request, job)
    with suppress(TooLate):
        cancel_job(request.user, found.pk)
    return _changed(request, found)


@require_POST
def again(request: Guarded, job: UUID) -> HttpResponse:
    """Try a job again; one that waits or runs already goes on."""
    found = _own(request, job)
    with suppress(TooLate):
        retry_job(request.user, found.pk)
    return _changed(request, found)


def _own(request: Guarded, job: UUID) -> Job:
    """A job that the person may steer."""
    found = visible_job(request.user, job)
    if found is None:
        raise Http404
    if not may_steer(request.user, found):
        raise PermissionDenied
    return found


def _changed(request: Guarded, job: Job) -> HttpResponse:
    if request.headers.get("HX-Request") and not request.headers.get("HX-Boosted"):
        return HttpResponse(status=204, headers={"HX-Trigger": CHANGED})
    if job.programme is not None:
        return redirect("projects:programme", programme=job.programme.slug)
    return redirect("plans:verdict", project=job.project.slug if job.project else "")
