"""What simulating a plan gives: the finish as a distribution, and how often each activity decides it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.schedule.result import NO_DATE
from rechterhand.engine.simulate.costs import CostResult
from rechterhand.engine.simulate.moved import Moved
from rechterhand.engine.simulate.open_work import has_open_work
from rechterhand.engine.simulate.others import Sharpening, Spread
from rechterhand.engine.simulate.summaries import SummaryFinish
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.text.notebook import table
from rechterhand.text.plain import plain

_PROMISES = {
    "baseline_finish": "end of the baseline",
    "fnlt": "finish no later than",
    "mfo": "must finish on",
    "finish_on": "finish on",
    "mandatory_finish": "mandatory finish",
    "snlt": "start no later than",
    "mso": "must start on",
    "start_on": "start on",
    "mandatory_start": "mandatory start",
    "must_finish_by": "the project must finish by",
    "promised": "promised for the whole",
}


@dataclass(frozen=True, slots=True)
class Percentile:
    """A percentile of the finish with its distribution-free 95 % confidence interval (order statistics)."""

    share: float
    moment: datetime
    low: datetime
    high: datetime


@dataclass(frozen=True, slots=True)
class Committed:
    """A date somebody committed to and the chance of meeting it. ``what`` is for machines: 'baseline_finish',
    'deadline', 'must_finish_by' …

    ``whole`` marks the one that stands for the whole project: a date for all of it, else the last one of what ends it.
    Its chance is that all work is done by then.
    """

    what: str
    activity_id: int | None
    moment: datetime
    chance: float
    whole: bool = False


def _promise(one: Committed) -> str:
    what = _PROMISES.get(one.what, one.what)
    return f"all work done by its {what}" if one.whole and one.activity_id is not None else what


@dataclass(frozen=True, repr=False)
class SimulationResult:
    """Finishes of all futures and what decided them.

    ``finishes`` holds one minute number (since 1970) for each iteration, in iteration order. ``criticality``,
    ``cruciality`` and ``ssi`` have an entry for each row of ``plan.activities`` (0-1; criticality: share of futures
    on the longest path; cruciality: Spearman correlation of duration with the finish; ssi: criticality times sd of
    duration over sd of finish).
    ``near_p80`` is criticality among the futures that finish between P75 and P85. ``p10``-``p90`` of each row's own
    finish are in ``finish_p10``, ``finish_p50``, ``finish_p80``, ``finish_p90`` (minute numbers). ``others`` holds P80
    under other defaults, ``sharpen`` the activities whose ranges would sharpen P80 most. ``deterministic_finish`` is
    the finish with every duration as planned and remaining work from the status date on, ``planned_finish`` the one by
    the rules of the plan's tool; ``moved`` has the activities that lie elsewhere there. ``cost`` is what each
    future costs; None in a plan without money. ``summaries`` have
    the finishes of summaries with open work; ``merge_bias`` the working minutes (of its calendar) that each row starts
    later because paths meet before it; ``floats``, ``(3, rows)``, P10, P50 and P90 of its total float in the futures.
    """

    plan: Plan
    iterations: int
    seed: int
    finishes: npt.NDArray[np.int64]
    mean: datetime
    percentiles: Mapping[str, Percentile]
    committed: tuple[Committed, ...]
    criticality: npt.NDArray[np.float64]
    near_p80: npt.NDArray[np.float64]
    cruciality: npt.NDArray[np.float64]
    ssi: npt.NDArray[np.float64]
    finish_p10: npt.NDArray[np.int64]
    finish_p50: npt.NDArray[np.int64]
    finish_p80: npt.NDArray[np.int64]
    finish_p90: npt.NDArray[np.int64]
    deterministic_finish: datetime
    planned_finish: datetime
    moved: tuple[Moved, ...] = ()
    others: tuple[Spread, ...] = ()
    sharpen: tuple[Sharpening, ...] = ()
    cost: CostResult | None = None
    summaries: tuple[SummaryFinish, ...] = ()
    merge_bias: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    floats: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros((3, 0), dtype=np.int64))
    assumptions: tuple[Assumption, ...] = ()
    timings: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def has_open_work(self) -> bool:
        """Whether anything is left to do; if not, the futures are all one and their percentiles say nothing."""
        return has_open_work(self.plan)

    @property
    def has_dates(self) -> bool:
        """Whether any activity has a finish at all."""
        return bool((self.finish_p50 != NO_DATE).any())

    def __repr__(self) -> str:
        """The finish on one line."""
        if not self.has_open_work:
            return f"SimulationResult({self.plan.name!r}, no open work)"
        told = ", ".join(f"{key.upper()} {one.moment:%Y-%m-%d}" for key, one in self.percentiles.items())
        return f"SimulationResult({self.plan.name!r}, {told}, {self.iterations:,} futures, seed {self.seed})"

    def _repr_html_(self) -> str:
        """The finish and the chances of promised dates as tables, for notebooks."""
        if not self.has_open_work:
            return f"<p>{escape(plain(repr(self)))}</p>"
        finish = [(key.upper(), one.moment, one.low, one.high) for key, one in self.percentiles.items()]
        names = {one.id: one.name for one in self.plan.activities}
        promises = [
            (
                _promise(one),
                None if one.activity_id is None else names[one.activity_id],
                one.moment,
                one.chance,
            )
            for one in self.committed
        ]
        made = table(repr(self), ("percentile", "finish", "low", "high"), finish, of=len(finish))
        if promises:
            made += table("promised dates", ("what", "activity", "date", "chance"), promises, of=len(promises))
        return made
