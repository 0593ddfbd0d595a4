"""A relief as a change of the compiled network: durations held down, dates taken away, lags, links gone or made.

What can't be told so, such as other working hours, is another network altogether, compiled from the changed plan.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from rechterhand.engine.futures.uncertainty import Impact, Uncertainty
from rechterhand.engine.network.arrays import NO_LINK, PLAIN, Network, NetworkArrays
from rechterhand.engine.network.compile import Bounds, bounds_of, undated_bounds
from rechterhand.engine.network.honest import moves
from rechterhand.engine.network.rule import Setting
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.link import Link


@dataclass(frozen=True, slots=True)
class Shorter:
    """A node's samples held to at most ``most`` minutes, and then ``less`` minutes shorter (not below nought).

    With ``own`` only the node's own work is held; what risks bring stays on top of it.
    """

    node: int
    most: float = np.inf
    less: float = 0.0
    own: bool = False


@dataclass(frozen=True, slots=True)
class Freed:
    """Other bounds on a node's dates."""

    node: int
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Slack:
    """Another lag on a compiled link, in minutes, no share of a duration; ``gone`` when the link doesn't hold at all.

    ``calendar`` is the row of another calendar for the lag (PLAIN where none is needed); None leaves it.
    """

    link: int
    lag: int = 0
    gone: bool = False
    calendar: int | None = None

    def lag_calendar(self, network: NetworkArrays) -> int:
        """The row of the calendar that counts the lag under the change."""
        if self.gone:
            return PLAIN
        return int(network.lag_calendar[self.link]) if self.calendar is None else self.calendar


@dataclass(frozen=True, slots=True)
class Averted:
    """A risk answered: what is left of it by place among the risks, None where it doesn't happen."""

    risk: int
    residual: Impact | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a relief changes. Everything else, the samples included, stays as it was.

    ``anew`` makes the network that the changed plan compiles to where the other fields can't tell the change; they are
    empty then. ``otherwise`` is what the futures are drawn by instead, with the key of what that changes; others are
    empty then too.
    """

    shorter: tuple[Shorter, ...] = ()
    freed: tuple[Freed, ...] = ()
    slack: tuple[Slack, ...] = ()
    averted: tuple[Averted, ...] = ()
    otherwise: tuple[str, Uncertainty] | None = None
    anew: Callable[[], Network] | None = field(default=None, compare=False)

    @property
    def whole(self) -> bool:
        """Whether all futures are computed again for it."""
        return self.anew is not None or self.otherwise is not None

    def touches(self) -> set[tuple[str, int]]:
        """The nodes and links that it changes."""
        nodes = [one.node for one in self.shorter] + [one.node for one in self.freed]
        links, risks = {("link", one.link) for one in self.slack}, {("risk", one.risk) for one in self.averted}
        return (
            {("node", one) for one in nodes} | links | risks | ({(self.otherwise[0], 0)} if self.otherwise else set())
        )

    def applied(self, network: Network) -> Network:
        """The network with other bounds and lags (durations are those of each future)."""
        net = network.arrays
        fields = ("floor", "cap", "finish_floor", "finish_cap", "floor_moment", "lag", "lag_calendar", "lag_share")
        values = {name: getattr(net, name).copy() for name in fields}
        for one in self.freed:
            for name, value in vars(one.bounds).items():
                values[name][one.node] = value
        for link in self.slack:
            values["lag"][link.link] = NO_LINK if link.gone else link.lag
            values["lag_calendar"][link.link] = link.lag_calendar(net)
            values["lag_share"][link.link] = 0.0
        return replace(network, arrays=net._replace(**values))


def together(changes: Sequence[Change]) -> Change | None:
    """Several changes at once; None when two of them change the same thing, or one the plan as a whole."""
    if any(one.whole for one in changes):
        return changes[0] if len(changes) == 1 else None
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
    nodes = np.array([node], dtype=np.int64)
    (bounds,) = undated_bounds(network, setting, [replace(_undated(activity), start=typed)], nodes)
    return Change(freed=(Freed(node, bounds),))


def without_date_above(network: Network, setting: Setting, summary: Activity, nodes: Sequence[int]) -> Change:
    """The date of a summary goes, for the work below it (``nodes``) that it holds; other dates there stay."""
    plan = network.plan
    rows = tuple(_undated(one) if one is summary else one for one in plan.activities)
    held = [plan.activities[network.row[node]] for node in nodes]
    other = replace(setting, plan=replace(plan, activities=rows))
    found = undated_bounds(network, other, held, np.array(nodes, dtype=np.int64))
    return Change(freed=tuple(map(Freed, nodes, found)))


def _undated(activity: Activity) -> Activity:
    return replace(activity, constraint=ConstraintType.AS_SOON_AS_POSSIBLE, constraint_date=None)


def without_lag(network: Network, place: int) -> Change:
    """The waiting time of one of the plan's links goes, the link stays."""
    links = np.flatnonzero(network.link == place).tolist()
    return Change(slack=tuple(Slack(link, lag=-int(network.begun[link])) for link in links))


def without_link(network: Network, setting: Setting, place: int) -> Change:
    """One of the plan's links goes altogether; what then has nothing before it begins with the project."""
    link = network.plan.links[place]
    compiled = np.flatnonzero(network.link == place)
    left = [one for one in setting.links_into.get(link.successor_id, ()) if one is not link]
    freed = [
        _relinked(network, setting, (link.successor_id, left), node)
        for node in dict.fromkeys(network.arrays.to[compiled].tolist())
        if network.row[node] >= 0
    ]
    return Change(freed=tuple(freed), slack=tuple(Slack(int(one), gone=True) for one in compiled))


def without_others(network: Network, setting: Setting, node: int, kept: Sequence[int]) -> Change:
    """All links into an activity's node go but some (compiled links); a levelling delay stays."""
    net, key = network.arrays, network.plan.activities[network.row[node]].id
    into = range(int(net.head[node]), int(net.head[node + 1]))
    gone = [one for one in into if one not in kept and network.link[one] >= 0]
    cut = {id(network.plan.links[network.link[one]]) for one in gone}
    left = [one for one in setting.links_into.get(key, ()) if id(one) not in cut]
    freed = _relinked(network, setting, (key, left), node)
    return Change(freed=(freed,), slack=tuple(Slack(one, gone=True) for one in gone))


def with_link(network: Network, setting: Setting, slot: int) -> Change:
    """A link that was proposed (``slot``: its place in the compiled plan) is made: the successor starts after the
    predecessor's finish.
    """
    net = network.arrays
    before, after = int(net.into[slot]), int(net.to[slot])
    ends = [network.plan.activities[network.row[node]].id for node in (before, after)]
    linked = [*setting.links_into.get(ends[1], ()), Link(ends[0], ends[1])]
    freed = _relinked(network, setting, (ends[1], linked), after)
    own = int(net.calendar[after])
    calendar = PLAIN if net.calendar[before] == own else own
    return Change(freed=(freed,), slack=(Slack(slot, calendar=calendar),))


def _relinked(network: Network, setting: Setting, links: tuple[int, Sequence[Link]], node: int) -> Freed:
    """The bounds of a node when an activity (by id) has these links into it."""
    other = replace(setting, links_into=ChainMap({links[0]: links[1]}, dict(setting.links_into)))
    return Freed(node, bounds_of(network, other, network.plan.activities[network.row[node]], node))
