"""The price list: candidates of every kind, relieved on the same futures."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.price.change import Change
from rechterhand.engine.price.solve import Gain, Pricing
from rechterhand.engine.schedule.result import EPOCH, to_minute, to_moment
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.engine.simulate.run import Run
from rechterhand.findings.alike import CLOSE, groups
from rechterhand.findings.bottleneck import Alike, Bottleneck, Hidden, PriceList
from rechterhand.findings.detector import Candidate, Detector, Relief, Scene
from rechterhand.registry import members
from rechterhand.text import Message

WORTH = 0.05
"""Working days below which a price is not listed."""
SURE = 2.0
"""Standard errors by which a figure must lie above nought."""
CLIFF = 0.5
"""Working days by which the price beside P80 must differ to be called steep."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How many candidates of a kind are simulated after screening, of those that always are, and how many in detail.

    ``futures`` is the number of futures for details and for what is alike.
    """

    screened: int = 40
    always: int = 1_000
    detailed: int = 10
    compared: int = 40
    futures: int = 2_500


@dataclass(frozen=True)
class Priced:
    """A candidate with its relief and what that brings; ``worth`` ranks, with its standard error; ``finishes`` are
    those of the first futures under the relief.
    """

    kind: str
    candidate: Candidate
    relief: Relief
    gain: Gain
    worth: float
    error: float
    finishes: npt.NDArray[np.int64]

    @property
    def costs(self) -> bool:
        """Whether it holds up the finish beyond its sampling error: P80, its neighbours, or the mean."""
        gain = self.gain
        figures = ((gain.p80, gain.standard_error), (gain.mean, gain.mean_error), (gain.band, gain.band_error))
        return any(days > max(WORTH, SURE * error) for days, error in figures)

    @property
    def hides(self) -> bool:
        """Whether the finish honestly gets later without it."""
        return self.worth < -max(WORTH, SURE * self.error)

    @property
    def steep(self) -> bool:
        """Whether P80 stands near a cliff: five futures in a hundred further the price doubles or halves."""
        gain = self.gain
        sure = max(CLIFF, SURE * gain.standard_error)
        return any(
            abs(beside - gain.p80) > sure and not gain.p80 / 2 < beside < gain.p80 * 2
            for beside in (gain.p75, gain.p85)
        )


def price(
    network: Network,
    simulation: SimulationResult,
    *,
    run: Run | None = None,
    uncertainty: Uncertainty | None = None,
    effort: Effort | None = None,
) -> PriceList:
    """Price what holds up the finish, on the futures of ``simulation``.

    Candidates are screened by how often they are critical among the futures whose finish lies between P75 and P85;
    dates are always simulated, the most critical first. A relief that makes the finish later goes to the hidden list;
    one that brings no more than its sampling error goes to neither.

    Parameters
    ----------
    network, simulation, run, uncertainty
        The plan as compiled for its futures, these futures, and what they were drawn by.
    effort
        How much is tried.
    """
    started = time.perf_counter()
    effort = effort or Effort()
    run = run or Run(iterations=simulation.iterations, seed=simulation.seed)
    headline = next((to_minute(one.moment) for one in simulation.committed if one.whole), None)
    known = simulation.finishes if (run.iterations, run.seed) == (simulation.iterations, simulation.seed) else None
    pricing = Pricing(network, run, uncertainty or Uncertainty(), headline, known)
    scene = Scene(network, pricing.spreads, simulation.criticality, simulation.near_p80)
    chosen = [(kind, one) for kind, detector in detectors().items() for one in _screen(detector, scene, effort)]
    step = pricing.step_days()
    priced = list(_priced(pricing, chosen, effort.futures, by_band=step is not None))
    ranked = sorted(
        (one for one in priced if one.costs and not one.hides),
        key=lambda one: (-one.worth, -one.gain.mean, one.candidate.key),
    )
    hidden = [_hidden(one) for one in priced if one.hides]
    return PriceList(
        bottlenecks=tuple(_listed(pricing.first(effort.futures), ranked, effort)),
        hidden=tuple(sorted(hidden, key=lambda one: (-one.later_days, one.key))),
        ranked_on="p80" if step is None else "band",
        step_days=step,
        timings=MappingProxyType({"price": time.perf_counter() - started}),
    )


def detectors() -> MappingProxyType[str, Detector]:
    """All detectors by kind."""
    return MappingProxyType(dict(members("rechterhand.findings.bottlenecks", "detector", Detector)))


def _screen(detector: Detector, scene: Scene, effort: Effort) -> list[Candidate]:
    found = sorted(detector.detect(scene), key=lambda one: (-one.weight, one.key))
    certain = [one for one in found if one.always][: effort.always]
    likely = [one for one in found if not one.always and one.weight > 0][: effort.screened]
    return certain + likely


def _priced(pricing: Pricing, chosen: Sequence[tuple[str, Candidate]], kept: int, *, by_band: bool) -> Iterator[Priced]:
    reliefs = [candidate.relief() for _, candidate in chosen]
    relieved = pricing.changed([relief.change for relief in reliefs])
    for (kind, candidate), relief, finishes in zip(chosen, reliefs, relieved, strict=True):
        gain = pricing.gain(finishes)
        worth, error = (gain.band, gain.band_error) if by_band else (gain.p80, gain.standard_error)
        yield Priced(kind, candidate, relief, gain, worth, error, finishes[:kept].copy())


def _listed(pricing: Pricing, ranked: Sequence[Priced], effort: Effort) -> Iterator[Bottleneck]:
    """One row for all that say the same, with its rank and, of the dearest, what one working day less brings and what
    being gone altogether does.
    """
    compared = ranked[: effort.compared]
    close = [max(WORTH, CLOSE * one.worth) for one in compared]
    alike = groups(pricing, [one.relief.change for one in compared], [one.finishes for one in compared], close)
    alike += [(place,) for place in range(len(compared), len(ranked))]
    details = _details(pricing, [ranked[places[0]] for places in alike[: effort.detailed]])
    for rank, places in enumerate(alike):
        others = tuple(
            Alike(one.key, one.title, one.activity_ids) for one in (ranked[place].candidate for place in places[1:])
        )
        less, gone = details.get((rank, "less")), details.get((rank, "gone"))
        yield replace(_bottleneck(ranked[places[0]]), rank=rank + 1, alike=others, per_day=less, ceiling_days=gone)


def _details(pricing: Pricing, dearest: Sequence[Priced]) -> dict[tuple[int, str], float]:
    """On fewer futures than the price: what being gone brings is taken as what it brings beyond the relief."""
    wanted: dict[tuple[int, str], Change] = {}
    for rank, one in enumerate(dearest):
        both = (("less", one.relief.less), ("gone", one.relief.gone))
        wanted |= {(rank, name): change for name, change in both if change is not None}
    found = dict(zip(wanted, (gain.p80 for gain in pricing.gains(list(wanted.values()))), strict=True))
    for rank, name in found:
        if name == "gone":
            found[rank, name] += dearest[rank].gain.p80 - pricing.gain(dearest[rank].finishes).p80
    return found


def _bottleneck(one: Priced) -> Bottleneck:
    gain, candidate = one.gain, one.candidate
    return Bottleneck(
        rank=0,
        kind=one.kind,
        key=candidate.key,
        title=candidate.title,
        activity_ids=candidate.activity_ids,
        price_days=gain.p80,
        standard_error_days=gain.standard_error,
        mean_days=gain.mean,
        p90_days=gain.p90,
        band_days=gain.band,
        band_error_days=gain.band_error,
        per_day=None,
        ceiling_days=None,
        chance_gain=gain.chance,
        steep=one.steep,
        relief=one.relief.text,
        p80_relieved=to_moment(gain.moment) or EPOCH,
        notes=tuple(_notes(one)),
    )


def _notes(one: Priced) -> Iterator[Message]:
    """What would surprise a reader of the price, and why it is so."""
    gain, size = one.gain, one.candidate.size
    if gain.p80 <= max(WORTH, SURE * gain.standard_error):
        yield Message.of("bottlenecks.note.beside_p80", mean=gain.mean, band=gain.band)
    if one.steep:
        yield Message.of("bottlenecks.note.steep", p75=gain.p75, p85=gain.p85)
    if size is not None and gain.p80 > size * 1.05 + SURE * gain.standard_error + WORTH:
        yield Message.of("bottlenecks.note.beyond_itself", days=size)


def _hidden(one: Priced) -> Hidden:
    candidate = one.candidate
    return Hidden(one.kind, candidate.key, candidate.title, candidate.activity_ids, -one.worth, one.error)
