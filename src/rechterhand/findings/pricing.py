"""The price list: candidates of every kind, relieved on the same futures."""

from __future__ import annotations

import time
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
from rechterhand.findings.bottleneck import Bottleneck, Hidden, PriceList
from rechterhand.findings.detector import Candidate, Detector, Relief, Scene
from rechterhand.registry import members

WORTH = 0.05
"""Working days below which a price is not listed."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How many candidates of a kind are simulated after screening, of those that always are, and how many in detail."""

    screened: int = 40
    always: int = 1_000
    detailed: int = 5


def price(
    network: Network,
    simulation: SimulationResult,
    *,
    run: Run | None = None,
    default: Default | None = None,
    effort: Effort | None = None,
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
    reliefs = [candidate.relief() for _, candidate in chosen]
    gains = pricing.gains([relief.change for relief in reliefs])
    step = pricing.step_days()
    bottlenecks: list[tuple[float, Bottleneck, Relief]] = []
    hidden: list[Hidden] = []
    for (kind, candidate), relief, gain in zip(chosen, reliefs, gains, strict=True):
        worth = gain.p80 if step is None else gain.band
        if gain.p80 < -WORTH and gain.p80 < -2 * gain.standard_error:
            hidden.append(_hidden(kind, candidate, gain))
        elif max(worth, gain.p80, gain.mean) > WORTH:
            bottlenecks.append((worth, _bottleneck(kind, candidate, relief, gain), relief))
    ranked = sorted(bottlenecks, key=lambda one: (-one[0], -one[1].mean_days, one[1].key))
    return PriceList(
        bottlenecks=_listed(pricing, [(one, relief) for _, one, relief in ranked], effort.detailed),
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


def _listed(pricing: Pricing, ranked: list[tuple[Bottleneck, Relief]], detailed: int) -> tuple[Bottleneck, ...]:
    """With their rank; the dearest also say what one working day less brings, and what being gone altogether does."""
    wanted = [
        (rank, name, change)
        for rank, (_, relief) in enumerate(ranked[:detailed])
        for name, change in (("per_day", relief.less), ("ceiling_days", relief.gone))
        if change is not None
    ]
    gains = pricing.gains([change for _, _, change in wanted])
    more: dict[int, dict[str, float]] = {}
    for (rank, name, _), gain in zip(wanted, gains, strict=True):
        more.setdefault(rank, {})[name] = gain.p80
    return tuple(
        replace(
            one,
            rank=rank + 1,
            per_day=more.get(rank, {}).get("per_day"),
            ceiling_days=more.get(rank, {}).get("ceiling_days"),
        )
        for rank, (one, _) in enumerate(ranked)
    )


def _hidden(kind: str, candidate: Candidate, gain: Gain) -> Hidden:
    return Hidden(kind, candidate.key, candidate.title, candidate.activity_ids, -gain.p80, gain.standard_error)


def top(prices: PriceList, count: int) -> tuple[Bottleneck, ...]:
    """The dearest, of which there may be fewer."""
    return prices.bottlenecks[: int(np.clip(count, 0, len(prices.bottlenecks)))]
