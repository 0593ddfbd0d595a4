"""Pages of the area."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import Unfit
from rechterhand.web.actions.views import keep_view, remove_view
from rechterhand.web.look.health import NAMES, State, word
from rechterhand.web.look.say import language, say, told
from rechterhand.web.look.shell import Link
from rechterhand.web.look.table import columns
from rechterhand.web.pages import history
from rechterhand.web.pages.links import to
from rechterhand.web.pages.portfolio.asking import asked, selects, view_query
from rechterhand.web.pages.portfolio.timeline import timeline
from rechterhand.web.pages.undoing import undoable
from rechterhand.web.queries.as_workbook import MOST_ROWS, XLSX, portfolio_workbook
from rechterhand.web.queries.asked import whole
from rechterhand.web.queries.choices import KeptView, choices, kept_views
from rechterhand.web.queries.history import history_of_views
from rechterhand.web.queries.portfolio import Portfolio, ProjectLine, portfolio
from rechterhand.web.queries.totals import OTHER, Totals, totals
from rechterhand.web.queries.visible import SMALLEST

AREA = "portfolio"
DEAREST = 3
"""Bottlenecks that stand above the time axis: the dearest of all that the filters let through."""


@dataclass(frozen=True)
class Row:
    """A line with where it leads."""

    line: ProjectLine
    url: str
    verdict_url: str


@dataclass(frozen=True)
class StateLink:
    """How many projects stand so; the link shows them, or all again."""

    state: State
    word: str
    count: int
    url: str
    is_on: bool


@dataclass(frozen=True)
class Refused:
    """A name for a view that doesn't fit, and what is wrong with it."""

    name: str
    wrong: str


def listed(request: Guarded) -> HttpResponse:
    """Everything that the person may see, in one table or on one timeline."""
    return _page(request, request.GET)


def _page(request: Guarded, query_told: QueryDict, refused: Refused | None = None) -> HttpResponse:
    filters, known = asked(query_told), choices(request.user)
    found = portfolio(request.user, filters, language())
    query = view_query(query_told)
    kept = kept_views(request.user, AREA)
    shown = query_told.get("show", "")
    told: dict[str, Any] = {
        "found": found,
        "filters": filters,
        "selects": selects(filters, known),
        "states": _states(query_told, found),
        "query": query,
        "views": _views(kept, query),
        "view": next((one for one in kept if one.query == query), None),
        "page": Paginator(range(found.total), filters.size).get_page(found.page),
        "tally": Message.of("portfolio.tally", count=found.total),
        "other_url": f"?{_with(query_told, show='' if shown else 'timeline')}",
        "sort": query_told.get("sort", ""),
        "shown": shown,
        "refused": refused,
        "totals": _totals(request),
    }
    if shown == "timeline":
        pictures = [timeline(found.lines, timezone.localdate(), language(), one) for one in ("wide", "narrow")]
        told["pictures"] = [one for one in pictures if one]
        dear = portfolio(
            request.user, replace(filters, sort="price", descending=False, page=1, size=DEAREST), language()
        )
        told["dearest"] = [_row(one) for one in dear.lines if one.dearest]
    else:
        told["rows"] = [_row(one) for one in found.lines]
        told["columns"] = _columns(query_told)
    return render(request, "portfolio/list.html", told, status=422 if refused else 200)


def _totals(request: Guarded) -> dict[str, Any] | None:
    """What may be told of projects that the person may count and not see: each part with its lines."""
    found = totals(request.user)
    if found is None:
        return None
    return {
        "found": found,
        "states": [(one, found.states[one]) for one in NAMES if found.states.get(one)],
        "parts": [one for one in _parts(found) if one[1]],
        "least": SMALLEST,
    }


