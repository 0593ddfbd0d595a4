"""Lags in percent or in elapsed time: they move by themselves, with a duration or through the weekend.

Informs about links into unfinished work with a lag or lead in percent of the predecessor or in elapsed time. Tools
without such units (Primavera) are not applicable. Often they are meant so; few readers see it in the plan.

Source: our own (SC11).
Bad: 'Test' starts at 50 % of 'Build' (SS+50%): when the build is re-estimated from 20 to 40 days the test waits 20.
Good: 'Build, first part' of ten days is followed by 'Test'.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, not_applicable, noted
from rechterhand.findings.evidences import of_links
from rechterhand.findings.populations import Populations
from rechterhand.findings.wording import link_lag, link_type
from rechterhand.record.link import LagUnit
from rechterhand.record.plan import Dialect
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the lags that aren't in working time."""
    rows = subject.populations
    if subject.plan.dialect is Dialect.PRIMAVERA:
        return not_applicable(Message.of("checks.percent_or_elapsed_lags.primavera"))
    population = int(rows.links_ahead.sum())
    if not population:
        return not_applicable(Message.of("checks.percent_or_elapsed_lags.nothing"))
    looked_at = np.flatnonzero(rows.links_ahead & (rows.lag != 0))
    where = [int(at) for at in looked_at if rows.plan.links[at].lag_unit is not LagUnit.WORKING]
    order = sorted(where, key=lambda at: (-abs(rows.lag_days[at]), at))
    limit = subject.limit("percent_or_elapsed_lags", LIMIT)
    summary = Message.of("checks.percent_or_elapsed_lags.summary", count=len(where), population=population)
    evidence = of_links(rows, order, lambda at: _row(rows, at))
    return Finding(noted(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _row(rows: Populations, at: int) -> Evidence:
    link, before, after = rows.plan.links[at], int(rows.predecessor[at]), int(rows.successor[at])
    text = Message.of(
        "checks.percent_or_elapsed_lags.evidence",
        task=rows.label(after),
        other=rows.label(before),
        type=link_type(link.type),
        lag=link_lag(link, float(rows.minutes_per_day[before])),
    )
    fields = {
        "type": link.type.value,
        "lag_minutes": link.lag_minutes,
        "lag_percent": link.lag_percent,
        "lag_unit": link.lag_unit.value,
    }
    return Evidence(link.successor_id, text, link.predecessor_id, fields)


check = Check(
    codes=("SC11",),
    reference="Own convention",
    severity=Severity.TIDINESS,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
