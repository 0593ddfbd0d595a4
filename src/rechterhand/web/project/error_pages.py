"""Pages and problem documents for what Django itself refuses: bad requests, what isn't there, mistakes."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse

from rechterhand.web.project.errors import refused
from rechterhand.web.project.middleware.errors import shown, spoken


def _page(status: int, request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return shown(request, refused(status, spoken()))


bad_request = partial(_page, 400)
forbidden = partial(_page, 403)
not_found = partial(_page, 404)
mistake = partial(_page, 500)
too_often = partial(_page, 429)
