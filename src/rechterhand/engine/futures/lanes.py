"""Samples of futures side by side; bit by bit those that ``futures.kernel`` draws one by one."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numba import njit

from rechterhand.engine.futures.draws import (
    CURVE,
    LINE,
    TRIANGLE,
    Draws,
    Long,
    Outages,
    Real,
    RiskArrays,
    SpreadArrays,
    Tables,
)
from rechterhand.engine.futures.kernel import (
    CENTRAL,
    along,
    central_quantile,
    normal_quantile,
    normal_share,
    step_of,
    stream_of,
    triangular,
    uniform,
    whole_minutes,
)
from rechterhand.engine.futures.streams import DRIVER, DURATION, IMPACT, PLACE, RISK
from rechterhand.engine.lanes.width import LANES, Lanes
from rechterhand.engine.network.kernel import as_finish, as_start
from rechterhand.engine.network.uncounted import inlined, uncounted

Drawn: TypeAlias = tuple[np.uint64, int]
"""The seed, and the first of the futures."""

Common: TypeAlias = tuple[Real, Real, Lanes, Lanes, Lanes]
"""What a future's activities share: ``(drivers, LANES)`` from drivers, ``(risks, LANES)`` what risks bring; of periods
of lost days, ``(periods, LANES)`` each, in order of their begin: from which moment, until which, and which period.
"""

Scratch: TypeAlias = tuple[Real, Real]
"""Room for the shares and normal scores of one row of lanes."""


@njit(cache=True, nogil=True)
def common_for(spread: SpreadArrays) -> Common:
    """Room for what the activities of a future share."""
    risks, periods = spread.risks.chance.shape[0], spread.bends.outages.chance.shape[0]
    since, until = np.empty((periods, LANES), np.int64), np.empty((periods, LANES), np.int64)
    shared = np.zeros((spread.driver.shape[0], LANES))
    return shared, np.empty((risks, LANES)), since, until, np.empty((periods, LANES), np.int64)


@uncounted
def common_lanes(spread: SpreadArrays, drawn: Drawn, common: Common, scratch: Scratch) -> None:
    """Draw what activities share in the futures from the first on."""
    shared, impacts, since, until, which = common
    for one in range(spread.driver.shape[0]):
        if spread.correlation[one] > 0.0:
            state, weight = (
                stream_of(drawn[0], np.uint64(DRIVER), spread.driver[one]),
                math.sqrt(spread.correlation[one]),
            )
            shares_of(spread.tables, spread.driver_row[one], state, drawn[1], shared[one])
            for lane in range(LANES):
                shared[one, lane] = weight * normal_quantile(shared[one, lane])
    for risk in range(spread.risks.chance.shape[0]):
        risk_lanes(spread.risks, spread.tables, risk, drawn, (impacts[risk], scratch[0], scratch[1]))
    for period in range(since.shape[0]):
        outage_lanes(spread.bends.outages, spread.tables, period, drawn, (scratch, (since, until, which)))


@uncounted
def risk_lanes(risks: RiskArrays, tables: Tables, risk: int, drawn: Drawn, rows: tuple[Real, Real, Real]) -> None:
    """What one risk brings: its impact where it happens, elsewhere nothing (minutes) or one (a factor)."""
    impact, share, score = rows
    key, least, chance = risks.impact.key[risk], risks.least[risk], risks.chance[risk]
    nothing = 1.0 if risks.times[risk] else 0.0
    state, row = stream_of(drawn[0], np.uint64(IMPACT), key), risks.impact.row[risk]
    shares_of(tables, row, state, drawn[1], share)
    if risks.impact.form[risk] == CURVE:
        scores_of(share, score)
    values_of(risks.impact, tables, risk, share, score)
    state = stream_of(drawn[0], np.uint64(RISK), key)
    shares_of(tables, row + 1, state, drawn[1], score)
    for lane in range(LANES):
        impact[lane] = share[lane] if least <= score[lane] < chance else nothing


@uncounted
def outage_lanes(
    outages: Outages, tables: Tables, period: int, drawn: Drawn, rows: tuple[Scratch, tuple[Lanes, Lanes, Lanes]]
) -> None:
    """Put one period of lost days among those before it, in order of their begin; without length where it doesn't
    happen. It lies, from the begin of a day on, anywhere between its two dates.
    """
    (share, score), (since, until, which) = rows
    key, row, clock, calendar = (
        outages.days.key[period],
        outages.days.row[period],
        outages.clock,
        outages.calendar[period],
    )
    least, most, day = outages.since[period], outages.until[period], outages.day[period]
    shares_of(tables, row, stream_of(drawn[0], np.uint64(IMPACT), key), drawn[1], share)
    if outages.days.form[period] == CURVE:
        scores_of(share, score)
    values_of(outages.days, tables, period, share, score)
    for lane in range(LANES):
        until[period, lane] = whole_minutes(share[lane], np.inf)
    shares_of(tables, row + 1, stream_of(drawn[0], np.uint64(RISK), key), drawn[1], score)
    shares_of(tables, row + 2, stream_of(drawn[0], np.uint64(PLACE), key), drawn[1], share)
    for lane in range(LANES):
        lasts = until[period, lane] if score[lane] < outages.chance[period] else 0
        begins = 1 + max(0, most - least - lasts) // day
        begin = least + day * int(share[lane] * begins)
        first = as_start(clock, calendar, begin)
        last = as_finish(clock, calendar, begin + lasts) if lasts > 0 else first
        place = period
        while place > 0 and since[place - 1, lane] > first:
            since[place, lane], until[place, lane] = since[place - 1, lane], until[place - 1, lane]
            which[place, lane] = which[place - 1, lane]
            place -= 1
        since[place, lane], until[place, lane], which[place, lane] = first, last, period


@uncounted
def sample_lanes(spread: SpreadArrays, node: int, drawn: Drawn, common: Common, rows: tuple[Real, Real, Long]) -> None:
    """``sample_here`` for kernels that draw few nodes."""
    sample_here(spread, (node, spread.most[node]), drawn, common, rows)


@uncounted
def sample_held(
    spread: SpreadArrays, held: tuple[int, float], drawn: Drawn, common: Common, rows: tuple[Real, Real, Long]
) -> None:
    """The same of a node whose own work is held to so many minutes."""
    sample_here(spread, held, drawn, common, rows)


@uncounted
def sample_nodes(spread: SpreadArrays, drawn: Drawn, common: Common, rows: tuple[Real, Real], duration: Lanes) -> None:
    """Remaining durations of all nodes, ``(nodes, LANES)``; ``rows`` are room for shares and scores."""
    for node in range(duration.shape[0]):
        sample_here(spread, (node, spread.most[node]), drawn, common, (rows[0], rows[1], duration[node]))


@inlined
def sample_here(
    spread: SpreadArrays, held: tuple[int, float], drawn: Drawn, common: Common, rows: tuple[Real, Real, Long]
) -> None:
    """Remaining durations of one node in some futures, whole minutes.

    ``held`` is the node, and the most minutes that its own work takes; what risks bring comes on top of these. ``rows``
    are ``(LANES,)`` each: room for shares and scores, and the durations to fill.
    """
    node, most = held
    share, score, duration = rows
    first, last = spread.risks.head[node], spread.risks.head[node + 1]
    mixed = spread.mixes.head[node + 1] > spread.mixes.head[node]
    shared = mixed or spread.correlation[spread.group[node]] > 0.0
    if not (spread.certain[node] or shared) and first == last and _bare(spread, node):
        low, likely, high = spread.work.low[node], spread.work.likely[node], spread.work.high[node]
        state = stream_of(drawn[0], np.uint64(DURATION), spread.work.key[node])
        triangles_of(state, drawn[1], (low, likely, high, most), duration)
        return
    if spread.certain[node]:
        least = spread.work.low[node]
        if first == last:
            value = whole_minutes(least, most)
            for lane in range(LANES):
                duration[lane] = value
            return
        for lane in range(LANES):
            share[lane] = min(least, most)
    else:
        _work_lanes(spread, node, drawn, common[0][spread.group[node]], (share, score))
        for lane in range(LANES):
            share[lane] = min(share[lane], most)
    _strike(spread, (first, last), common, share)
    for lane in range(LANES):
        duration[lane] = whole_minutes(share[lane], np.inf)


@inlined
def _strike(spread: SpreadArrays, places: tuple[int, int], common: Common, share: Real) -> None:
    """Add what risks bring to the minutes of a node."""
    for place in range(places[0], places[1]):
        risk = spread.risks.of[place]
        impact = common[1][risk]
        if spread.risks.times[risk]:
            for lane in range(LANES):
                share[lane] *= impact[lane]
        else:
            for lane in range(LANES):
                share[lane] += impact[lane]


@inlined
def _bare(spread: SpreadArrays, node: int) -> bool:
    """Whether a node's range is a triangle drawn from counters."""
    return bool(spread.work.form[node] == TRIANGLE) and spread.tables.shares.shape[0] == 0


