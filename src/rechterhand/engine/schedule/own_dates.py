"""What own dates do to activities: how much later they begin than links, project start and data date let them.

The activity's predecessors stand where they are scheduled; only its own date is thought away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network import microsoft, primavera
from rechterhand.engine.network.arrays import FF, FREE, NONE, Network
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.network.rule import Setting, minute
from rechterhand.engine.schedule import kernel
from rechterhand.engine.schedule.solve import Passes, run
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.plan import Dialect

Long = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int64]

_OF_FINISH = frozenset(
    {
        ConstraintType.FINISH_NO_EARLIER_THAN,
        ConstraintType.FINISH_ON,
        ConstraintType.MUST_FINISH_ON,
        ConstraintType.MANDATORY_FINISH,
    }
)


@dataclass(frozen=True)
class OwnDates:
    """Working minutes of each activity's own calendar, one entry for each row that was asked for.

    ``later``: how much later it begins than its links would let it. ``beyond``: how far its scheduled start (finish,
    for a date on the finish) lies behind the date of its constraint: nought where the date is what it stands on; 0 too
    where there is no date.
    """

    later: Long
    beyond: Long


def own_dates(network: Network, rows: Rows, passes: Passes | None = None) -> OwnDates:
    """Compare scheduled dates with links and with the constraint's own date.

    Parameters
    ----------
    network
        The compiled plan.
    rows
        ``(n,)`` rows of the plan that are scheduled by links and haven't started.
    passes
        Both passes over the network, to save making them again.
    """
    net, activities = network.arrays, [network.plan.activities[row] for row in rows.tolist()]
    passes = passes or run(network)
    reached = np.empty(len(net.into), np.int64)
    kernel.reach(net, (passes.start, passes.finish, passes.side), reached)
    length = passes.finish - passes.start
    by_links = np.full(len(network), -FREE, np.int64)
    np.maximum.at(by_links, net.to, np.where(net.kind >= FF, reached - length[net.to], reached))
    node = network.node[rows]
    calendar = net.calendar[node]
    floor = works_before(net.clock, calendar, _floors(network, activities))
    links_start = np.maximum(by_links[node], np.where(floor == NONE, -FREE, floor))
    dates = works_before(net.clock, calendar, _dates(network, activities))
    of_finish = np.array([one.constraint in _OF_FINISH for one in activities], np.bool_)
    stands = np.where(of_finish, passes.finish[node], passes.start[node])
    known = links_start > -FREE
    return OwnDates(
        later=np.where(known, np.maximum(0, passes.start[node] - links_start), 0),
        beyond=np.where(dates == NONE, 0, stands - dates),
    )


def _floors(network: Network, activities: Sequence[Activity]) -> Long:
    """Before which moment each may not begin, its constraint aside; NONE where only links hold it."""
    rule = primavera.rule if network.plan.dialect is Dialect.PRIMAVERA else microsoft.rule
    setting = Setting.of(network.plan, honest=network.honest)
    plain = ConstraintType.AS_SOON_AS_POSSIBLE
    made = [rule(replace(one, constraint=plain, constraint_date=None), setting).start_from for one in activities]
    return np.array([NONE if one is None else one for one in made], np.int64)


def _dates(network: Network, activities: Sequence[Activity]) -> Long:
    """The constraint's moment; for Primavera a finish date without time of day is the end of that day."""
    primavera_plan = network.plan.dialect is Dialect.PRIMAVERA
    found = []
    for one in activities:
        date = one.constraint_date
        whole_day = (
            primavera_plan and one.constraint in _OF_FINISH and date is not None and date.hour == date.minute == 0
        )
        found.append(NONE if date is None else minute(date) + 1440 * whole_day)
    return np.array(found, np.int64)
