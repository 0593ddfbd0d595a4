"""What somebody would take for the obstacle who has a plan, a scheduler and a risk tool, but no prices."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from benchmarks.obstacles.truth import days_of
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.price.change import Change, Shorter
from rechterhand.engine.price.solve import Pricing
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.result import SimulationResult

TRIED = 60
FUTURES = 2_500


def by_total_float(network: Network) -> int:
    """The longest of the activities with the least total float."""
    plan, found = network.plan, schedule(network.plan, network=network)
    rows = _working(network)
    return plan.activities[min(rows, key=lambda row: (found.total_float[row], -_length(network, row)))].id


def by_criticality(network: Network, simulation: SimulationResult) -> int:
    """The activity that is most often critical, the longest of equals."""
    rows = _working(network)
    best = max(rows, key=lambda row: (simulation.criticality[row], _length(network, row)))
    return network.plan.activities[best].id


def by_zero_relief(network: Network, simulation: SimulationResult, pricing: Pricing) -> int:
    """The activity without which P80 comes most earlier."""
    rows = sorted(_working(network), key=lambda row: -simulation.near_p80[row])[:TRIED]
    changes = [Change(shorter=(Shorter(int(network.node[row]), most=0.0),)) for row in rows]
    gains = pricing.first(FUTURES).gains(changes)
    return network.plan.activities[rows[int(np.argmax([one.p80 for one in gains]))]].id


def by_overload(network: Network) -> int | None:
    """The resource that is asked for most hours more than it has, by planned dates; None where none is."""
    plan = network.plan
    dates = schedule(plan, network=network)
    over: dict[int, float] = {}
    for resource in plan.resources:
        asked: dict[int, float] = {}
        for one in (each for each in plan.assignments if each.resource_id == resource.id):
            row = dates.position[one.activity_id]
            for day, hours in _hours(int(dates.early_start[row]), int(dates.early_finish[row])).items():
                asked[day] = asked.get(day, 0.0) + hours
        most = 8 * (1.0 if resource.max_units is None else resource.max_units)
        over[resource.id] = sum(max(0.0, hours - most) for hours in asked.values())
    worst = max(over, key=lambda key: over[key], default=None)
    return worst if worst is not None and over[worst] > 0 else None


def _hours(start: int, finish: int) -> Mapping[int, float]:
    """Working hours by day between two moments."""
    days = np.arange(start // 1440, finish // 1440 + 1)
    first = np.maximum(days * 1440, start)
    last = np.minimum((days + 1) * 1440, finish)
    hours = (days_of(last) - days_of(first)) * 8
    return dict(zip(days.tolist(), hours.tolist(), strict=True))


def _working(network: Network) -> list[int]:
    return [row for row in range(len(network.plan.activities)) if _length(network, row) > 0]


def _length(network: Network, row: int) -> int:
    return int(network.arrays.duration[network.node[row]]) if network.node[row] >= 0 else 0
