"""Pages of lists: one way everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest

from rechterhand.web.api.shapes.base import Page
from rechterhand.web.queries.paging import Part

Given = TypeVar("Given")
Item = TypeVar("Item")


def page(
    request: HttpRequest, found: Part[Given], form: Callable[[Given], Item], *, limit: int, offset: int
) -> Page[Item]:
    """A part of a list, with the address at which it goes on."""
    after, more = offset + limit, None
    if after < found.total:
        query = request.GET.copy()
        query["limit"], query["offset"] = str(limit), str(after)
        more = f"{request.path}?{query.urlencode()}"
    items = [form(one) for one in found.items]
    return Page.model_construct(items=items, total=found.total, limit=limit, offset=offset, next=more)
