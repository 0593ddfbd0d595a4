"""How people find an activity again."""

from __future__ import annotations

from rechterhand.record.activity import Activity
from rechterhand.record.plan import Dialect


def mark(activity: Activity, dialect: Dialect) -> str:
    """Primavera's code, the row of Microsoft Project, a table's own id; the number of the file where it has none."""
    known = (activity.code, activity.row) if dialect is Dialect.PRIMAVERA else (activity.row, activity.code)
    return str(next((one for one in known if one not in {None, ""}), activity.id))


def marked(activity: Activity, dialect: Dialect) -> str:
    """The mark with the name behind it."""
    return f"{mark(activity, dialect)} {activity.name}".rstrip()
