"""One connection a process that listens to what jobs tell; every open stream of events hangs on it.

Of each job only the newest word waits for a stream that is slow, so a stream never holds more than there are jobs.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from procrastinate.contrib.django.utils import connector_params
from psycopg import AsyncConnection, OperationalError

from rechterhand.web.data.models.job import CHANNEL

log = logging.getLogger(__name__)

AGAIN = 1.0
"""Seconds before a connection that was lost is made again."""

Heard: TypeAlias = dict[str, Any]
"""What a job tells: ``id``, ``state``, ``share``, ``step``."""


@dataclass
class Ear:
    """What one stream has yet to hear."""

    waiting: dict[str, Heard] = field(default_factory=dict)
    something: asyncio.Event = field(default_factory=asyncio.Event)

    async def hear(self, seconds: float) -> list[Heard]:
        """What was told meanwhile, or nothing after so many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.something.wait(), seconds)
        found = list(self.waiting.values())
        self.waiting.clear()
        self.something.clear()
        return found


class Hub:
    """Listens while there is anybody to tell."""

    def __init__(self) -> None:
        self.is_ending = False
        self._ears: list[Ear] = []
        self._task: asyncio.Task[None] | None = None

    @contextmanager
    def listening(self) -> Iterator[Ear]:
        """An ear that hears what jobs tell from now on."""
        ear = Ear()
        self._ears.append(ear)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._listen())
        try:
            yield ear
        finally:
            self._ears.remove(ear)
            if not self._ears and self._task is not None:
                self._task.cancel()
                self._task = None

    def end(self) -> None:
        """Let every stream come to its end: the process stops."""
        self.is_ending = True
        for ear in self._ears:
            ear.something.set()

    async def _listen(self) -> None:
        while True:
            try:
                async with await AsyncConnection.connect(**connector_params(), autocommit=True) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    async for one in connection.notifies():
                        self._pass_on(json.loads(one.payload))
            except OperationalError as error:
                log.warning("listening to jobs stopped and begins again", extra={"said": str(error)})
            await asyncio.sleep(AGAIN)

    def _pass_on(self, heard: Heard) -> None:
        for ear in self._ears:
            ear.waiting[heard["id"]] = heard
            ear.something.set()


hub = Hub()
"""The one of this process."""
