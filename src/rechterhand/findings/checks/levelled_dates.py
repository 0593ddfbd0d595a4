"""Dates that levelling moved: they follow from a moment's load of people, and no link says so.

Counts unfinished activities with a levelling delay, of their own or on an assignment. When the load changes the delay
stays until somebody levels again. It informs: it warns and never fails. Other formats than Microsoft Project's keep no
such delay: not applicable.

Source: our own (SC67).
Bad: 'Test B' was delayed nine days by levelling in February; the tester has been free since March.
Good: levelling was done anew with this version, and the plan's notes say so; or a link says who comes first.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, not_applicable, noted, share_of
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.record.plan import Dialect
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the unfinished activities with a levelling delay."""
    rows = subject.populations
    pending = [int(at) for at in np.flatnonzero(rows.inc_plus)]
    if not pending:
        return not_applicable(Message.of("checks.levelled_dates.nothing"))
    delays = {at: rows.plan.activities[at].levelling_delay_minutes for at in pending}
    for one in subject.plan.assignments:
        row = rows.position.get(one.activity_id)
        if row in delays and row is not None:
            delays[row] = max(delays[row], one.levelling_delay_minutes)
    where = sorted((at for at in pending if delays[at]), key=lambda at: (-_days(rows, at, delays[at]), at))
    if subject.plan.dialect is not Dialect.MICROSOFT and not where:
        return not_applicable(Message.of("checks.levelled_dates.no_delays", format=subject.plan.source.format))
    limit = subject.limit("levelled_dates", LIMIT)
    summary = Message.of("checks.levelled_dates.summary", measured=share_of(len(where), len(pending)))
    evidence = of_rows(where, lambda at: _row(rows, at, delays[at]))
    return Finding(noted(len(where), limit), len(pending), float(len(where)), limit, summary, evidence)


def _days(rows: Populations, at: int, minutes: int) -> float:
    elapsed = rows.plan.activities[at].levelling_delay_elapsed
    return minutes / (1440.0 if elapsed else float(rows.minutes_per_day[at]))


def _row(rows: Populations, at: int, minutes: int) -> Evidence:
    one, days = rows.plan.activities[at], round(_days(rows, at, minutes), 2)
    if one.levelling_delay_elapsed:
        text = Message.of("checks.levelled_dates.elapsed", task=rows.label(at), days=days)
    else:
        text = Message.of("checks.levelled_dates.evidence", task=rows.label(at), days=days)
    return Evidence(one.id, text, fields={"levelling_delay_days": days, "priority": one.priority})


check = Check(
    codes=("SC67",),
    reference="our own",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
