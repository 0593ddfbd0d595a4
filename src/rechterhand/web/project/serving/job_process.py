"""One process for background work: ``python -m rechterhand.web.project.serving.job_process LIFELINE``."""

from __future__ import annotations

import os
import sys
from typing import cast

from rechterhand.sandbox.folders import sweep
from rechterhand.web.project.environment import number_of
from rechterhand.web.project.installation import set_up
from rechterhand.web.project.serving.lifeline import hold
from rechterhand.web.project.serving.readying import ready_kernels

LAST_WORDS = 15.0
"""Seconds that jobs get when the process is told to end; one that takes longer is taken up again by another process."""

POLITE = 10
"""By how much the process gives way to others."""


def main(lifeline: int) -> None:
    """Work until told to end, at lower priority than pages have: these stay quick whatever is computed."""
    hold(lifeline)
    os.nice(POLITE)
    set_up()
    sweep()
    ready_kernels()
    from procrastinate.contrib.django import app  # noqa: PLC0415 - needs settings that are checked first
    from procrastinate.contrib.django.django_connector import DjangoConnector  # noqa: PLC0415 - the same

    from rechterhand.web.jobs.rescuing import at_start  # noqa: PLC0415 - the same

    at_start()
    connector = cast(DjangoConnector, app.connector).get_worker_connector()
    with app.replace_connector(connector) as working:
        working.run_worker(
            concurrency=number_of("RECHTERHAND_JOBS_AT_ONCE"),
            shutdown_graceful_timeout=LAST_WORDS,
            fetch_job_polling_interval=1.0,
            delete_jobs="successful",
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
