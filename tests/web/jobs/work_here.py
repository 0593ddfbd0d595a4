"""A worker process of its own, for tests that kill it: ``python -m tests.web.jobs.work_here [take-up]``.

It works until the queue is empty. With ``take-up`` it first takes up the jobs of workers that were silent for a second.
"""

from __future__ import annotations

import asyncio
import sys

import django


def main(take_up_first: bool) -> None:
    django.setup()
    from procrastinate.contrib.django import app

    from rechterhand.web.jobs import reviewing
    from rechterhand.web.jobs.rescuing import take_up

    reviewing.ITERATIONS = 500
    app.perform_import_paths()

    async def work() -> None:
        async with working.open_async():
            if take_up_first:
                await take_up(1.0)
            await working.run_worker_async(wait=False, update_heartbeat_interval=0.2, stalled_worker_timeout=1.0)

    with app.replace_connector(app.connector.get_worker_connector()) as working:
        asyncio.run(work())


if __name__ == "__main__":
    main("take-up" in sys.argv)
