"""Files from storage, sent in pieces: by whichever server asks."""

from __future__ import annotations

from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.core.files.base import File
from django.core.handlers.asgi import ASGIRequest
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from rechterhand.web.bridge import storage

PIECE = 1 << 18


def sent(request: HttpRequest, stored: str, name: str) -> HttpResponseBase:
    """A stored file, to be kept under a name; never shown in the browser. Raises FileGone."""
    file = storage.opened(stored)
    response: StreamingHttpResponse
    if isinstance(request, ASGIRequest):
        response = StreamingHttpResponse(_pieces(file), content_type="application/octet-stream")
        response["Content-Length"] = str(file.size)
        response["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    else:
        response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["Cache-Control"] = "private, no-store"
    return response


async def _pieces(file: File[bytes]) -> AsyncIterator[bytes]:
    try:
        while piece := await sync_to_async(file.read)(PIECE):
            yield piece
    finally:
        file.close()
