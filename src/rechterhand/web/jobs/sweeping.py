"""Every night, what nobody needs any more goes."""

from __future__ import annotations

import logging

from asgiref.sync import sync_to_async
from procrastinate.contrib.django import app

from rechterhand.web.actions.sweeping import MADE_DAYS, sweep

log = logging.getLogger(__name__)


@app.periodic(cron="17 3 * * *")
@app.task(name="rechterhand.sweep", queueing_lock="rechterhand.sweep", pass_context=False)
async def sweep_at_night(timestamp: int) -> None:
    """Files, sessions and entries of the queue."""
    count = await sync_to_async(sweep)()
    await app.job_manager.delete_old_jobs(nb_hours=MADE_DAYS * 24, include_failed=True, include_cancelled=True)
    log.info("swept", extra={"files": count})