@uncounted
def triangles_of(state: np.uint64, first: int, points: tuple[float, float, float, float], duration: Long) -> None:
    """Samples of a triangle in whole minutes; ``points`` are its three, and the cap."""
    low, likely, high, most = points
    for lane in range(LANES):
        duration[lane] = whole_minutes(triangular(uniform(state, first + lane), low, likely, high), most)


@inlined
def _work_lanes(spread: SpreadArrays, node: int, drawn: Drawn, shared: Real, scratch: Scratch) -> None:
    """The minutes of one node's own range."""
    share, score = scratch
    state = stream_of(drawn[0], np.uint64(DURATION), spread.work.key[node])
    form, correlation = spread.work.form[node], spread.correlation[spread.group[node]]
    together = correlation > 0.0
    mixed = spread.mixes.head[node + 1] > spread.mixes.head[node]
    if mixed:
        _mix_lanes(spread, node, drawn, (share, score))
    else:
        shares_of(spread.tables, spread.work.row[node], state, drawn[1], share)
        if together or form == CURVE:
            scores_of(share, score)
    if together:
        rest = math.sqrt(1.0 - correlation)
        for lane in range(LANES):
            score[lane] = shared[lane] + rest * score[lane]
    if (together or mixed) and form != CURVE:
        for lane in range(LANES):
            share[lane] = normal_share(score[lane])
    values_of(spread.work, spread.tables, node, share, score)


