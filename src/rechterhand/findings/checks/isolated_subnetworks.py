"""Groups of activities that hang together, but not with the rest: whatever happens there reaches no one else.

Counts the separate parts of the network of two activities or more that hold unfinished work; one allowed. Links with
summaries tie all work below them, work of other projects and level of effort tie too. An activity without any link is
an open end, and isn't counted here. Shown are all parts but the largest.

Source: our own (SC17).
Bad: the eight tasks of 'Training' are linked with each other only; the go-live doesn't wait for trained people.
Good: the last of them leads to 'Ready for go-live'.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 1.0
NAMED = 3
"""So many members are named in a sentence; the fields hold them all."""


def find(subject: Subject) -> Finding:
    """Count the parts that don't hang together."""
    rows = subject.populations
    parts = _parts(rows)
    if not parts:
        return not_applicable(Message.of("checks.isolated_subnetworks.nothing"))
    population = sum(map(len, parts))
    limit = subject.limit("isolated_subnetworks", LIMIT)
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    apart = sorted(parts[1:], key=lambda part: (-len(part), min(floats[part]), part))
    values: dict[str, Value] = {"count": len(parts), "population": population}
    if len(parts) == 1:
        summary = Message.of("checks.isolated_subnetworks.whole", **values)
    else:
        summary = Message.of("checks.isolated_subnetworks.summary", **values)
    evidence = Evidences(apart, lambda part: _row(rows, part))
    return Finding(judged(len(parts), limit), population, float(len(parts)), limit, summary, evidence)


def _parts(rows: Populations) -> list[list[int]]:
    """Rows of each part with unfinished work, the largest part first."""
    root = list(range(len(rows.plan.activities)))

    def top(at: int) -> int:
        while root[at] != at:
            root[at] = at = root[root[at]]
        return at

    for before, after in _tied(rows):
        root[top(before)] = top(after)
    parts: dict[int, list[int]] = {}
    for at in map(int, np.flatnonzero(rows.act)):
        parts.setdefault(top(at), []).append(at)
    ahead = rows.inc_plus
    live = [part for part in parts.values() if len(part) > 1 and any(ahead[at] for at in part)]
    return sorted(live, key=lambda part: (-len(part), part))


def _tied(rows: Populations) -> list[tuple[int, int]]:
    """Pairs of rows that hang together: by a link, and the work below a summary that has one."""
    activities, position = rows.plan.activities, rows.position
    active = np.fromiter((one.active for one in activities), np.bool_, len(activities))
    linked = np.flatnonzero(rows.ends(active))
    pairs = list(zip(rows.predecessor[linked].tolist(), rows.successor[linked].tolist(), strict=True))
    carrying = {at for pair in pairs for at in pair if rows.summary[at]}
    for at, one in enumerate(activities) if carrying else ():
        above, seen = one.parent_id, set()
        while above is not None and above in position and above not in seen:
            seen.add(above)
            if position[above] in carrying and active[at]:
                pairs.append((position[above], at))
            above = activities[position[above]].parent_id
    return pairs


def _row(rows: Populations, part: list[int]) -> Evidence:
    ahead = [at for at in part if rows.inc_plus[at]]
    labels = [rows.label(at) for at in [*ahead, *(at for at in part if not rows.inc_plus[at])]]
    names = ", ".join(f"‘{label}’" for label in labels[:NAMED])
    values: dict[str, Value] = {"task": labels[0], "size": len(part), "names": names, "count": len(part) - NAMED}
    if len(part) > NAMED:
        text = Message.of("checks.isolated_subnetworks.more", **values)
    else:
        text = Message.of("checks.isolated_subnetworks.evidence", **values)
    ids = tuple(rows.plan.activities[at].id for at in part)
    return Evidence(rows.plan.activities[ahead[0]].id, text, fields={"size": len(part), "activity_ids": ids})


check = Check(
    codes=("SC17", "GA02"),
    reference="Own convention, after GAO-16-89G, best practice 2",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
