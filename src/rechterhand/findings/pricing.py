"""The price list: candidates of every kind, relieved on the same futures."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from rechterhand.engine.futures.spread import Default
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.price.solve import Gain, Pricing
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import band_criticality
from rechterhand.errors import BadPlan
from rechterhand.findings.bottleneck import Bottleneck, Hidden, PriceList
from rechterhand.findings.detector import Candidate, Detector, Relief, Scene
from rechterhand.registry import members

WORTH = 0.05
"""Working days below which a price is not listed."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How many candidates of a kind are simulated after screening, and how many dates at most."""

    screened: int = 12
    always: int = 25
    detailed: int = 5


def price(
    network: Network,
    simulation: SimulationResult,
    *,
    run: Run | None = None,
    default: Default | None = None,
    effort: Effort | None = None,
    progress: Callable[[float], None] | None = None,
) -> PriceList:
    """Price what holds up the finish, on the futures of ``simulation``.

    Candidates are screened by how often they are critical among the futures whose finish lies between P75 and P85;
    dates are always simulated, the most critical first. A relief that makes the finish later goes to the hidden list.
    """
    started = time.perf_counter()
    effort = effort or Effort()
    run = run or Run(iterations=simulation.iterations, seed=simulation.seed)
    headline = next((to_minute(one.moment) for one in simulation.committed if one.activity_id is None), None)
    pricing = Pricing(network, run, default or Default(), headline)
    scene = Scene(network, pricing.spreads, simulation.criticality, band_criticality(network, pricing.spreads, run))
    chosen = [(kind, one) for kind, detector in detectors().items() for one in _screen(detector, scene, effort)]
    bottlenecks: list[tuple[Bottleneck, Relief]] = []
    hidden: list[Hidden] = []
    for done, (kind, candidate) in enumerate(chosen, 1):
        relief = candidate.relief()
        gain = _gain(pricing, relief)
        if gain is None:
            continue
        if gain.p80 < -WORTH and gain.p80 < -2 * gain.standard_error:
            hidden.append(_hidden(kind, candidate, gain))
        elif gain.p80 > WORTH or gain.mean > WORTH:
            bottlenecks.append((_bottleneck(kind, candidate, relief, gain), relief))
        if progress is not None:
            progress(done / len(chosen))
    step = pricing.step_days()
    ranked = sorted(bottlenecks, key=lambda one: (-one[0].price_days, -one[0].mean_days, one[0].key))
    listed = [
        _detailed(pricing, replace(one, rank=rank), relief) if rank <= effort.detailed else replace(one, rank=rank)
        for rank, (one, relief) in enumerate(ranked, 1)
    ]
    return PriceList(
        bottlenecks=tuple(listed),
        hidden=tuple(sorted(hidden, key=lambda one: -one.later_days)),
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


def _gain(pricing: Pricing, relief: Relief) -> Gain | None:
    if relief.spreads is not None:
        return pricing.of_spreads(relief.spreads)
    if relief.plan is None:
        return None
    try:
        return pricing.of_plan(relief.plan)
    except BadPlan:  # without its date the plan can't be scheduled: no honest price
        return None


def _bottleneck(kind: str, candidate: Candidate, relief: Relief, gain: Gain) -> Bottleneck:
    return Bottleneck(
        rank=0,
        kind=kind,
        key=candidate.key,
        title=candidate.title,
        activity_ids=candidate.activity_ids,
        price_days=gain.p80,
        standard_error_days=gain.standard_error,
        mean_days=gain.mean,
        p90_days=gain.p90,
        per_day=None,
        ceiling_days=None,
        chance_gain=gain.chance,
        steep=False,
        relief=relief.text,
    )


def _detailed(pricing: Pricing, one: Bottleneck, relief: Relief) -> Bottleneck:
    """The dearest also say what one working day less brings, and what it brings when gone altogether."""
    less = pricing.of_spreads(relief.less).p80 if relief.less is not None else None
    gone = pricing.of_spreads(relief.gone).p80 if relief.gone is not None else None
    return replace(one, per_day=less, ceiling_days=gone)


def _hidden(kind: str, candidate: Candidate, gain: Gain) -> Hidden:
    return Hidden(kind, candidate.key, candidate.title, candidate.activity_ids, -gain.p80, gain.standard_error)


def top(prices: PriceList, count: int) -> tuple[Bottleneck, ...]:
    """The dearest, of which there may be fewer."""
    return prices.bottlenecks[: int(np.clip(count, 0, len(prices.bottlenecks)))]
