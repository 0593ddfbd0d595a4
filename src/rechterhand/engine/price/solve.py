"""Prices reliefs in working days of the finish, with their standard errors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
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
from rechterhand.engine.ripple.holds import may_hold_back
from rechterhand.engine.simulate.run import Run, by_calendar, end_nodes, finishes_of, over_blocks
from rechterhand.engine.simulate.statistics import percentile

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

BATCHES = 20
STEP_SHARE = 0.05
_SWAPPED = ("freed_bounds", "slack_lag", "slack_calendar", "slack_share")
_WRITTEN = ("floor", "cap", "finish_floor", "finish_cap", "floor_moment", "lag", "lag_calendar", "lag_share")


@dataclass(frozen=True, slots=True)
class Gain:
    """What a relief brings, in working days of the project calendar (positive: earlier).

    ``p80`` with ``standard_error``; ``mean``, ``p90`` and ``band``, the mean over the futures between P75 and P85, with
    theirs; ``p75`` and ``p85`` what the futures beside P80 gain; ``chance`` the gain in the chance of the committed
    date; ``moment`` P80 under the relief, in minutes since 1970.
    """

    p80: float
    standard_error: float
    mean: float
    mean_error: float
    band: float
    band_error: float
    p75: float
    p85: float
    p90: float
    p90_error: float
    chance: float | None
    moment: int


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
        self._base = self.working_days(self.finishes)
        self._ordered, self._batches = np.sort(self._base), self._in_batches(self._base)

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
        finishes = np.empty((len(changes), self.run.iterations), dtype=np.int64)
        net, seed = self.network.arrays, self.run.seed
        arrays = _arrays(net, changes, self.spreads)
        spread = self.spreads.arrays._replace(tables=self.spreads.forms.tables)  # now with the curves of what is left
        given = (net, spread, self._ends(changes), seed, arrays)

        def take(first: int, last: int, found: Long) -> None:
            finishes[:, first:last] = found

        over_blocks(
            self.run,
            lambda first, last: _ripple(given, (first, last), finishes),
            Elsewhere(_span_rippled, given, take),
        )
        return finishes

    def step_days(self) -> float | None:
        """How far apart the dates are in which P80 moves, when over 5 % of the finishes share one day near P80; else
        None.

        Only bunching that leaves whole working days empty counts as steps.
        """
        days = np.ceil(self._ordered - 1e-9)  # a finish at the end of a day is of that day
        near = days[int(0.75 * len(days)) : max(int(0.85 * len(days)), int(0.75 * len(days)) + 1)]
        values, counts = np.unique(days, return_counts=True)
        shared = {value for value, count in zip(values, counts, strict=True) if count > STEP_SHARE * len(days)}
        gaps = np.diff(values)
        if not shared.intersection(near) or len(gaps) == 0 or np.median(gaps) <= 1:
            return None
        return float(np.median(gaps))

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
        if np.array_equal(finishes, self.finishes):
            return self._nothing
        relieved = self.working_days(finishes)
        chance = None
        if self.committed is not None:
            chance = float((finishes <= self.committed).mean() - (self.finishes <= self.committed).mean())
        base, ordered, batches = self._ordered, np.sort(relieved), self._in_batches(relieved)
        return Gain(
            p80=_at(base, 0.8) - _at(ordered, 0.8),
            standard_error=max(self._error(batches, _p80), _beside(base, ordered)),
            mean=float(self._base.mean() - relieved.mean()),
            mean_error=float((self._base - relieved).std() / np.sqrt(len(relieved))),
            band=_band(base) - _band(ordered),
            band_error=self._error(batches, _band),
            p75=_at(base, 0.75) - _at(ordered, 0.75),
            p85=_at(base, 0.85) - _at(ordered, 0.85),
            p90=_at(base, 0.9) - _at(ordered, 0.9),
            p90_error=max(self._error(batches, _p90), _beside(base, ordered, 0.9)),
            chance=chance,
            moment=percentile(np.sort(finishes), 0.8),
        )

    @cached_property
    def _nothing(self) -> Gain:
        """The gain of a relief under which no future ends otherwise."""
        chance, moment = None if self.committed is None else 0.0, percentile(np.sort(self.finishes), 0.8)
        return Gain(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, chance, moment)

    def _error(self, relieved: Sequence[Real], figure: Callable[[Real], float]) -> float:
        """Standard error of the difference of a figure from batches of paired futures, each in order."""
        gains = np.array([figure(a) - figure(b) for a, b in zip(self._batches, relieved, strict=True) if len(b)])
        return float(gains.std(ddof=1) / np.sqrt(len(gains))) if len(gains) > 1 else 0.0

    @staticmethod
    def _in_batches(days: Real) -> list[Real]:
        """Futures in batches, those of each in order."""
        count = min(BATCHES, max(2, len(days) // 25))
        return [np.sort(one) for one in np.array_split(days, count)]


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


def _at(ordered: Real, share: float) -> float:
    return float(ordered[min(len(ordered), max(1, int(np.ceil(len(ordered) * share - 1e-9)))) - 1])


def _beside(base: Real, ordered: Real, at: float = 0.8) -> float:
    """Half of what the price differs between one standard error of the rank of a percentile below it and one above.

    Beside a gap between the finishes it stands on the one side or on the other, which batches don't show: their mean
    is no estimate of it.
    """
    rank = np.sqrt(at * (1 - at) / len(base))
    low, high = (_at(base, share) - _at(ordered, share) for share in (at - rank, min(at + rank, 1.0)))
    return abs(float(high - low)) / 2


def _p80(ordered: Real) -> float:
    return _at(ordered, 0.8)


def _p90(ordered: Real) -> float:
    return _at(ordered, 0.9)


def _band(ordered: Real) -> float:
    """Mean between P75 and P85."""
    first, last = int(0.75 * len(ordered)), max(int(0.85 * len(ordered)), int(0.75 * len(ordered)) + 1)
    return float(ordered[first:last].mean())