def _parts(found: Totals) -> tuple[tuple[str, list[tuple[str, int]]], ...]:
    def named(kind: str, counted: tuple[tuple[str, int], ...]) -> list[tuple[str, int]]:
        rest = {"": "portfolio.totals.none", OTHER: "portfolio.totals.rest"}
        return [(say(rest.get(one, f"records.{kind}.{one}")), count) for one, count in counted]

    late = [(say(f"portfolio.totals.late.{one or 'none'}"), count) for one, count in found.bands]
    return (
        (say("portfolio.totals.late"), late),
        (say("portfolio.column.phase"), named("phase", found.phases)),
        (say("portfolio.column.method"), named("method", found.methods)),
    )


def workbook(request: Guarded) -> HttpResponse:
    """The rows that the filters let through, all pages of them, as a workbook."""
    filters = replace(asked(request.GET), page=1, size=MOST_ROWS, trends=False)
    found = portfolio(request.user, filters, language())
    name, content = portfolio_workbook(found.lines, language())
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_POST
def keep(request: Guarded) -> HttpResponse:
    """Keep the list as it is asked for under a name."""
    query = view_query(QueryDict(request.POST.get("query", "")))
    try:
        keep_view(request.user, AREA, request.POST.get("name", ""), query)
    except Unfit as error:
        wrong = " ".join(told(one) for each in error.fields.values() for one in each)
        response = _page(request, QueryDict(query), Refused(request.POST.get("name", ""), wrong))
        response["HX-Push-Url"] = f"{reverse('portfolio:list')}?{query}"  # the page's own links go on from there
        return response
    messages.success(request, say("portfolio.keep.done"))
    return redirect(f"{reverse('portfolio:list')}?{query}")


@require_POST
def remove(request: Guarded) -> HttpResponse:
    """Remove a view of one's own."""
    gone = remove_view(request.user, whole(request.POST.get("view", "")))
    undoable(request, say("portfolio.removed"), reverse("portfolio:keep"), name=gone.name, query=gone.query)
    return redirect("portfolio:list")


def views_history(request: Guarded) -> HttpResponse:
    """What one did with one's own views, newest first."""
    told = history.shown(request, history_of_views(request.user)) | {"back": reverse("portfolio:view_back")}
    told["crumbs"] = (
        Link(Message.of("portfolio.title"), reverse("portfolio:list")),
        Link(Message.of("portfolio.views.history")),
    )
    return render(request, "portfolio/views_history.html", told)


@require_POST
def view_back(request: Guarded) -> HttpResponse:
    """Give a view its older filters or name, or take back one that was removed."""
    history.led_back(request, request.user)
    return redirect("portfolio:views_history")


def _row(one: ProjectLine) -> Row:
    return Row(one, to("projects:overview", project=one.slug), to("plans:verdict", project=one.slug))


def _columns(told: QueryDict) -> Any:
    return columns(
        told,
        (Message.of("portfolio.column.project"), "", "name"),
        (Message.of("portfolio.column.health"), "", "health"),
        (Message.of("portfolio.column.p80"), "short", "p80"),
        (Message.of("portfolio.column.committed"), "short", "committed"),
        (Message.of("portfolio.column.late"), "digits", "late"),
        (Message.of("portfolio.column.chance"), "digits", "chance"),
        (Message.of("portfolio.column.trend"), "", ""),
        (Message.of("portfolio.column.dearest"), "", "price"),
    )


def _with(told: QueryDict, **changes: str) -> str:
    """The query of an address with other values; without the page."""
    found = told.copy()
    found.pop("page", None)
    for name, value in changes.items():
        found.pop(name, None)
        if value:
            found[name] = value
    return found.urlencode()


def _states(told: QueryDict, found: Portfolio) -> list[StateLink]:
    chosen = told.getlist("health")
    return [
        StateLink(
            one,
            word(one),
            found.states.get(one, 0),
            f"?{_with(told, health='' if one in chosen else one)}",
            one in chosen,
        )
        for one in NAMES
    ]


def _views(kept: tuple[KeptView, ...], query: str) -> tuple[Link, ...]:
    """All projects, and the views that one keeps; the one that is shown has no address."""
    base = reverse("portfolio:list")
    return (
        Link(Message.of("portfolio.all"), base if query else ""),
        *(Link(one.name, "" if one.query == query else f"{base}?{one.query}") for one in kept),
    )
