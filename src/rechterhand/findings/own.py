"""What own dates do to the activities that a check asks about."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rechterhand.engine.schedule.own_dates import own_dates
from rechterhand.findings.check import Subject

Rows = npt.NDArray[np.int64]
Days = npt.NDArray[np.float64]


def own_date_days(subject: Subject, rows: Rows) -> tuple[Days, Days]:
    """Working days that each of these rows begins later than its links would let it, and lies beyond its own date.

    For a plan that was scheduled. A row with a levelling delay, or one that isn't scheduled by links, gets 0 and 0.
    """
    later, beyond = np.zeros(len(rows), np.float64), np.zeros(len(rows), np.float64)
    moved = np.array([_by_links(subject, int(row)) for row in rows], np.bool_)
    if moved.any():
        found = own_dates(subject.network, rows[moved], subject.passes)
        day = subject.populations.minutes_per_day[rows[moved]]
        later[moved], beyond[moved] = found.later / day, found.beyond / day
    return later, beyond


def _by_links(subject: Subject, row: int) -> bool:
    one = subject.plan.activities[row]
    return bool(subject.network.node[row] >= 0) and not (one.manual or one.started or one.levelling_delay_minutes)
