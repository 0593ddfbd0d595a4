"""The date that a plan itself promises for the whole of it."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.promises import committed_dates, for_the_whole
from rechterhand.record.plan import Plan


def promised(plan: Plan) -> datetime | None:
    """The date that it must finish by, else the end of its baseline, else that of what ends it; None without any."""
    found = list(committed_dates(plan))
    if not found:
        return None
    shown = schedule(plan)
    last = np.flatnonzero(shown.early_finish == to_minute(shown.project_finish)).tolist()
    ends = frozenset(plan.activities[row].id for row in last)
    phases = {one.id for one in plan.activities if one.type.is_summary}
    place = for_the_whole(found, ends, phases)
    return None if place is None else found[place][2]
