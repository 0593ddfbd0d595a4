"""One job from beginning to end: taken up, done, and told how it ended.

Doing a job again is harmless: what it kept it finds again. So a job whose worker was killed is taken up by another.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from procrastinate import RetryStrategy

from rechterhand.errors import RechterhandError
from rechterhand.web.actions.errors import NotThere
from rechterhand.web.bridge import problems, storage
from rechterhand.web.data.faults import will_pass
from rechterhand.web.data.models import Job, JobState
from rechterhand.web.data.models.job import OPEN
from rechterhand.web.jobs.progress import Cancelled, Gone, Progress

log = logging.getLogger(__name__)

Work: TypeAlias = Callable[[Job, Progress], dict[str, Any]]
"""Does the work and gives what came of it."""
NOTICED = (
    "SELECT set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false), "
    "set_config('tcp_keepalives_count', '3', false)"
)
"""So that the database notices within a minute that a machine is gone, and frees what its jobs held."""
MOST_ATTEMPTS = 8
"""Of a job whose worker or database goes away each time: it may well be the job that they die of."""


class Interrupted(Exception):
    """The database went away in the middle of a job, or ended it because it and another waited for each other."""


class Elsewhere(Exception):
    """Another process is at this job, or was when it froze: whether it will end isn't known yet."""


AGAIN = RetryStrategy(wait=5, retry_exceptions=[Interrupted, Elsewhere])
"""How every task is tried again. Where even that can't be written down, the worker ends and its jobs are rescued."""


def run(job_id: str, steps: Mapping[str, float], work: Work) -> None:
    """Do a job, unless it is over. Raises Interrupted, Elsewhere: it is to be tried again a little later."""
    try:
        _run(UUID(job_id), steps, work)
    except (OperationalError, InterfaceError) as error:
        if not will_pass(error) and connection.is_usable():
            raise
        connection.close()
        raise Interrupted from error


def _run(key: UUID, steps: Mapping[str, float], work: Work) -> None:
    job_id = str(key)
    with _alone(key) as free:
        if not free:
            log.warning("job is done by another process", extra={"job": job_id})
            raise Elsewhere
        job = _taken(key)
        if job is None:
            return
        try:
            result = work(job, Progress(key, steps))
        except Cancelled:
            _end(job, JobState.CANCELLED)
        except (Gone, NotThere):
            log.info("what the job is about was removed", extra={"job": job_id})
            _end(job, JobState.CANCELLED)
        except RechterhandError as error:
            _end(job, JobState.FAILED, problem=problems.as_data(error))
        except Exception as error:
            if will_pass(error) or not connection.is_usable():
                raise
            log.exception("job failed", extra={"job": job_id})
            _end(job, JobState.FAILED, problem=problems.unexpected())
        else:
            _end(job, JobState.DONE, share=1.0, result=result)


def _taken(key: UUID) -> Job | None:
    """The job, marked as running; None when it is over.

    Whoever asks for work that waits already holds its row until what it is about is kept: that is read after this.
    """
    rows = Job.objects.select_related("project", "version", "owner").select_for_update(of=("self",), no_key=True)
    with transaction.atomic():
        job = rows.filter(pk=key, state__in=OPEN).first()
        if job is None:
            return None
        if job.wants_cancel:
            _end(job, JobState.CANCELLED)
            return None
        if job.attempts >= MOST_ATTEMPTS:
            log.error("job is given up", extra={"job": str(key), "attempts": job.attempts})
            _end(job, JobState.FAILED, problem=problems.unexpected())
            return None
        job.state, job.attempts, job.started_at = JobState.RUNNING, job.attempts + 1, timezone.now()
        job.save(update_fields=["state", "attempts", "started_at"])
        return job


def _end(job: Job, state: JobState, **values: Any) -> None:
    if not Job.objects.filter(pk=job.pk).update(state=state, finished_at=timezone.now(), **values):
        _leave_nothing(job)


def _leave_nothing(job: Job) -> None:
    """What the job is about was removed while it ran: what it kept since goes too."""
    uploads = storage.uploads_in(job.work) | ({job.version.upload} if job.version else set())
    for one in uploads:
        storage.remove(one)


@contextmanager
def _alone(key: UUID) -> Iterator[bool]:
    """Whether nobody else is at it: a lock of the database, which goes when its holder or the database does."""
    number = key.int & (2**63 - 1)
    with connection.cursor() as cursor:
        cursor.execute(NOTICED)
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        free = bool(cursor.fetchone()[0])
    try:
        yield free
    finally:
        if free and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
