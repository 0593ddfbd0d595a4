"""Rows that no logic comes before, or none after: open ends, as checks and prices see them."""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.populations import Populations


def untied(rows: Populations, looked_at: Flags, logic: Flags, *, external: bool) -> tuple[Flags, Flags]:
    """Which of these rows have no logic before them, and which none after them.

    Parameters
    ----------
    rows
        The plan.
    looked_at
        ``(rows,)`` those that are asked about.
    logic
        ``(rows,)`` those with which a link counts as logic.
    external
        Whether a link with work of another project counts.
    """
    size, before, after = len(logic), rows.predecessor, rows.successor
    outside_before, outside_after = before < 0, after < 0
    counts_before = outside_before if not size else np.where(outside_before, external, logic[before])
    counts_after = outside_after if not size else np.where(outside_after, external, logic[after])
    has_start, has_finish = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    has_start[after[counts_before & ~outside_after]] = True
    has_finish[before[counts_after & ~outside_before]] = True
    return looked_at & ~has_start, looked_at & ~has_finish
