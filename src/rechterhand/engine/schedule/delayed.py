"""What a delay of one activity does to the finish: the plan scheduled again with a longer duration."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.schedule import kernel
from rechterhand.engine.schedule.solve import Passes, finish_moments, run


@dataclass(frozen=True, slots=True)
class Delayed:
    """Moments (minutes since 1970) after the delay.

    Attributes
    ----------
    end
        The plan's finish.
    finish
        The finish of the delayed node.
    drives
        Whether the node, delayed, drives the nodes that made the finish before: then what is missing of the delay was
        absorbed by pauses of calendars alone.
    stopped_at
        The first node of the longest path behind the delayed one whose finish didn't move; None when all moved.
    """

    end: int
    finish: int
    drives: bool
    stopped_at: int | None


def delayed(network: Network, before: Passes, node: int, minutes: int) -> Delayed:
    """Schedule again with one remaining duration longer; constraints, links and lags stay as they are.

    Parameters
    ----------
    network
        The compiled plan.
    before
        Its passes.
    node
        The node to delay.
    minutes
        Working minutes of the node's own calendar.
    """
    duration = network.arrays.duration.copy()
    duration[node] += minutes
    after = run(replace(network, arrays=network.arrays._replace(duration=duration)))
    reached = np.empty(len(network), dtype=np.bool_)
    dates = (before.finish, before.side, network.known_finish)
    kernel.ends_at(network.arrays, dates, network.finished, before.end, reached)
    kernel.trace(network.arrays, after.driving, reached)
    still = before.on_path & (after.finish == before.finish)
    still[: node + 1] = False
    stops = np.flatnonzero(still)
    return Delayed(
        end=after.end,
        finish=int(finish_moments(network, after.finish, after.side)[node]),
        drives=bool(reached[node]),
        stopped_at=int(stops[0]) if len(stops) else None,
    )
