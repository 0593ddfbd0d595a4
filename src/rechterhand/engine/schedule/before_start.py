"""Work that its links put before the start of the project, by a lead for instance: its tool does so, and it is told."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.schedule.result import NO_DATE, Minutes
from rechterhand.record.assumption import Assumption
from rechterhand.text import Message


def before_start(network: Network, early_start: Minutes) -> Iterator[Assumption]:
    """One assumption with the count and the first such activity, where there is any.

    Microsoft Project lets leads reach before the start of the project, Primavera P6 doesn't. Work that has begun, is
    scheduled by hand or has a date of its own lies where somebody put it, and isn't meant.

    Parameters
    ----------
    network
        The compiled plan.
    early_start
        ``(rows,)`` early starts as minute numbers.
    """
    plan = network.plan
    early = (network.node >= 0) & (early_start != NO_DATE) & (early_start < network.project_start // 1440 * 1440)
    found = [
        one
        for row in np.flatnonzero(early).tolist()
        if not ((one := plan.activities[row]).started or one.manual or one.external or one.constraint_date)
    ]
    if found:
        start = plan.start.date() if plan.start else None
        text = Message.of("schedule.before_start", count=len(found), task=found[0].name, start=start)
        yield Assumption("before_start", text, loud=True)
