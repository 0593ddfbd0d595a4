"""Two versions of a plan held side by side."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.working import queue_comparison
from rechterhand.web.data.models import JobState
from rechterhand.web.look.say import language
from rechterhand.web.look.table import columns
from rechterhand.web.pages.plans import pictures
from rechterhand.web.pages.plans.places import crumbs, tabs
from rechterhand.web.pages.work.told import progress_of
from rechterhand.web.queries.asked import whole
from rechterhand.web.queries.comparison import compared, comparison, work_on
from rechterhand.web.queries.versions import version_for, versions
from rechterhand.web.queries.work import reviews_in

HEADS = (
    (Message.of("plans.compare.milestone"), "", ""),
    (Message.of("plans.compare.before"), "short", ""),
    (Message.of("plans.compare.now"), "short", ""),
    (Message.of("plans.column.moved"), "digits", ""),
)


def choose(request: Guarded, project: str) -> HttpResponse:
    """From the list of versions to the page of two; the older one goes first, whichever way they were chosen."""
    chosen = sorted({whole(request.GET.get(name, "")) for name in ("old", "new")})
    if len(chosen) != 2 or not chosen[0]:
        return redirect("plans:versions", project=project)
    return redirect("plans:compare", project=project, old=chosen[0], new=chosen[1])


@require_http_methods(["GET", "POST"])
def compare(request: Guarded, project: str, old: int, new: int) -> HttpResponse:
    """What changed between two versions and what moved the finish; where it isn't known, asking starts the work."""
    before, after = (version_for(request.user, project, number) for number in (old, new))
    if before is None or after is None or old >= new:
        raise Http404
    work = work_on(before, after, language())
    known = compared(before, after, work, language())
    if request.method == "POST":
        if not known:
            queue_comparison(request.user, before.pk, after.pk)
        return redirect("plans:compare", project=project, old=old, new=new)
    page = comparison(before, after, known) if known else None
    runs = work is not None and work.state in (JobState.WAITING, JobState.RUNNING)
    reviews = reviews_in(request.user, request.project)
    every = versions(request.project)
    newest = next((one.number for one in every if one.taken_back is None), 0)
    told = {
        "project": request.project,
        "crumbs": crumbs(request.project, Message.of("plans.compare")),
        "tabs": tabs(request, "compare"),
        "old": before,
        "new": after,
        "versions": every,
        "plain_refs": newest != new,
        "pair": (("old", old), ("new", new)),
        "milestones": columns(request.GET, *HEADS),
        "page": page,
        "run": progress_of(work, request.user, reviews=reviews) if work is not None and runs and not page else None,
        "problem": work.problem if work is not None else None,
        "waterfall": pictures.causes(page.causes, language()) if page else (),
    }
    return render(request, "plans/compare.html", told)
