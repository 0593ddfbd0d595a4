"""What is left of a lag when part of it has passed (P6)."""

from __future__ import annotations

from collections.abc import Sequence

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
    setting: Setting, clock: Clock, links: Sequence[Tie], lag: Long, lag_calendar: npt.NDArray[np.int32]
) -> Long:
    """Lags with the part that had passed at the data date taken off; only P6 counts so.

    From a finished predecessor's finish (FS, FF) or a started one's start (SS, SF) to the data date, on the lag's
    calendar.
    """
    if setting.plan.dialect is not Dialect.PRIMAVERA or not (lag > 0).any():
        return lag
    by_id = {one.id: one for one in setting.plan.activities}
    arrays = arrays_of(clock)
    left = lag.copy()
    for index in np.flatnonzero(lag > 0).tolist():
        tie = links[index]
        before = by_id.get(tie.before)
        if before is None:
            continue
        since = before.actual_finish if tie.kind in {LinkType.FS, LinkType.FF} else before.actual_start
        if since is None:
            continue
        row = int(lag_calendar[index])
        used = work_before(arrays, row, setting.data_date) - work_before(arrays, row, minute(since))
        left[index] = max(0, int(lag[index]) - max(0, used))
    return left
