"""Whether the files that plans' versions name are where files are kept, and whether all processes share one secret."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rechterhand.web.project import database
from rechterhand.web.project.environment import text_of
from rechterhand.web.project.looking.findings import Finding, bad, good

IN_BUCKET = 500
"""Files that are asked for in a bucket, newest first: each is a request."""
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name LIKE %s AND application_name NOT LIKE %s
"""


def all_there() -> Iterator[Finding]:
    """Every file of every version, or in a bucket the newest ones."""
    yield from _there(IN_BUCKET if text_of("RECHTERHAND_S3_BUCKET") else None)


def newest_there() -> Iterator[Finding]:
    """The newest ones: quickly."""
    yield from _there(IN_BUCKET // 10)


def one_secret() -> Iterator[Finding]:
    """Other processes on this database sign with the same secret."""
    from django.db import connection  # noqa: PLC0415 - needs settings

    with connection.cursor() as cursor:
        cursor.execute(OTHERS, [f"{database.NAME} %", f"{database.NAME} % {database.mark()}"])
        row = cursor.fetchone()
    if row and row[0]:
        yield bad("other_secret")


def _there(most: int | None) -> Iterator[Finding]:
    from rechterhand.web.bridge import storage  # noqa: PLC0415 - needs settings

    looked, gone = 0, []
    for name in islice(_named(), most):
        looked += 1
        if not storage.is_there(name):
            gone.append(name)
    if gone:
        yield bad("files_gone", tally=f"{len(gone)}/{looked}", name=gone[0])
    elif looked:
        yield good("files_there", count=looked)


def _named() -> Iterator[str]:
    """Names in storage, of the newest version first."""
    from rechterhand.web.data.models import PlanVersion  # noqa: PLC0415 - models need settings

    rows = PlanVersion.objects.order_by("-pk").values_list("original", "plan", "verdict_nl", "verdict_en")
    for row in rows.iterator():
        yield from filter(None, row)
