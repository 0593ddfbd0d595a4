"""Cells of a table that should hold a date and hold a text: the plan is computed as if nothing stood there.

Counts the cells in columns of dates that couldn't be read as a date: texts such as 'mid March' or 'n.t.b.', days that
don't exist, formulas that failed; none allowed. The evidence says which cell, and what stands in it. Only a table has
cells; for other files it isn't applicable.

Source: our own (SC68).
Bad: 'Deadline' says 'before the summer'; no deadline is known to the plan, and nothing warns when it is missed.
Good: the deadline is 30 June 2027, in a cell that is a date, and 'before the summer' stands in the notes.
"""

from __future__ import annotations

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.record.plan import UnreadDate
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the cells that should be dates, those of unfinished work first."""
    rows, plan = subject.populations, subject.plan
    population = len(plan.activities)
    if not population:
        return not_applicable(Message.of("checks.dates_as_text.nothing"))
    if plan.source.columns is None:
        return not_applicable(Message.of("checks.dates_as_text.format", format=plan.source.format))
    order = sorted(plan.unread_dates, key=lambda one: bool(rows.finished[rows.position[one.activity_id]]))
    limit = subject.limit("dates_as_text", LIMIT)
    summary = Message.of("checks.dates_as_text.summary", count=len(order))
    evidence = Evidences(order, lambda one: _row(rows, one), [rows.position[one.activity_id] for one in order])
    return Finding(judged(len(order), limit), population, float(len(order)), limit, summary, evidence)


def _row(rows: Populations, one: UnreadDate) -> Evidence:
    values = {"where": one.place, "title": one.column, "told": one.text}
    text = Message.of("checks.dates_as_text.evidence", task=rows.label(rows.position[one.activity_id]), **values)
    return Evidence(one.activity_id, text, fields={"cell": one.place, "column": one.column, "cell_text": one.text})


check = Check(
    codes=("SC68",),
    reference="Own convention",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
