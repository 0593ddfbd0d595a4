"""Prices reliefs in working days of the finish, with their standard errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from rechterhand.engine.cluster.elsewhere import Elsewhere
from rechterhand.engine.futures.conditional import in_order
from rechterhand.engine.futures.draws import SpreadArrays
from rechterhand.engine.futures.spread import Spreads, heads, spreads_of
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.arrays import NO_LINK, Network, NetworkArrays
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.price import kernel
from rechterhand.engine.price.answered import left_of, may_lengthen
from rechterhand.engine.price.change import Change
from rechterhand.engine.price.gain import Base, Gain
from rechterhand.engine.ripple.holds import may_hold_back
from rechterhand.engine.simulate.run import Run, by_calendar, end_nodes, finishes_of, over_blocks

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

_SWAPPED = ("freed_bounds", "slack_lag", "slack_calendar", "slack_share")
_WRITTEN = ("floor", "cap", "finish_floor", "finish_cap", "floor_moment", "lag", "lag_calendar", "lag_share")


class Pricing:
    """The base futures of a plan, against which reliefs are priced on the same samples.

    ``committed`` is the moment (minutes since 1970) whose chance is watched; ``finishes`` are those of the base
    futures where these were computed before.
    """

    def __init__(
        self,
        network: Network,
        run: Run,
        uncertainty: Uncertainty,
        committed: int | None = None,
        finishes: Long | None = None,
    ) -> None:
        self.network = network
        self.run = run
        self.committed = committed
        self.uncertainty = uncertainty
        self.spreads = spreads_of(network, uncertainty, run.strata)
        self.finishes = finishes_of(network, self.spreads, run) if finishes is None else finishes
        self._calendar = network.clock.position[network.plan.default_calendar_id]
        self._day = max(1, network.plan.options.minutes_per_day)
        self._measured = Base(self.finishes, self.working_days, committed)

    def first(self, iterations: int) -> Pricing:
        """The same on the first futures alone."""
        count = min(iterations, self.run.iterations)
        run = replace(self.run, iterations=count)
        return Pricing(self.network, run, self.uncertainty, self.committed, self.finishes[:count])

    def gains(self, changes: Sequence[Change]) -> list[Gain]:
        """Price changes, all of them in one go through the futures (those that compile anew each by itself)."""
        return [self.gain(finishes) for finishes in self.changed(changes)]

    def changed(self, changes: Sequence[Change]) -> Long:
        """``(changes, iterations)`` finishes (minutes since 1970) under each change."""
        finishes = np.empty((len(changes), self.run.iterations), dtype=np.int64)
        if not changes or len(self.network) == 0:
            finishes[:] = self.finishes
            return finishes
        within = [place for place, one in enumerate(changes) if not one.whole]
        if within:
            finishes[within] = self._rippled([changes[place] for place in within])
        for place, one in enumerate(changes):
            if one.whole:
                finishes[place] = self._simulated(one)
        return finishes

    def _simulated(self, change: Change) -> Long:
        """The same futures of another network with the same activities, or drawn otherwise."""
        network = in_order(change.anew(), self.uncertainty.conditional) if change.anew else self.network
        uncertainty = change.otherwise[1] if change.otherwise else self.uncertainty
        spreads = spreads_of(network, uncertainty, self.run.strata)
        return finishes_of(network, spreads, replace(self.run, progress=None))

    def _rippled(self, changes: Sequence[Change]) -> Long:
        return rippled(self.network.arrays, self.spreads, self._ends(changes), self.run, changes)

    def step_days(self) -> float | None:
        """How far apart the dates are in which P80 moves (``gain.Base``)."""
        return self._measured.step_days()

    def _ends(self, changes: Sequence[Change]) -> Long:
        """Nodes that can make the finish, also those that do once a link is gone or has another lag."""
        gone = [one.link for change in changes for one in change.slack]
        before = self.network.arrays.into[gone].astype(np.int64)
        return by_calendar(self.network, np.union1d(end_nodes(self.network), before[~self.network.finished[before]]))

    def working_days(self, finishes: Long) -> Real:
        """Finishes (minutes since 1970) as working days of the project's calendar since the start of the horizon."""
        calendars = np.full(len(finishes), self._calendar, dtype=np.int64)
        return works_before(self.network.arrays.clock, calendars, finishes) / self._day

    def gain(self, finishes: Long) -> Gain:
        """What other finishes of the same futures bring."""
        return self._measured.gain(finishes)


