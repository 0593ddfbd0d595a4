"""How a version of a series is called."""

from __future__ import annotations

from rechterhand.reports.saying import Sayer
from rechterhand.text.writing import short_date
from rechterhand.versions.series import Series


def when(made: Series, place: int, say: Sayer) -> str:
    """A version by its status date, else by its file."""
    point = made.points[place]
    return point.file if point.status is None else short_date(point.status, say.language)
