"""Logic that runs over summaries: it holds for the work below them, yet isn't the work's own."""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.populations import Populations


def over_summaries(rows: Populations) -> int:
    """How many links have a summary at one end at least, and nothing inactive at the other."""
    carries = rows.present | _active_summaries(rows)
    return int((rows.ends(carries) & ~rows.ends(rows.present)).sum())


def linked_above(rows: Populations) -> tuple[Flags, Flags]:
    """Rows that wait through a summary, and rows that others wait for through one: the summary stands above them and
    is linked, or they are linked with it themselves.
    """
    carries = rows.present | _active_summaries(rows)
    links = rows.ends(carries)
    before, after = rows.predecessor[links], rows.successor[links]
    waits, waited_for = _below(rows, after), _below(rows, before)
    waits[after[rows.summary[before]]] = True
    waited_for[before[rows.summary[after]]] = True
    return waits, waited_for


def _active_summaries(rows: Populations) -> Flags:
    active = np.fromiter((one.active for one in rows.plan.activities), np.bool_, len(rows.summary))
    return np.asarray(rows.summary & active, np.bool_)


def _below(rows: Populations, ends: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Flags:
    """Rows under one of the summaries among these ends of links."""
    activities = rows.plan.activities
    linked = {activities[at].id for at in ends.tolist() if rows.summary[at]}
    parents = {one.id: one.parent_id for one in activities}
    known: dict[int, bool] = {}

    def is_below(key: int) -> bool:
        met: list[int] = []
        parent = parents.get(key)
        while parent is not None and parent not in known and parent not in linked and len(met) < len(activities):
            met.append(parent)
            parent = parents.get(parent)
        found = parent is not None and (parent in linked or known.get(parent, False))
        known.update(dict.fromkeys(met, found))
        return found

    return np.fromiter((bool(linked) and is_below(one.id) for one in activities), np.bool_, len(activities))
