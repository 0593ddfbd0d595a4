"""Bringing the database to this release's form, by one process at a time."""

from __future__ import annotations

from django.core.management import call_command

from rechterhand.web.data.turns import Turn, having
from rechterhand.web.project.installation import waiting


def migrated() -> int:
    """Apply what is waiting; how many that were. Several machines may start at once: one migrates, the others wait."""
    if not waiting():
        return 0
    with having(Turn.MIGRATION):
        count = len(waiting())
        if count:
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
    return count
