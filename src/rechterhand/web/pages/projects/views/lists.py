"""Lists of projects and programmes, and what is found by searching."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.look.say import language, say
from rechterhand.web.look.shell import Link
from rechterhand.web.look.table import columns
from rechterhand.web.pages.links import to
from rechterhand.web.pages.projects.doing import things_to_do
from rechterhand.web.queries.asked import page_of
from rechterhand.web.queries.portfolio import Filters, portfolio
from rechterhand.web.queries.programmes import programme_lines
from rechterhand.web.queries.search import FOUND, Hit, search
from rechterhand.web.queries.visible import projects_of

SORTS = ("name", "number", "programme", "health")
IN_PALETTE = 6
PAGES = {
    "project": "projects:overview",
    "promise": "projects:overview",
    "risk": "plans:verdict",
    "person": "projects:people",
}
"""Of a project, where something can be seen that has no page of its own."""
LONGEST = 200


def listed(request: Guarded) -> HttpResponse:
    """Every project that one may see, by name, and the programmes."""
    archived, filters = request.GET.get("archived") == "1", _filters(request.GET)
    found = portfolio(request.user, filters, language())
    told = {
        "found": found,
        "filters": filters,
        "programmes": programme_lines(request.user, archived=archived),
        "page": Paginator(range(found.total), filters.size).get_page(found.page),
        "tally": Message.of("projects.tally", count=found.total),
        "archived": archived,
        "tabs": (
            Link(Message.of("projects.current"), "?" if archived else ""),
            Link(Message.of("projects.archived"), "" if archived else "?archived=1"),
        ),
        "columns": columns(
            request.GET,
            (Message.of("records.column.name"), "", "name"),
            (Message.of("records.column.number"), "", "number"),
            (Message.of("records.column.programme"), "", "programme"),
            (Message.of("records.column.phase"), "", ""),
            (Message.of("records.column.method"), "", ""),
            (Message.of("records.column.unit"), "", ""),
            (Message.of("projects.health"), "", "health"),
        ),
    }
    return render(request, "projects/list.html", told)


def searched(request: Guarded) -> HttpResponse:
    """All that is found, by kind."""
    text = request.GET.get("q", "")[:LONGEST]
    found = search(request.user, text)
    groups = [
        (say(f"projects.found.{kind}"), [(one, address_of(one)) for one in found.hits if one.what == kind])
        for kind in FOUND
    ]
    told = {"text": text, "groups": [one for one in groups if one[1]], "is_more": found.is_more}
    return render(request, "projects/search.html", told)


def palette(request: Guarded) -> JsonResponse:
    """Lines of the command palette: what can be done here, what is found, and the page that shows more."""
    text = request.GET.get("q", "")[:LONGEST]
    found = search(request.user, text, IN_PALETTE)
    lines = [
        Link(one.name, address_of(one), one.place or one.code).as_item(say(f"projects.found.{one.what}"))
        for one in found.hits
    ]
    here = projects_of(request.user).filter(slug=request.GET.get("project", "")[:LONGEST]).first()
    own = [] if here is None else things_to_do(request.user, here, text)
    if lines:
        everything = f"{to('projects:search')}?{_query(text)}"
        lines.append(Link(Message.of("projects.search.all"), everything).as_item(say("projects.search.more")))
    return JsonResponse([*(one.as_item(here.name if here else "") for one in own), *lines], safe=False)


def address_of(hit: Hit) -> str:
    """Where something that was found can be looked at."""
    if hit.what == "programme":
        return to("projects:programme", programme=hit.slug)
    if hit.what == "activity":
        return to("plans:activity", project=hit.slug, activity=hit.activity_id)
    if hit.what == "version":
        return to("plans:verdict_of", project=hit.slug, number=hit.which)
    if hit.what == "scenario":
        return to("plans:scenario", project=hit.slug, scenario=hit.which)
    return to(PAGES[hit.what], project=hit.slug)


def _filters(told: QueryDict) -> Filters:
    sort, page = told.get("sort", ""), told.get("page", "")
    return Filters(
        text=told.get("q", "").replace("\0", "").strip()[:LONGEST],
        archived=told.get("archived") == "1",
        sort=sort.removeprefix("-") if sort.removeprefix("-") in SORTS else "name",
        descending=sort.startswith("-"),
        page=page_of(page),
    )


def _query(text: str) -> str:
    found = QueryDict(mutable=True)
    found["q"] = text
    return found.urlencode()
