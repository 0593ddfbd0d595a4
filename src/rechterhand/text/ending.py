"""On which day something ends: midnight belongs to the day before."""

from __future__ import annotations

from datetime import date, datetime, timedelta


def ending_day(moment: datetime) -> date:
    """The day that a finish, or a promise to finish, falls on. For finishes alone: work that begins at midnight begins
    on the day that begins.
    """
    return (moment - timedelta(days=1)).date() if moment.hour == moment.minute == 0 else moment.date()
