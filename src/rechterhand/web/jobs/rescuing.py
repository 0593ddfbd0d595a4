"""Jobs whose worker was killed are taken up again."""

from __future__ import annotations

import logging
import time
from contextlib import suppress

from procrastinate import utils
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

log = logging.getLogger(__name__)

SILENT = 30.0
"""Seconds without a sign of life after which a worker counts as dead; a living one gives one every ten."""


@app.periodic(cron="* * * * *")
@app.task(name="rechterhand.rescue", queueing_lock="rechterhand.rescue", pass_context=False)
async def rescue(timestamp: int) -> None:
    """Every minute, and when a worker starts."""
    await take_up(SILENT)


def at_start() -> None:
    """Ask for it now: what an earlier worker didn't finish waits for nobody's minute."""
    with suppress(AlreadyEnqueued):
        rescue.configure().defer(timestamp=int(time.time()))


async def take_up(silent: float) -> int:
    """Put the jobs of dead workers back in the queue; gives how many."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent))
    for one in stalled:
        log.warning("job is taken up again", extra={"job": one.task_kwargs.get("job_id"), "task": one.task_name})
        await app.job_manager.retry_job(one, retry_at=utils.utcnow())
    return len(stalled)
