"""What jobs tell, as server-sent events for one person: only of jobs on projects that this person may see."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import close_old_connections

from rechterhand.text import Language, render
from rechterhand.web.jobs.hub import Heard, hub
from rechterhand.web.pages.work.told import told_of
from rechterhand.web.queries.work import active_person, sees_job

HEARTBEAT = 15.0
"""Seconds after which a silent stream says that it is still there; then too it is asked anew what may be seen."""
LONGEST = 600.0
"""Seconds after which a stream ends; the browser opens another, and so shows again who it is."""


class Sight:
    """What a person may see, remembered until it is asked anew."""

    def __init__(self, person: int) -> None:
        self.person = person
        self._seen: dict[str, bool] = {}
        self._asked = time.monotonic()

    def sees(self, job: str) -> bool:
        """Whether the person may see this job now."""
        if time.monotonic() - self._asked > HEARTBEAT:
            self._seen.clear()
            self._asked = time.monotonic()
        if job not in self._seen:
            try:
                person = active_person(self.person)
                self._seen[job] = person is not None and sees_job(person, UUID(job))
            finally:
                close_old_connections()
        return self._seen[job]


async def stream(person: int, language: Language) -> AsyncIterator[bytes]:
    """The events, until the process stops or the stream has lasted long enough.

    The connection by which it was seen who asks goes back at once: a stream that is silent holds none.
    """
    sight, began = Sight(person), time.monotonic()
    await sync_to_async(close_old_connections)()
    with hub.listening() as ear:
        yield b"retry: 2000\n\n"
        while not hub.is_ending and time.monotonic() - began < LONGEST:
            heard = await ear.hear(HEARTBEAT)
            for one in heard:
                if await sync_to_async(sight.sees)(one["id"]):
                    yield event(one, language)
            if not heard:
                yield b": still here\n\n"


def event(heard: Heard, language: Language) -> bytes:
    """One word of a job, as ``frontend/parts/events.ts`` reads it."""
    told = {
        "job": heard["id"],
        "state": heard["state"],
        "share": heard["share"],
        "words": render(told_of(heard["state"], heard["step"]), language),
    }
    return f"data: {json.dumps(told, ensure_ascii=False)}\n\n".encode()
