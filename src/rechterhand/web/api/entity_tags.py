"""Entity tags: of every answer the digest of its bytes, of what can be changed its revision before that.

A change names in ``If-Match`` the tag that was seen; only the revision in it counts, since the rest of an answer may
have moved meanwhile (a verdict came in) without anybody changing the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2s
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from rechterhand.web.actions.errors import Conflict
from rechterhand.web.api.errors import Outdated, RevisionNeeded
from rechterhand.web.data.models import Programme

NAMED = re.compile(r'\s*(?:W/)?"(\d{1,9})(?:-[0-9a-f]+)?"\s*')
IF_MATCH = r'^"[0-9]{1,9}(-[0-9a-f]+)?"$'
"""The form of the header, as the description of the API has it."""


def has_revision(response: HttpResponse, revision: int) -> None:
    """Say which revision an answer shows."""
    response["ETag"] = f'"{revision}"'


def tagged(response: HttpResponse) -> HttpResponse:
    """The answer with its entity tag."""
    known = response.headers.get("ETag", "").strip('"')
    if known.isdecimal() or not known:
        digest = blake2s(response.content, digest_size=8).hexdigest()
        response["ETag"] = f'"{known}-{digest}"' if known else f'"{digest}"'
    return response


def answered(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer, or that it is as the caller has it."""
    return not_modified(request, response["ETag"]) or response


def not_modified(request: HttpRequest, tag: str) -> HttpResponseNotModified | None:
    """304 for a read of what the caller has already."""
    known = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
    if request.method != "GET" or not known & {tag, "*"}:
        return None
    response = HttpResponseNotModified()
    response["ETag"] = tag
    return response


@contextmanager
def seen(request: HttpRequest) -> Iterator[int]:
    """The revision that the caller saw. Raises RevisionNeeded; a conflict inside becomes Outdated."""
    found = NAMED.fullmatch(request.headers.get("If-Match", ""))
    if found is None:
        raise RevisionNeeded
    try:
        yield int(found[1])
    except Conflict as error:
        raise Outdated(_told(error.yours), _told(error.theirs), error.revision, by=error.by, at=error.at) from None


def _told(values: Mapping[str, object]) -> dict[str, Any]:
    """Values of columns by the names that the API has for them."""
    found = dict(values)
    if "programme_id" in found:
        key: Any = found.pop("programme_id")
        found["programme"] = Programme.objects.filter(pk=key).values_list("slug", flat=True).first()
    if "archived_at" in found:
        found["archived"] = found.pop("archived_at") is not None
    return found
