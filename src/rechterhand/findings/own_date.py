"""How far work falls short of a date of its own, apart from what dates further on ask of it."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, to_minute
from rechterhand.findings.check import Subject


def short_of(subject: Subject, at: int, date: datetime, *, by_start: bool) -> float | None:
    """Working days that a row begins or ends after its own date; below nought it has that many to spare.

    Total float is counted to the late date, which another date may set: what lies between that one and the own date is
    no part of it.

    Parameters
    ----------
    subject
        The plan; None comes back for one without computed dates.
    at
        The row.
    date
        Its own date; a finish at midnight means the end of that day.
    by_start
        Whether the date is one to begin by.
    """
    rows, schedule, worktime = subject.populations, subject.schedule, subject.worktime
    if schedule is None or worktime is None or np.isnan(rows.float_days[at]):
        return None
    late = schedule.late_start[at] if by_start else schedule.late_finish[at]
    if late == NO_DATE:
        return None
    own = to_minute(date)
    if not by_start and date.hour == date.minute == 0:
        own += 1440
    ends = np.array([late], np.int64), np.array([own], np.int64)
    minutes = int(worktime.between(worktime.calendar[at : at + 1], *ends)[0])
    return -(float(rows.float_days[at]) + minutes / float(rows.minutes_per_day[at]))
