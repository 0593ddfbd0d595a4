"""What is left of a lag when part of it has passed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.clock import Clock
from rechterhand.engine.network.kernel import arrays_of, work_before
from rechterhand.engine.network.rule import Setting, minute
from rechterhand.engine.network.ties import Tie
from rechterhand.record.link import LinkType
from rechterhand.record.plan import Dialect

Long = npt.NDArray[np.int64]


def remaining_lags(
    setting: Setting,
    clock: Clock,
    links: Sequence[Tie],
    lag: Long,
    lag_calendar: npt.NDArray[np.int32],
    *,
    resumed: Mapping[int, int],
) -> Long:
    """Lags with the part that has passed taken off.

    P6 counts from a finished predecessor's finish (FS, FF) or a started one's start (SS, SF) to the data date, on the
    lag's calendar. ``resumed`` has the moments at which started work goes on where it was moved to the status date:
    what waits for its start waits from its actual start.
    """
    primavera = setting.plan.dialect is Dialect.PRIMAVERA
    if not (primavera or resumed) or not (lag > 0).any():
        return lag
    by_id = {one.id: one for one in setting.plan.activities}
    arrays = arrays_of(clock)
    left = lag.copy()
    for index in np.flatnonzero(lag > 0).tolist():
        tie = links[index]
        before = by_id.get(tie.before)
        by_finish = tie.kind in {LinkType.FS, LinkType.FF}
        if before is None or not (primavera or (before.id in resumed and not by_finish)):
            continue
        since = before.actual_finish if by_finish else before.actual_start
        if since is None:
            continue
        row = int(lag_calendar[index])
        until = resumed.get(before.id, setting.data_date)
        used = work_before(arrays, row, until) - work_before(arrays, row, minute(since))
        left[index] = max(0, int(lag[index]) - max(0, used))
    return left
