"""The portfolio as a whole, views of it that are kept, and search."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.urls import reverse
from ninja import Query, Router
from ninja.responses import Status

from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.views import keep_view, remove_view
from rechterhand.web.api.asking import filters
from rechterhand.web.api.binary import WORKBOOK
from rechterhand.web.api.declaring import does
from rechterhand.web.api.paging import page
from rechterhand.web.api.shapes.base import Key, Limit, Looked, Offset, Page
from rechterhand.web.api.shapes.portfolio import NewView, PortfolioAnswer, ViewAnswer, portfolio, view
from rechterhand.web.api.shapes.projects import Asked
from rechterhand.web.api.shapes.records import HitsAnswer, hit
from rechterhand.web.look.say import language
from rechterhand.web.queries.as_workbook import MOST_ROWS, XLSX, portfolio_workbook
from rechterhand.web.queries.choices import choices, kept_views
from rechterhand.web.queries.paging import USUAL, part
from rechterhand.web.queries.portfolio import portfolio as portfolio_of
from rechterhand.web.queries.search import search as found_by
from rechterhand.web.queries.totals import totals

AREA = "portfolio"
router = Router(tags=["portfolio"])


@router.get("portfolio", response=PortfolioAnswer)
@does("portfolio.see")
def read_portfolio(request: Guarded, asked: Query[Asked]) -> PortfolioAnswer:
    """The portfolio in counts, totals of projects that you may count and not see, and what it can be filtered by."""
    found = portfolio_of(request.user, filters(asked, limit=1, offset=0), language())
    return portfolio(found, choices(request.user), totals(request.user))


@router.get("portfolio/workbook", openapi_extra=WORKBOOK)
@does("portfolio.see")
def read_portfolio_workbook(request: Guarded, asked: Query[Asked]) -> HttpResponse:
    """The portfolio as an Excel workbook."""
    wanted = replace(filters(asked, limit=MOST_ROWS, offset=0), trends=False)
    found = portfolio_of(request.user, wanted, language())
    name, content = portfolio_workbook(found.lines, language())
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@router.get("portfolio/views", response=Page[ViewAnswer])
@does("portfolio.see")
def list_views(request: Guarded, limit: Limit = USUAL, offset: Offset = 0) -> Page[ViewAnswer]:
    """Your saved views."""
    return page(request, part(kept_views(request.user, AREA), offset, limit), view, limit=limit, offset=offset)


@router.post("portfolio/views", response={201: ViewAnswer})
@does("portfolio.see")
def keep_view_of_portfolio(request: Guarded, told: NewView, response: HttpResponse) -> Status[ViewAnswer]:
    """Save a view."""
    row = keep_view(request.user, AREA, told.name, told.query)
    response["Location"] = reverse("api:remove_view_of_portfolio", kwargs={"view": row.pk})
    return Status(201, ViewAnswer(id=row.pk, name=row.name, query=row.query))


@router.delete("portfolio/views/{int:view}", response={204: None})
@does("portfolio.see")
def remove_view_of_portfolio(request: Guarded, view: Key) -> Status[None]:
    """Remove a saved view."""
    remove_view(request.user, view)
    return Status(204, None)


@router.get("search", response=HitsAnswer)
@does("search")
def search(request: Guarded, q: Looked = "") -> HitsAnswer:
    """Search all that you may see."""
    found = found_by(request.user, q)
    return HitsAnswer(items=[hit(one) for one in found.hits], more=found.is_more)
