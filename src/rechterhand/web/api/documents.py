"""Documents that were kept, sent as they are."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from rechterhand.web.api.entity_tags import not_modified
from rechterhand.web.bridge import verdicts
from rechterhand.web.bridge.sending import sent


def sent_document(request: HttpRequest, name: str) -> HttpResponse:
    """A document by its name in storage, which tells its contents; it is read only for who hasn't got it yet."""
    tag = f'"{verdicts.digest_of(name)}"'
    unchanged = not_modified(request, tag)
    if unchanged is not None:
        return unchanged
    return HttpResponse(verdicts.load_bytes(name), content_type="application/json", headers={"ETag": tag})


def sent_file(request: HttpRequest, stored: str, name: str, *, digest: str) -> HttpResponseBase:
    """A file as it was kept, which never changes; it is opened only for who hasn't got it yet.

    ``digest`` tells it from every other file.
    """
    tag = f'"{digest}"'
    unchanged = not_modified(request, tag)
    if unchanged is not None:
        return unchanged
    response = sent(request, stored, name)
    response["ETag"] = tag
    return response
