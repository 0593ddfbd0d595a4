"""A plan's pages: its verdict, its versions, one activity, and how a new version comes in."""

from __future__ import annotations

from django.core.files.base import ContentFile, File
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from rechterhand.errors import RechterhandError
from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.plans import LARGEST, upload_plan
from rechterhand.web.actions.working import queue_review
from rechterhand.web.bridge import page_documents, verdicts
from rechterhand.web.bridge.sending import sent
from rechterhand.web.data.models import PlanVersion
from rechterhand.web.look.say import language, say
from rechterhand.web.look.table import columns
from rechterhand.web.pages.plans import pictures
from rechterhand.web.pages.plans.places import activities_url, crumbs, tabs
from rechterhand.web.pages.plans.reading_forms import DATES, SEPARATORS, options, told_besides
from rechterhand.web.pages.plans.working import allowed_here, working
from rechterhand.web.queries.activity import activity as activity_of
from rechterhand.web.queries.asked import whole
from rechterhand.web.queries.project_links import links_of_project
from rechterhand.web.queries.promise import promise
from rechterhand.web.queries.verdict import verdict_of, with_links
from rechterhand.web.queries.versions import latest_reviewed, version_for
from rechterhand.web.queries.versions import versions as versions_of


def verdict(request: Guarded, project: str, number: int | None = None) -> HttpResponse:
    """The verdict of a version: the one asked for, else the latest that has one; and what works on a newer one."""
    latest = latest_reviewed(request.project)
    version = version_for(request.user, project, number) if number is not None else latest
    if number is not None and version is None:
        raise Http404
    may = allowed_here(request.user, request.project)
    told = {
        "project": request.project,
        "work": working(request.user, request.project, may, latest.number if latest else 0),
        "crumbs": crumbs(request.project),
        "tabs": tabs(request, "verdict"),
        "shown": 0,
        "may": may,
    }
    if version is None or version.reviewed_at is None:
        return render(request, "plans/waiting.html", told | {"most": LARGEST, "megabytes": LARGEST >> 20})
    tongue = language()
    document = page_documents.load(version.verdict_nl if tongue == "nl" else version.verdict_en)
    kept = promise(version)
    is_latest = latest is not None and latest.pk == version.pk
    page = verdict_of(version, document, kept.day if kept.is_here else None)
    if is_latest and version.project.programme_id is not None:
        page = with_links(page, links_of_project(request.user, version.project))
    told |= {
        "shown": version.number,
        "shown_as": verdicts.digest_of(version.verdict_en),
        "activities_url": activities_url(request.project),
        "page": page,
        "promise": kept,
        "curves": pictures.curve(page, kept.day, tongue),
        "after_ways": pictures.with_ways(page, kept.day, tongue),
        "waterfall": pictures.causes(page.causes, tongue),
        "is_latest": is_latest,
        # Only activities of the newest version have a page of their own.
        "plain_refs": not is_latest,
        "failed": [one for one in page.checks if one.verdict in ("fail", "warn")],
        "others": [one for one in page.checks if one.verdict not in ("fail", "warn")],
    }
    return render(request, "plans/verdict.html", told)


def work(request: Guarded, project: str) -> HttpResponse:
    """The part of the page that tells of work; nothing while it is as it was seen.

    A page that shows no verdict is loaded anew once there is one; one that shows the verdict of a version (``shown``,
    with ``shown_as`` for what it said) is told when that was made anew.
    """
    latest = latest_reviewed(request.project)
    may = allowed_here(request.user, request.project)
    found = working(request.user, request.project, may, latest.number if latest else 0)
    if found.seen == request.GET.get("seen"):
        return HttpResponse(status=204)
    shown, shown_as = whole(request.GET.get("shown", "")), request.GET.get("shown_as", "")
    if not shown and found.version and found.is_quiet:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    told = {"project": request.project, "work": found, "shown": shown, "shown_as": shown_as}
    return render(request, "plans/work.html", told | {"is_renewed": _is_renewed(request, latest, shown, shown_as)})


