"""Rows of a list that are hidden: who reads or prints it misses them, and they count in the dates.

Informs about unfinished activities (milestones too) in hidden rows of a sheet. Only sheets of Excel and the like say
which rows are hidden; for other files it isn't applicable.

Source: our own (SC69).
Bad: a filter on 'my tasks' was saved with the file; 30 of 80 rows are out of sight.
Good: the file is saved with all rows shown.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, not_applicable, noted, share_of
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

LIMIT = 0.0
SHEETS = frozenset({"XLSX", "XLSM", "ODS"})


def find(subject: Subject) -> Finding:
    """Count the activities in hidden rows."""
    rows, source = subject.populations, subject.plan.source
    population = int(rows.inc_plus.sum())
    if not population:
        return not_applicable(Message.of("checks.hidden_rows.nothing"))
    hidden = np.fromiter((one.hidden for one in subject.plan.activities), np.bool_, len(rows.inc_plus))
    if source.format.upper() not in SHEETS and not hidden.any():
        return not_applicable(Message.of("checks.hidden_rows.format", format=source.format))
    where = np.flatnonzero(hidden & rows.inc_plus)
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    order = where[np.lexsort((where, floats[where]))]
    limit = subject.limit("hidden_rows", LIMIT)
    summary = Message.of("checks.hidden_rows.summary", measured=share_of(len(where), population))
    evidence = of_rows(order, lambda at: _row(rows, at))
    return Finding(noted(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _row(rows: Populations, at: int) -> Evidence:
    one = rows.plan.activities[at]
    text = Message.of("checks.hidden_rows.evidence", task=rows.label(at))
    return Evidence(one.id, text, fields={"hidden": True, "start": one.start, "finish": one.finish})


check = Check(
    codes=("SC69",),
    reference="Own convention",
    severity=Severity.TIDINESS,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
