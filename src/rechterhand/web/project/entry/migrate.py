"""``rechterhand migrate``."""

from __future__ import annotations

from rechterhand.web.project.installation import installation
from rechterhand.web.project.migrating import migrated


def migrate() -> int:
    """Bring the database to this release's form; how many migrations that took."""
    with installation():
        return migrated()