def _is_renewed(request: Guarded, latest: PlanVersion | None, shown: int, shown_as: str) -> bool:
    """Whether a version says something else by now than the page that shows it. One statement for an older one."""
    if not shown or not shown_as:
        return False
    version = latest
    if latest is None or latest.number != shown:
        version = version_for(request.user, request.project.slug, shown)
    return version is not None and bool(version.verdict_en) and verdicts.digest_of(version.verdict_en) != shown_as


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def upload(request: Guarded, project: str) -> HttpResponse:
    """Bring in a plan: it is kept as it is, read and reviewed as jobs."""
    wrong: RechterhandError | None = None
    pasted = request.POST.get("pasted", "")
    file = _pasted(pasted) if pasted.strip() else request.FILES.get("plan")
    if request.method == "POST" and isinstance(file, File):
        try:
            upload_plan(request.user, request.project.pk, file.name or "", file, how=told_besides(request.POST))
        except RechterhandError as error:
            wrong = error
        else:
            return redirect("plans:verdict", project=project)
    told = {
        "project": request.project,
        "crumbs": crumbs(request.project, Message.of("plans.upload")),
        "most": LARGEST,
        "megabytes": LARGEST >> 20,
        "wrong": wrong,
        "forgotten": request.method == "POST" and wrong is None,
        "pasted": pasted,
        "dates": options(DATES, request.POST.get("dates", "")),
        "separators": options(SEPARATORS, request.POST.get("separator", "")),
    }
    return render(request, "plans/upload.html", told, status=422 if request.method == "POST" else 200)


def _pasted(rows: str) -> File[bytes]:
    """Cells that were copied from a spreadsheet, as the file that they would have been: tabs between them."""
    return ContentFile(rows.encode(), name=say("plans.upload.pasted_name") + ".tsv")


def versions(request: Guarded, project: str) -> HttpResponse:
    """All versions, newest first."""
    found = versions_of(request.project)
    may = allowed_here(request.user, request.project)
    counting = [one for one in found if one.taken_back is None]
    newest = counting[0].number if counting else 0
    latest = next((one.number for one in counting if one.is_reviewed), 0)
    two = counting if len(counting) > 1 else found
    heads = (
        (Message.of("plans.version"), "", ""),
        (Message.of("plans.column.status_date"), "short", ""),
        (Message.of("plans.column.p80"), "short", ""),
        (Message.of("plans.column.end_moved"), "digits", ""),
        (Message.of("plans.column.checks"), "", ""),
        (Message.of("plans.column.file"), "", ""),
    )
    told = {
        "project": request.project,
        "crumbs": crumbs(request.project, Message.of("plans.versions")),
        "tabs": tabs(request, "versions"),
        "versions": found,
        "newest": newest,
        "pair": (("old", two[1].number), ("new", two[0].number)) if len(two) > 1 else (),
        "columns": columns(request.GET, *heads),
        "work": working(request.user, request.project, may, latest),
        "shown": latest,
        "shown_as": "",
        "may": may,
    }
    return render(request, "plans/versions.html", told)


def original(request: Guarded, project: str, number: int) -> HttpResponseBase:
    """The file as it came."""
    version = version_for(request.user, project, number)
    if version is None:
        raise Http404
    return sent(request, version.original, version.file_name)


@require_POST
def review(request: Guarded, project: str, number: int) -> HttpResponse:
    """Review a version anew."""
    version = version_for(request.user, project, number)
    if version is None:
        raise Http404
    queue_review(request.user, version.pk)
    return redirect("plans:verdict_of", project=project, number=number)


def activity(request: Guarded, project: str, activity: int) -> HttpResponse:
    """One activity of the latest version: beside the page that it was asked from, or as a page of its own."""
    found = activity_of(request.user, project, activity)
    beside = request.headers.get("HX-Target") == "panel"
    if found is None and not beside:
        raise Http404
    told = {
        "project": request.project,
        "one": found,
        "findings": [(one, Message.of(f"checks.{one}.title")) for one in found.findings] if found else [],
        "crumbs": crumbs(request.project, Message.of("plans.activity")),
    }
    response = render(request, "plans/activity_panel.html" if beside else "plans/activity.html", told)
    patch_vary_headers(response, ["HX-Target"])
    return response