@uncounted
def _mix_lanes(spread: SpreadArrays, node: int, drawn: Drawn, scratch: Scratch) -> None:
    """Scores that move together with those of other nodes."""
    share, score = scratch
    for lane in range(LANES):
        score[lane] = 0.0
    for place in range(spread.mixes.head[node], spread.mixes.head[node + 1]):
        other, weight = spread.mixes.of[place], spread.mixes.weight[place]
        state = stream_of(drawn[0], np.uint64(DURATION), spread.work.key[other])
        shares_of(spread.tables, spread.work.row[other], state, drawn[1], share)
        for lane in range(LANES):
            score[lane] += weight * normal_quantile(share[lane])


@uncounted
def shares_of(tables: Tables, row: int, state: np.uint64, first: int, share: Real) -> None:
    """Numbers in (0, 1) of the futures from the first on: from counters, or from the rows of stratified futures."""
    if tables.shares.shape[0] == 0:
        for lane in range(LANES):
            share[lane] = uniform(state, first + lane)
    else:
        last = tables.shares.shape[1] - 1
        for lane in range(LANES):
            share[lane] = tables.shares[row, min(first + lane, last)]


@uncounted
def scores_of(share: Real, score: Real) -> None:
    """Normal scores of shares."""
    for lane in range(LANES):
        score[lane] = central_quantile(share[lane])
    for lane in range(LANES):
        if abs(share[lane] - 0.5) > CENTRAL:
            score[lane] = normal_quantile(share[lane])


@uncounted
def values_of(draws: Draws, tables: Tables, place: int, share: Real, score: Real) -> None:
    """Put values in the place of shares; along a curve they come from the scores."""
    form = draws.form[place]
    low, likely, high = draws.low[place], draws.likely[place], draws.high[place]
    if form == TRIANGLE:
        for lane in range(LANES):
            share[lane] = triangular(share[lane], low, likely, high)
    elif form == LINE:
        for lane in range(LANES):
            share[lane] = low + share[lane] * (high - low)
    elif form == CURVE:
        curve = tables.curves[draws.place[place]]
        for lane in range(LANES):
            share[lane] = low + (high - low) * along(curve, score[lane])
    else:
        begin, end = tables.begin[draws.place[place]], tables.begin[draws.place[place] + 1]
        for lane in range(LANES):
            share[lane] = low * step_of(tables.upto[begin:end], tables.value[begin:end], share[lane])


@njit(cache=True, nogil=True)
def samples_of(spread: SpreadArrays, seed: np.uint64, node: int, out: Long) -> None:
    """All samples of one node's duration: the same numbers that the futures used."""
    samples_of_nodes(spread, seed, np.full(1, node), out.reshape(1, -1))


@njit(cache=True, nogil=True)
def samples_of_nodes(spread: SpreadArrays, seed: np.uint64, nodes: Long, out: Lanes) -> None:
    """All samples of the durations of some nodes, ``(nodes, iterations)``: the same numbers that the futures used."""
    share, score, duration = np.empty(LANES), np.empty(LANES), np.empty(LANES, np.int64)
    common = common_for(spread)
    for first in range(0, out.shape[1], LANES):
        common_lanes(spread, (seed, first), common, (share, score))
        lanes = min(LANES, out.shape[1] - first)
        for place in range(nodes.shape[0]):
            sample_lanes(spread, nodes[place], (seed, first), common, (share, score, duration))
            out[place, first : first + lanes] = duration[:lanes]
