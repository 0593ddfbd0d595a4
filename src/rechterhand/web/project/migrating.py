"""Bringing the database to this release's form, by one process at a time."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection

from rechterhand.web.project.installation import waiting

TURN = 7_203_115
"""The number of the lock in the database that says 'somebody migrates'."""


def migrated() -> int:
    """Apply what is waiting; how many that were. Several machines may start at once: one migrates, the others wait."""
    if not waiting():
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [TURN])
        try:
            count = len(waiting())
            if count:
                call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [TURN])
    return count
