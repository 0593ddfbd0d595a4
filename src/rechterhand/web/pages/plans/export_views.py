"""Files of a version: asked for, made by jobs, and fetched."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rechterhand.export.endings import MADE, VERDICT_FILES
from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.access.permissions import allowed
from rechterhand.web.actions.working import queue_export
from rechterhand.web.bridge.canonical import unpacked_message
from rechterhand.web.bridge.sending import sent
from rechterhand.web.data.models import JobKind, JobState
from rechterhand.web.data.models.job import OPEN
from rechterhand.web.data.models.person import LANGUAGES
from rechterhand.web.look.say import language
from rechterhand.web.pages.plans.places import crumbs
from rechterhand.web.pages.work.told import progress_of
from rechterhand.web.queries.versions import JobLine, exports_of, job_for, version_for
from rechterhand.web.queries.work import reviews_in

SUFFIXES = tuple(
    (one, Message.of(f"plans.export.{one[1:].replace('.', '_').removesuffix('_pdf')}"), one in VERDICT_FILES)
    for one in MADE
)
"""What can be made, in which words, and whether it takes a verdict."""


@require_http_methods(["GET", "POST"])
def export(request: Guarded, project: str, number: int) -> HttpResponse:
    """What can be made of a version, and what was made of it."""
    version = version_for(request.user, project, number)
    if version is None:
        raise Http404
    reviewed = version.reviewed_at is not None
    offered = tuple((suffix, name) for suffix, name, verdict in SUFFIXES if reviewed or not verdict)
    if request.method == "POST":
        if request.POST.get("suffix") in {suffix for suffix, _ in offered}:
            queue_export(request.user, version.pk, request.POST["suffix"], language())
        return redirect("plans:export", project=project, number=number)
    names = allowed(request.user, "plan.download", request.project)
    reviews = reviews_in(request.user, request.project)
    found = exports_of(version, language(), names=names)
    told = {
        "project": request.project,
        "crumbs": crumbs(request.project, Message.of("plans.export")),
        "version": version,
        "offered": offered,
        "without_names": not names,
        "runs": [progress_of(one, request.user, reviews=reviews) for one in found if one.state in OPEN],
        "made": [(one, _left_out(one), _tongue(one)) for one in found if one.state == JobState.DONE],
        "failed": [one for one in found if one.state == JobState.FAILED],
    }
    return render(request, "plans/export.html", told)


def _left_out(job: JobLine) -> tuple[Message, ...]:
    """What the file doesn't hold as the plan has it."""
    return tuple(unpacked_message(one) for one in job.result.get("left_out", ()))


def _tongue(job: JobLine) -> str:
    """The language of a file that has one, as it calls itself: two of one name are told apart by it."""
    return dict(LANGUAGES).get(job.result.get("language", ""), "")


def exported(request: Guarded, project: str, job: UUID) -> HttpResponseBase:
    """A file that was made."""
    found = job_for(request.user, job, language(), slug=project)
    if found is None or found.kind != JobKind.EXPORT or found.state != JobState.DONE:
        raise Http404
    if found.names_people and not allowed(request.user, "plan.download", request.project):
        raise Http404
    return sent(request, found.result["file"], found.result["name"])
