"""Percentiles with people beside those by logic: fewer futures must not make people look faster than logic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.kernel import moments_of, works_before
from rechterhand.engine.schedule.result import EPOCH
from rechterhand.engine.simulate.result import Percentile
from rechterhand.engine.simulate.statistics import SHARES, bounds, percentile

Long = npt.NDArray[np.int64]


def beside_logic(network: Network, with_people: Long, by_logic: Long) -> Mapping[str, Percentile]:
    """P10 to P90 with people: by logic in all futures, and what people make later in the futures that have both.

    Parameters
    ----------
    network
        The plan; distances are working time of its project calendar.
    with_people, by_logic
        Finishes (minutes since 1970) of the first futures with people, and of all futures by logic.

    Notes
    -----
    The common futures are a sample of their own: by chance its percentiles lie before or after those of all futures.
    That shift is taken off, as a control variate of weight one; the interval keeps the width it has in the common
    futures. With as many futures of both there is no shift, and the percentiles are those of the futures with people.
    """
    staffed, common, every = (np.sort(one) for one in (with_people, by_logic[: len(with_people)], by_logic))
    found = np.array([[percentile(staffed, share), *bounds(staffed, share)] for share in SHARES.values()])
    if len(every) != len(staffed):
        logic = np.array([[percentile(one, share) for one in (every, common)] for share in SHARES.values()])
        works = _works(network, found)
        shift = np.diff(_works(network, logic)[:, ::-1])
        moved = np.maximum.accumulate(works + shift, axis=0)
        shown = np.where(moved == works, found, _moments(network, moved))
        # where nobody waits the date is that by logic to the minute, also where it lies in no working time
        shown[:, 0] = np.where(found[:, 0] == logic[:, 1], logic[:, 0], shown[:, 0])
        found = shown
    rows = {key: [_moment(minute) for minute in row] for key, row in zip(SHARES, found.tolist(), strict=True)}
    return MappingProxyType({key: Percentile(SHARES[key], *row) for key, row in rows.items()})


def _works(network: Network, minutes: Long) -> Long:
    found = works_before(network.arrays.clock, _calendar(network, minutes.size), minutes.ravel())
    return np.asarray(found).reshape(minutes.shape)


def _moments(network: Network, works: Long) -> Long:
    found = moments_of(network.arrays.clock, _calendar(network, works.size), works.ravel(), True)
    return np.asarray(found).reshape(works.shape)


def _calendar(network: Network, count: int) -> Long:
    return np.full(count, network.clock.position[network.plan.default_calendar_id], dtype=np.int64)


def _moment(minute: int) -> datetime:
    return EPOCH + timedelta(minutes=minute)
