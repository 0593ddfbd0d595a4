"""Links that say nothing new: a longer way through the plan already keeps the same order. They hide what counts.

Informs about links without lag (finish to start, start to start, finish to finish) between unfinished activities that
are covered by another way from the one to the other: taking them out moves no date, whatever happens. Ways lead
through unfinished activities without lead that follow their links: not through work that has begun, that is scheduled
by hand or that has a hard date (in P6 a mandatory one; no other date goes before links there). Each is shown with the
shortest way that covers it.

Source: our own (SC03).
Bad: 'Design' is followed by 'Build', 'Build' by 'Test', and 'Design' is linked with 'Test' as well.
Good: 'Design', 'Build', 'Test'; when the build is dropped, the planner links 'Design' with 'Test'.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    not_applicable,
    not_judgeable,
    noted,
)
from rechterhand.findings.covering import Moments
from rechterhand.findings.evidences import of_links
from rechterhand.findings.populations import Populations
from rechterhand.findings.wording import link_type
from rechterhand.record.activity import ConstraintType
from rechterhand.record.link import LinkType
from rechterhand.record.plan import Dialect
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
NAMED = 3
"""So many activities on the way are named in a sentence; the fields hold them all."""

_OVERRULING = frozenset(ConstraintType) - {
    ConstraintType.AS_SOON_AS_POSSIBLE,
    ConstraintType.AS_LATE_AS_POSSIBLE,
    ConstraintType.START_NO_EARLIER_THAN,
    ConstraintType.FINISH_NO_EARLIER_THAN,
}
_OVERRULING_IN_PRIMAVERA = frozenset(
    {
        ConstraintType.MANDATORY_START,
        ConstraintType.MANDATORY_FINISH,
        ConstraintType.MUST_START_ON,
        ConstraintType.MUST_FINISH_ON,
    }
)
"""P6 keeps to all links but for mandatory dates; its other dates bound the late dates alone."""


def find(subject: Subject) -> Finding:
    """Count the links that another way covers."""
    rows = subject.populations
    ahead = rows.inc_plus & ~rows.started & ~_stretched(rows)
    logic = rows.lnk & rows.logic
    of_type, from_start = ~rows.of_type(LinkType.SF), rows.of_type(LinkType.SS)
    looked_at = logic & of_type & (rows.lag == 0)
    if looked_at.any():
        begun = rows.started[rows.predecessor] & from_start
        looked_at &= ahead[rows.successor] & rows.inc_plus[rows.predecessor] & ~begun
    population = int(looked_at.sum())
    if not population:
        return not_applicable(Message.of("checks.redundant_links.nothing"))
    if subject.schedule is None:
        return not_judgeable(Message.of("checks.redundant_links.not_scheduled"), population)
    found = _covered(rows, np.flatnonzero(logic & (rows.lag >= 0)), looked_at, ahead & ~_overruled(rows))
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    order = sorted(found, key=lambda at: (floats[rows.successor[at]], at))
    limit = subject.limit("redundant_links", LIMIT)
    summary = Message.of("checks.redundant_links.summary", count=len(found), population=population)
    evidence = of_links(rows, order, lambda at: _row(rows, at, found[at]))
    return Finding(noted(len(found), limit), population, float(len(found)), limit, summary, evidence)


def _covered(
    rows: Populations, ways: np.ndarray[tuple[int], np.dtype[np.int64]], looked_at: Flags, firm: Flags
) -> dict[int, list[int]]:
    """Links that are covered, each with the rows on the way that covers it."""
    moments = Moments(
        rows.predecessor[ways], rows.successor[ways], [rows.plan.links[at].type for at in ways.tolist()], firm
    )
    return {int(ways[link]): way for link, way in moments.covered(np.flatnonzero(looked_at[ways]))}


def _overruled(rows: Populations) -> Flags:
    """Rows whose own dates go before their links."""
    activities = rows.plan.activities
    hard = _OVERRULING_IN_PRIMAVERA if rows.plan.dialect is Dialect.PRIMAVERA else _OVERRULING
    return np.fromiter(
        (one.manual or one.constraint in hard or one.second_constraint in hard for one in activities),
        np.bool_,
        len(activities),
    )


def _stretched(rows: Populations) -> Flags:
    """Rows that an expected finish stretches, unless a link ties their finish: there a link does more than order."""
    activities = rows.plan.activities
    return np.fromiter((one.expected_finish is not None for one in activities), np.bool_, len(activities))


def _row(rows: Populations, at: int, way: list[int]) -> Evidence:
    link, before, after = rows.plan.links[at], int(rows.predecessor[at]), int(rows.successor[at])
    values: dict[str, Value] = {"task": rows.label(after), "other": rows.label(before), "type": link_type(link.type)}
    if not way:
        text = Message.of("checks.redundant_links.between", **values)
    elif len(way) <= NAMED:
        via = ", ".join(f"‘{rows.label(one)}’" for one in way)
        text = Message.of("checks.redundant_links.evidence", **values, via=via)
    else:
        first, last = rows.label(way[0]), rows.label(way[-1])
        text = Message.of("checks.redundant_links.far", **values, number=len(way), first=first, last=last)
    fields = {"type": link.type.value, "via_ids": tuple(rows.plan.activities[one].id for one in way)}
    return Evidence(link.successor_id, text, link.predecessor_id, fields)


check = Check(
    codes=("SC03",),
    reference="Own convention (transitive reduction of the network)",
    severity=Severity.TIDINESS,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
