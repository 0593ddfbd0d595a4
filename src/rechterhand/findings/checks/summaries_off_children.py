"""A summary that says other dates than the work below it: whoever reads only the summaries is told something else.

Compares the start and the finish of each summary, as the file has them, with the earliest start and the latest finish
of the rows below it; none may differ, counted in calendar days. Rows without dates, inactive rows and the row
of the project itself are left out.

Source: GAO-16-89G, best practice 5 (GA05: dates of summaries and of detail agree).
Bad: the summary 'Migration' was typed to end on 1 June; 'Accept data' below it ends on 19 June.
Good: the summary ends on 19 June, as the last task below it does.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, Minutes, to_moment
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

LIMIT = 0.0
_DAY = 1440


def find(subject: Subject) -> Finding:
    """Count the summaries of which a date isn't that of the rows below."""
    rows = subject.populations
    first, last = _below(rows)
    starts, finishes = rows.dates("start"), rows.dates("finish")
    shown = (one.active and one.outline_level > 0 for one in subject.plan.activities)
    active = np.fromiter(shown, np.bool_, len(starts))
    dated = (starts != NO_DATE) & (finishes != NO_DATE) & (first != NO_DATE) & (last != NO_DATE)
    summaries = rows.summary & active & dated
    population = int(summaries.sum())
    if not population:
        return not_applicable(Message.of("checks.summaries_off_children.nothing"))
    off_start, off_finish = starts // _DAY - first // _DAY, finishes // _DAY - last // _DAY
    wrong = np.flatnonzero(summaries & ((off_start != 0) | (off_finish != 0)))
    worst = np.maximum(abs(off_start), abs(off_finish))
    order = wrong[np.lexsort((wrong, -worst[wrong]))]
    limit = subject.limit("summaries_off_children", LIMIT)
    summary = Message.of("checks.summaries_off_children.summary", count=len(wrong), population=population)
    evidence = of_rows(order, lambda at: _row(rows, at, int(first[at]), int(last[at])))
    return Finding(judged(len(wrong), limit), population, float(len(wrong)), limit, summary, evidence)


def _below(rows: Populations) -> tuple[Minutes, Minutes]:
    """Earliest start and latest finish of the activities below each row, at any depth."""
    starts = rows.dates("start")
    active = np.fromiter((one.active for one in rows.plan.activities), np.bool_, len(starts))
    work = np.flatnonzero(active & ~rows.summary & (starts != NO_DATE))
    begins = starts[work]
    ends = np.maximum(begins, rows.dates("finish")[work])
    never = np.iinfo(np.int64).max
    first, last = np.full(len(starts), never), np.full(len(starts), NO_DATE)
    for which, above in rows.climb(work):
        np.minimum.at(first, above, begins[which])
        np.maximum.at(last, above, ends[which])
    return np.where(first == never, NO_DATE, first), last


def _row(rows: Populations, at: int, first: int, last: int) -> Evidence:
    one = rows.plan.activities[at]
    begins, ends = to_moment(first), to_moment(last)
    fields = {"start": one.start, "finish": one.finish, "first_start_below": begins, "last_finish_below": ends}
    text = Message.of(
        "checks.summaries_off_children.evidence",
        task=rows.label(at),
        start=one.start,
        finish=one.finish,
        first=begins,
        last=ends,
    )
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("GA05",),
    reference="GAO-16-89G, best practice 5",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
)
