"""A relief as a change of the compiled network: durations held down, dates taken away, lags or links gone."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rechterhand.engine.futures.uncertainty import Impact
from rechterhand.engine.network.arrays import FREE, PLAIN, Network
from rechterhand.engine.network.compile import Bounds, bounds_of
from rechterhand.engine.network.honest import moves
from rechterhand.engine.network.rule import Setting
from rechterhand.record.activity import Activity, ConstraintType

NO_LINK = -FREE // 2
"""Lag of a link that never holds."""


@dataclass(frozen=True, slots=True)
class Shorter:
    """A node's samples held to at most ``most`` minutes, and then ``less`` minutes shorter (not below nought)."""

    node: int
    most: float = np.inf
    less: float = 0.0


@dataclass(frozen=True, slots=True)
class Freed:
    """Other bounds on a node's dates."""

    node: int
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Slack:
    """Another lag on a compiled link, in minutes; ``gone`` when the link doesn't hold at all."""

    link: int
    lag: int = 0
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Averted:
    """A risk answered: what is left of it by place among the risks, None where it doesn't happen."""

    risk: int
    residual: Impact | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a relief changes. Everything else, the samples included, stays as it was."""

    shorter: tuple[Shorter, ...] = ()
    freed: tuple[Freed, ...] = ()
    slack: tuple[Slack, ...] = ()
    averted: tuple[Averted, ...] = ()

    def touches(self) -> set[tuple[str, int]]:
        """The nodes and links that it changes."""
        nodes = [one.node for one in self.shorter] + [one.node for one in self.freed]
        links, risks = {("link", one.link) for one in self.slack}, {("risk", one.risk) for one in self.averted}
        return {("node", one) for one in nodes} | links | risks

    def applied(self, network: Network) -> Network:
        """The network with other bounds and lags (durations are those of each future)."""
        net = network.arrays
        fields = ("floor", "cap", "finish_floor", "finish_cap", "floor_moment", "lag", "lag_calendar")
        values = {name: getattr(net, name).copy() for name in fields}
        for one in self.freed:
            for name, value in vars(one.bounds).items():
                values[name][one.node] = value
        for link in self.slack:
            values["lag"][link.link] = NO_LINK if link.gone else link.lag
            if link.gone:
                values["lag_calendar"][link.link] = PLAIN
        return replace(network, arrays=net._replace(**values))


def together(changes: Sequence[Change]) -> Change | None:
    """Several changes at once; None when two of them change the same thing."""
    touched = [one.touches() for one in changes]
    if sum(map(len, touched)) > len(set().union(*touched)):
        return None
    return Change(
        shorter=tuple(one for change in changes for one in change.shorter),
        freed=tuple(one for change in changes for one in change.freed),
        slack=tuple(one for change in changes for one in change.slack),
        averted=tuple(one for change in changes for one in change.averted),
    )


def without_date(network: Network, setting: Setting, activity: Activity, node: int) -> Change:
    """The date of an activity goes, of a manual task the start that was typed; its links stay."""
    typed = None if setting.honest and moves(activity) else activity.start
    freed = replace(activity, constraint=ConstraintType.AS_SOON_AS_POSSIBLE, constraint_date=None, start=typed)
    return Change(freed=(Freed(node, bounds_of(network, setting, freed, node)),))


def without_lag(network: Network, place: int) -> Change:
    """The waiting time of one of the plan's links goes, the link stays."""
    return Change(slack=tuple(Slack(int(link)) for link in np.flatnonzero(network.link == place)))


def without_link(network: Network, setting: Setting, place: int) -> Change:
    """One of the plan's links goes altogether; what then has nothing before it begins with the project."""
    link = network.plan.links[place]
    compiled = np.flatnonzero(network.link == place)
    left = [one for one in setting.links_into.get(link.successor_id, ()) if one is not link]
    alone = replace(setting, links_into=ChainMap({link.successor_id: left}, dict(setting.links_into)))
    freed = []
    for node in dict.fromkeys(network.arrays.to[compiled].tolist()):
        row = network.row[node]
        if row >= 0:
            freed.append(Freed(node, bounds_of(network, alone, network.plan.activities[row], node)))
    return Change(freed=tuple(freed), slack=tuple(Slack(int(one), gone=True) for one in compiled))
