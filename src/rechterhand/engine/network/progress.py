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
    lag's calendar. ``resumed`` has the moments at which the remaining work of Microsoft Project's started tasks goes
    on: what waits for such a start waits from the actual one, which lies before, so that less than nothing may be left.
    """
    if setting.plan.dialect is not Dialect.PRIMAVERA:
        return _since_start(setting, clock, links, lag, lag_calendar, resumed=resumed) if resumed else lag
    if not (lag > 0).any():
        return lag
    by_id = {one.id: one for one in setting.plan.activities}
    arrays = arrays_of(clock)
    left = lag.copy()
    for index in np.flatnonzero(lag > 0).tolist():
        tie = links[index]
        before = by_id.get(tie.before)
        if before is None:
            continue
        since = before.actual_finish if tie.kind in _BY_FINISH else before.actual_start
        if since is None:
            continue
        row = int(lag_calendar[index])
        used = work_before(arrays, row, setting.data_date) - work_before(arrays, row, minute(since))
        left[index] = max(0, int(lag[index]) - max(0, used))
    return left


_BY_FINISH = frozenset({LinkType.FS, LinkType.FF})


def _since_start(
    setting: Setting,
    clock: Clock,
    links: Sequence[Tie],
    lag: Long,
    lag_calendar: npt.NDArray[np.int32],
    *,
    resumed: Mapping[int, int],
) -> Long:
    """Lags of links from starts, as counted from where the remaining work of their predecessors begins."""
    begun = {
        one.id: minute(one.actual_start)
        for one in setting.plan.activities
        if one.actual_start is not None and one.id in resumed
    }
    arrays, left = arrays_of(clock), lag.copy()
    for index, tie in enumerate(links):
        if tie.before in begun and tie.kind not in _BY_FINISH:
            row = int(lag_calendar[index])
            used = work_before(arrays, row, resumed[tie.before]) - work_before(arrays, row, begun[tie.before])
            left[index] -= max(0, used)
    return left
