"""Pages and problem documents for what Django itself refuses: bad requests, what isn't there, mistakes."""

from __future__ import annotations

import sys
from functools import partial

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from psycopg_pool import PoolTimeout

from rechterhand.errors import TooLarge
from rechterhand.text import Message
from rechterhand.web.data.faults import is_away, waited_for_each_other
from rechterhand.web.project.errors import problem, refused, unavailable
from rechterhand.web.project.errors_of_serving import Forged
from rechterhand.web.project.middleware.errors import shown, spoken


def _page(status: int, request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return shown(request, refused(status, spoken()))


def mistake(request: HttpRequest) -> HttpResponse:
    """What wasn't foreseen; that the database is away isn't a mistake of ours, nor that two waited for each other."""
    error = sys.exception()
    if error is not None and waited_for_each_other(error):
        return shown(request, unavailable("busy", spoken()))
    if not is_away(error):
        return shown(request, refused(500, spoken()))
    request.user = AnonymousUser()  # who it is stands in the database
    vars(request).pop("_messages", None)
    busy = isinstance(error.__cause__ if error else None, PoolTimeout)
    return shown(request, unavailable("busy" if busy else "database_away", spoken()))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What Django doesn't take; of what is too long the limit is told."""
    if isinstance(exception, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE >> 20
        return shown(request, problem(TooLarge(Message.of("workbench.body_too_large", most=most)), spoken()))
    return _page(400, request, exception)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token that its page was given: of another visit, or sent by another site."""
    return shown(request, problem(Forged(), spoken()))


forbidden = partial(_page, 403)
not_found = partial(_page, 404)
too_often = partial(_page, 429)