def rippled(net: NetworkArrays, spreads: Spreads, ends: Long, run: Run, changes: Sequence[Change]) -> Long:
    """``(changes, iterations)`` finishes under changes that leave the network as it is otherwise.

    ``ends`` are the nodes that can make the finish, together by calendar.
    """
    finishes = np.empty((len(changes), run.iterations), dtype=np.int64)
    arrays = _arrays(net, changes, spreads)
    spread = spreads.arrays._replace(tables=spreads.forms.tables)  # now with the curves of what is left
    given = (net, spread, ends, run.seed, arrays)

    def take(first: int, last: int, found: Long) -> None:
        finishes[:, first:last] = found

    over_blocks(run, lambda first, last: _ripple(given, (first, last), finishes), Elsewhere(_span_rippled, given, take))
    return finishes


Given: TypeAlias = tuple[NetworkArrays, SpreadArrays, Long, int, kernel.ChangeArrays]
"""What changed futures are computed from: network, spreads, end nodes, seed and changes."""


def _ripple(given: Given, span: tuple[int, int], finishes: Long) -> None:
    net, spread, ends, seed, changes = given
    own = net._replace(**{name: getattr(net, name).copy() for name in _WRITTEN})
    mine = changes._replace(**{name: getattr(changes, name).copy() for name in _SWAPPED})
    kernel.changed_futures(own, spread, ends, np.uint64(seed), span, mine, finishes)


def _span_rippled(given: Given, first: int, last: int) -> Long:
    """The futures of a span under each change, wherever they are computed."""
    found = np.empty((len(given[4].shorter) - 1, last), dtype=np.int64)
    _ripple(given, (first, last), found)
    return found[:, first:].copy()


def _arrays(net: NetworkArrays, changes: Sequence[Change], spreads: Spreads) -> kernel.ChangeArrays:
    """Changes in compressed rows, with a mark on what may make something later."""
    shorter = [one for change in changes for one in change.shorter]
    freed = [one for change in changes for one in change.freed]
    slack = [one for change in changes for one in change.slack]
    holds = may_hold_back(net)
    nodes = np.array([one.node for one in shorter], dtype=np.int64)
    freed_nodes = np.array([one.node for one in freed], dtype=np.int64)
    bounds = np.array([tuple(vars(one.bounds).values()) for one in freed], dtype=np.int64).reshape(-1, 5)
    links = np.array([one.link for one in slack], dtype=np.int64)
    lags = np.array([NO_LINK if one.gone else one.lag for one in slack], dtype=np.int64)
    calendars = np.array([one.lag_calendar(net) for one in slack], dtype=np.int64)
    answered = [one for change in changes for one in change.averted]
    risks = np.array([one.risk for one in answered], dtype=np.int64)
    later = (bounds[:, 0] > net.floor[freed_nodes]) | (bounds[:, 2] > net.finish_floor[freed_nodes])
    looser = (bounds[:, 1] > net.cap[freed_nodes]) | (bounds[:, 3] > net.finish_cap[freed_nodes])
    return kernel.ChangeArrays(
        shorter=heads([change.shorter for change in changes]),
        shorter_node=nodes,
        shorter_most=np.array([one.most for one in shorter], dtype=np.float64),
        shorter_less=np.array([one.less for one in shorter], dtype=np.float64),
        shorter_own=np.array([one.own for one in shorter], dtype=np.bool_),
        shorter_always=holds[nodes],
        freed=heads([change.freed for change in changes]),
        freed_node=freed_nodes,
        freed_bounds=bounds,
        freed_always=later | looser,
        slack=heads([change.slack for change in changes]),
        slack_link=links,
        slack_lag=lags,
        slack_calendar=calendars,
        slack_share=np.zeros(len(slack)),
        slack_always=lags > net.lag[links],
        averted=heads([change.averted for change in changes]),
        averted_risk=risks,
        averted_left=left_of(spreads, answered),
        averted_always=np.array([may_lengthen(spreads, one, holds) for one in answered], dtype=np.bool_),
    )
