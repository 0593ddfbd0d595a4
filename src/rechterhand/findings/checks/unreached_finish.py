"""A delay at the front that never reaches the finish: the plan isn't traceable from its inputs to its result.

Pushes the inputs of the plan and looks whether the finish moves. Inputs are unfinished activities and milestones that
wait for nothing; each is made 600 working days longer and the plan is scheduled again, with all constraints in place.
None may leave the finish where it is. Tried that way are the first 20 inputs (``unreached_finish.inputs``); of the
others it is looked up whether a chain of links leads to the end. ``.days`` sets another push. A plan that is counted
back from its finish, and one of a single activity, are not applicable.

Source: GAO-16-89G, best practice 5 (GA05).
Bad: the milestone 'Receive test data' is pushed by 600 days and the go-live stays on 1 June.
Good: whatever is pushed far enough, the go-live moves.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.delayed import Delayed, Delays
from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    judged,
    not_applicable,
    not_judgeable,
)
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Rows
from rechterhand.text import Message

KEY = "unreached_finish"
LIMIT = 0.0
DAYS, INPUTS = 600.0, 20


def find(subject: Subject) -> Finding:
    """Push the inputs and see whether the finish moves."""
    rows = subject.populations
    if int(rows.inc_plus.sum()) < 2:
        return not_applicable(Message.of("checks.unreached_finish.nothing"))
    if subject.schedule is None:
        return not_judgeable(Message.of("checks.unreached_finish.no_schedule"))
    if subject.plan.options.from_finish:
        return not_applicable(Message.of("checks.unreached_finish.from_finish"))
    starts = subject.schedule.early_start
    inputs = np.flatnonzero(_inputs(subject))
    if not len(inputs):
        return not_applicable(Message.of("checks.unreached_finish.nothing"))
    inputs = inputs[np.lexsort((inputs, starts[inputs]))]
    tried = int(subject.limit(f"{KEY}.inputs", INPUTS))
    days = subject.limit(f"{KEY}.days", DAYS)
    leads = _leads_to_end(subject)
    delays = subject.delays
    pushed = {int(at): _pushed(subject, delays, int(at), days) for at in inputs[:tried]}
    lost = [at for at, after in pushed.items() if not _moves(after, delays)]
    lost += [int(at) for at in inputs[tried:] if not leads[at]]
    limit = subject.limit(KEY, LIMIT)
    summary = Message.of("checks.unreached_finish.summary", number=len(lost), inputs=len(inputs), days=days)
    order = sorted(lost, key=lambda at: (-float(np.nan_to_num(rows.duration_days[at])), at))
    apart = [-1] * len(order)  # what doesn't reach the finish doesn't decide it, whatever its float
    evidence = Evidences(order, lambda at: _row(subject, at, days, pushed.get(at) if leads[at] else None), apart)
    return Finding(judged(len(lost), limit), len(inputs), float(len(lost)), limit, summary, evidence)


def _inputs(subject: Subject) -> Flags:
    """Unfinished rows without unfinished work before them; rows that stay as typed aren't pushed."""
    network = subject.network
    net = network.arrays
    open_nodes = ~network.finished
    waits = np.zeros(len(network), np.bool_)
    waits[net.to[open_nodes[net.into]]] = True
    rows = subject.populations
    manual = np.fromiter((one.manual for one in subject.plan.activities), np.bool_, len(rows.inc_plus))
    known = network.node >= 0
    free = np.zeros(len(rows.inc_plus), np.bool_)
    free[known] = ~waits[network.node[known]]
    return np.asarray(rows.inc_plus & free & ~manual, np.bool_)


def _leads_to_end(subject: Subject) -> Flags:
    """Rows from which a chain of links leads to the end, whatever its dates."""
    network = subject.network
    net = network.arrays
    reached: list[bool] = subject.passes.on_path.tolist()
    into, head = net.into.tolist(), net.head.tolist()
    for node in range(len(network) - 1, -1, -1):
        if reached[node]:
            for link in range(head[node], head[node + 1]):
                reached[into[link]] = True
    out = np.zeros(len(network.node), np.bool_)
    known: Rows = np.flatnonzero(network.node >= 0)
    out[known] = np.array(reached, np.bool_)[network.node[known]]
    return out


def _pushed(subject: Subject, delays: Delays, at: int, days: float) -> Delayed:
    minutes = round(days * float(subject.populations.minutes_per_day[at]))
    return delays.of(int(subject.network.node[at]), minutes)


def _moves(after: Delayed, delays: Delays) -> bool:
    """Whether the finish moves, and not just because the pushed activity itself is now the last."""
    return after.end > delays.end and after.drives


def _row(subject: Subject, at: int, days: float, after: Delayed | None) -> Evidence:
    """A row with what came of its push; None where no chain leads to the end."""
    rows = subject.populations
    begun = None if after is None else _begun(subject, after)
    if after is None:
        text = Message.of("checks.unreached_finish.evidence", task=rows.label(at), days=days)
    elif begun is not None:
        text = Message.of("checks.unreached_finish.begun", task=rows.label(at), days=days, other=rows.label(begun))
    else:
        text = Message.of("checks.unreached_finish.held", task=rows.label(at), days=days)
    fields = {"pushed_days": days, "chain_to_the_end": after is not None}
    return Evidence(rows.plan.activities[at].id, text, fields=fields)


def _begun(subject: Subject, after: Delayed) -> int | None:
    """The first row at which the push stops because its work has begun, not because of a date."""
    for row in np.flatnonzero(np.isin(subject.network.node, after.stops)):
        one = subject.plan.activities[int(row)]
        if one.started and one.constraint_date is None and one.second_constraint_date is None and not one.manual:
            return int(row)
    return None


check = Check(
    codes=("GA05",),
    reference="GAO-16-89G, best practice 5",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
