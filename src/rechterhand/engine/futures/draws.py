"""How values are drawn, in arrays: activities and risks alike."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.kernel import ClockArrays

Real = npt.NDArray[np.float64]
Long = npt.NDArray[np.int64]

TRIANGLE, LINE, CURVE, STEPS = range(4)
"""How a value comes from its share or normal score."""


class Draws(NamedTuple):
    """What is drawn, one place each: its key, its form, the place of its curve or steps, its points, and its row among
    the shares of stratified futures.
    """

    key: npt.NDArray[np.uint64]
    form: npt.NDArray[np.int8]
    place: npt.NDArray[np.int32]
    low: Real
    likely: Real
    high: Real
    row: Long


class Tables(NamedTuple):
    """Curves ``(curves, knots)``; steps: where each set begins, the share that each reaches up to, and its value.

    ``shares`` is ``(rows, iterations)``, or ``(0, 0)`` where futures are drawn from counters (``strata.py``).
    """

    curves: Real
    begin: Long
    upto: Real
    value: Real
    shares: Real


class RiskArrays(NamedTuple):
    """Risks: what they bring, from which part of the range of draws up to which they happen (a risk from nought up to
    its chance), whether as a factor, and the nodes that they touch. Work that branches skip comes after the risks.

    ``head`` and ``of`` give the risks of each node, ``nodes_head`` and ``nodes`` the nodes of each risk.
    """

    impact: Draws
    least: Real
    chance: Real
    times: npt.NDArray[np.bool_]
    head: Long
    of: Long
    nodes_head: Long
    nodes: Long


class Mixes(NamedTuple):
    """Scores that are mixed from several normals: ``head`` and ``of`` give the nodes whose normals make that of a node,
    with their weights; a node without any has its own.
    """

    head: Long
    of: Long
    weight: Real


class Outages(NamedTuple):
    """Periods in which days are lost, one place each.

    How many minutes of the project's calendar (``days``), in what share of the futures, and between which amounts of
    its working time. ``calendar`` is the row of that calendar in ``clock``, ``day`` the minutes of one of its days, at
    the begin of which they are lost from.
    """

    days: Draws
    chance: Real
    since: Long
    until: Long
    day: Long
    calendar: Long
    clock: ClockArrays


class BendArrays(NamedTuple):
    """Nodes whose length hangs on when they can be done.

    ``place`` is ``(nodes,)``: the place of each among the bent ones, or -1. These have the node on whose finish they
    hang, how much work of its calendar may lie before that finish for it to be in time, when they are done
    (``bends.py``), and a bit for each period that they lose days in.
    """

    place: npt.NDArray[np.int32]
    on: Long
    limit: Long
    done: npt.NDArray[np.int8]
    hit: npt.NDArray[np.uint64]
    outages: Outages


class SpreadArrays(NamedTuple):
    """``Spreads`` as the kernels take them; ``most`` are the minutes that a node's own work takes at most.

    ``driver`` has the key of each shared driver, ``driver_row`` its row among the shares of stratified futures and
    ``correlation`` how far it moves the nodes whose ``group`` it is: one for a plan, several where plans are joined.
    """

    work: Draws
    tables: Tables
    most: Real
    certain: npt.NDArray[np.bool_]
    driver: npt.NDArray[np.uint64]
    driver_row: Long
    correlation: Real
    group: npt.NDArray[np.int32]
    risks: RiskArrays
    mixes: Mixes
    bends: BendArrays
