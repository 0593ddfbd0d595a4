"""A job as server-sent events: each is the job as it then is, until it is over."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Callable
from uuid import UUID

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db import close_old_connections
from django.http import HttpRequest, StreamingHttpResponse
from ninja.responses import NinjaJSONEncoder

from rechterhand.web.api.shapes.plans import JobAnswer
from rechterhand.web.data.models.job import OPEN
from rechterhand.web.jobs.hub import hub

HEARTBEAT = 15.0
"""Seconds after which a silent stream says that it is still there, and looks how the job is."""
LONGEST = 600.0
"""Seconds after which a stream ends; who still listens asks anew, and so shows again who it is."""
AGAIN = b"retry: 2000\n\n"

Now = Callable[[], "JobAnswer | None"]
"""The job as who asks may see it at this moment; None when it is gone, or no longer theirs to see."""


def listened(request: HttpRequest, job: UUID, first: JobAnswer, now: Now) -> StreamingHttpResponse:
    """What the job tells. A server that can't wait for many gives its state and ends, so that it is asked again."""
    told = _stream(job, first, now) if isinstance(request, ASGIRequest) else [AGAIN, event(first)]
    response = StreamingHttpResponse(told, content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


def event(one: JobAnswer) -> bytes:
    """The job as one event, written as every other answer is."""
    return f"data: {json.dumps(one.model_dump(), cls=NinjaJSONEncoder, ensure_ascii=False)}\n\n".encode()


async def _stream(job: UUID, first: JobAnswer, now: Now) -> AsyncIterator[bytes]:
    """Listens before it looks, so that nothing that is told in between is lost. A silent stream holds no connection."""
    began, last = time.monotonic(), event(first)
    with hub.listening() as ear:
        yield AGAIN + last
        found: JobAnswer | None = await sync_to_async(_looked)(now)
        while found is not None:
            told = event(found)
            if told != last:
                yield told
            last = told
            if found.state not in OPEN or hub.is_ending or time.monotonic() - began > LONGEST:
                return
            heard = await ear.hear(HEARTBEAT)
            if not heard:
                yield b": still here\n\n"
            if not heard or any(one["id"] == str(job) for one in heard):
                found = await sync_to_async(_looked)(now)


def _looked(now: Now) -> JobAnswer | None:
    try:
        return now()
    finally:
        close_old_connections()
