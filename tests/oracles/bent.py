"""Work that hangs on when it can be done, plainly: the whole forward pass again until nothing changes any more."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from tests.oracles.one_by_one import durations_of, share_of, value_of, with_lags

from rechterhand.engine.futures.kernel import normal_quantile
from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.futures.streams import IMPACT, PLACE, RISK
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.kernel import as_finish, as_start, work_before
from rechterhand.engine.schedule.kernel import at_moment, forward
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate.run import end_nodes

Long = npt.NDArray[np.int64]


def finish_of(network: Network, spreads: Spreads, seed: int, iteration: int) -> int:
    """The finish of one future, minutes since 1970."""
    drawn = durations_of(network, spreads, seed, iteration)
    gone = list(_lost_moments(network, spreads, seed, iteration))
    length = drawn.copy()
    for _ in range(2 * len(network) + 2):
        found = _passed(network, length)
        again = np.array([_length(network, spreads, node, drawn, gone, found) for node in range(len(network))])
        if np.array_equal(again, length):
            break
        length = again
    else:
        raise AssertionError("it never settles")
    net = network.arrays
    return max(
        (at_moment(net.clock, net.calendar[node], found[1][node], found[2][node]) for node in end_nodes(network)),
        default=network.project_start,
    )


def _passed(network: Network, length: Long) -> tuple[Long, Long, npt.NDArray[np.int8]]:
    count = len(network)
    found = np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.int8)
    forward(with_lags(network.arrays, length), length, *found)
    return found


def _length(
    network: Network,
    spreads: Spreads,
    node: int,
    drawn: Long,
    gone: list[tuple[int, int, int]],
    found: tuple[Long, Long, npt.NDArray[np.int8]],
) -> int:
    """Working minutes from a node's start to its finish."""
    net, plan, uncertainty = network.arrays, network.plan, spreads.uncertainty
    row = int(network.row[node])
    if row < 0 or network.finished[node]:
        return int(drawn[node])
    key, length, of = plan.activities[row].id, int(drawn[node]), {one.id: n for n, one in enumerate(plan.activities)}
    for branch in uncertainty.conditional:
        on = int(network.node[of[branch.activity_id]])
        limit = work_before(net.clock, int(net.calendar[on]), to_minute(branch.by))
        late = found[1][on] > limit
        if network.finished[on]:
            late = network.fixed_finish[on] > to_minute(branch.by)
        if key in (branch.in_time if late else branch.late):
            length = 0
    calendar, start = int(net.calendar[node]), int(found[0][node])
    mine = [
        (work_before(net.clock, calendar, since), work_before(net.clock, calendar, until))
        for period, since, until in gone
        if key in uncertainty.lost_days[period].activity_ids
    ]
    # minute by minute: those that are lost don't count
    minute, done = start, 0
    while done < length:
        done += not any(since <= minute < until for since, until in mine)
        minute += 1
    return minute - start


def _lost_moments(network: Network, spreads: Spreads, seed: int, iteration: int) -> Iterator[tuple[int, int, int]]:
    """The period, and the moments between which its days are lost."""
    days = spreads.arrays.bends.outages.days
    clock, calendar = network.arrays.clock, network.clock.position[network.plan.default_calendar_id]
    for number, period in enumerate(spreads.uncertainty.lost_days):
        key = int(days.key[number])
        if share_of(seed, RISK, key, iteration) >= period.probability:
            continue
        share = share_of(seed, IMPACT, key, iteration)
        lasts = round(value_of(spreads, days, number, share, normal_quantile(share)) + 1e-9)
        first, last = (work_before(clock, calendar, to_minute(one)) for one in (period.since, period.until))
        day = network.plan.options.minutes_per_day
        begins = [first + day * place for place in range(1 + max(0, last - first - lasts) // day)]
        begin = begins[int(share_of(seed, PLACE, key, iteration) * len(begins))]
        if lasts:
            yield number, as_start(clock, calendar, begin), as_finish(clock, calendar, begin + lasts)
