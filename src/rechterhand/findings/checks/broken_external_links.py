"""Links with another project that lead nowhere, or whose date nobody refreshed: the plan waits for what no one follows.

Counts, among the ties of unfinished activities with other projects, those whose other end is missing (an activity that
isn't in the file, or a row for another project that doesn't say which), and those whose date froze: it lies more than a
month (``broken_external_links.days``, 31) before the status date, and the other project's work isn't finished, or the
activity that waits for it hasn't begun. None allowed. A plan without such ties is not applicable.

Source: our own (SC14), after GAO-16-89G, best practice 2. The month stands for a reporting period.
Bad: 'Connect network' follows a row of the network project that is planned for March; it is June, and nobody looked.
Good: both planners agree on the handover each month, and both plans carry it as a milestone with the same name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, to_minute
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.findings.wording import link_type
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
DAYS = 31.0


def find(subject: Subject) -> Finding:
    """Count the ties with other projects that are broken."""
    rows = subject.populations
    status = subject.plan.status_date
    frozen = None if status is None else status - timedelta(days=subject.limit("broken_external_links.days", DAYS))
    ties = [*_missing(rows), *_of_rows(rows, frozen), *_of_dates(rows, frozen)]
    if not ties:
        return not_applicable(Message.of("checks.broken_external_links.nothing"))
    broken = sorted((one for one in ties if one.text is not None), key=_oldest)
    limit = subject.limit("broken_external_links", LIMIT)
    summary = Message.of("checks.broken_external_links.summary", count=len(broken), population=len(ties))
    told = [(one, one.text) for one in broken if one.text is not None]
    evidence = Evidences(told, lambda pair: _row(rows, *pair))
    return Finding(judged(len(broken), limit), len(ties), float(len(broken)), limit, summary, evidence)


@dataclass(frozen=True, slots=True)
class _Tie:
    """A tie of a row with another project: its sentence where it is broken, its date, and what stands for it."""

    at: int
    text: Message | None = None
    date: datetime | None = None
    other_id: int | None = None
    project: str | None = None


def _oldest(one: _Tie) -> tuple[int, int]:
    """Those without a date first, then the oldest."""
    return NO_DATE if one.date is None else to_minute(one.date), one.at


def _missing(rows: Populations) -> Iterator[_Tie]:
    """Links whose other end the plan doesn't hold."""
    for one in rows.plan.outside_links:
        at = rows.position.get(one.activity_id)
        if at is None or not rows.inc_plus[at]:
            continue
        values: dict[str, Value] = {"task": rows.label(at), "type": link_type(one.type), "other": str(one.other_id)}
        other = None if one.other_id in rows.position else one.other_id  # a row of this plan can have that number too
        if one.in_file:
            yield _Tie(at)
        elif one.incoming:
            yield _Tie(at, Message.of("checks.broken_external_links.predecessor", **values), other_id=other)
        else:
            yield _Tie(at, Message.of("checks.broken_external_links.successor", **values), other_id=other)


def _of_rows(rows: Populations, frozen: datetime | None) -> Iterator[_Tie]:
    """Links with rows that stand for another project's work (Microsoft Project)."""
    activities = rows.plan.activities
    external = np.fromiter((one.external for one in activities), np.bool_, len(activities))
    for link in np.flatnonzero(rows.ends(rows.present)) if external.any() else ():
        ends = int(rows.predecessor[link]), int(rows.successor[link])
        at, other = ends if external[ends[1]] else ends[::-1]
        if not external[other] or external[at] or not rows.inc_plus[at]:
            continue
        one = activities[other]
        due = one.finish if other == ends[0] else one.start
        values: dict[str, Value] = {"task": rows.label(at), "other": rows.label(other), "date": due}
        values["status"] = rows.plan.status_date
        done = one.finished or (one.percent_complete or 0) >= 100
        text = None
        if one.external_project is None:
            text = Message.of("checks.broken_external_links.unnamed", **values)
        elif frozen is not None and due is not None and due < frozen and not done:
            text = Message.of("checks.broken_external_links.frozen", **values)
        yield _Tie(at, text, due, one.id, one.external_project)


def _of_dates(rows: Populations, frozen: datetime | None) -> Iterator[_Tie]:
    """Dates that a link with another project left behind (Primavera)."""
    for at in np.flatnonzero(rows.inc_plus).tolist():
        one = rows.plan.activities[at]
        if one.external_early_start is not None and not one.started:
            yield _dated(rows, at, one.external_early_start, frozen)
        if one.external_late_finish is not None:
            yield _dated(rows, at, one.external_late_finish, frozen)


def _dated(rows: Populations, at: int, date: datetime, frozen: datetime | None) -> _Tie:
    if frozen is None or date >= frozen:
        return _Tie(at, None, date)
    values: dict[str, Value] = {"task": rows.label(at), "date": date, "status": rows.plan.status_date}
    return _Tie(at, Message.of("checks.broken_external_links.date", **values), date)


def _row(rows: Populations, one: _Tie, text: Message) -> Evidence:
    fields = {"date": one.date, "external_project": one.project, "status_date": rows.plan.status_date}
    return Evidence(rows.plan.activities[one.at].id, text, one.other_id, fields)


check = Check(
    codes=("SC14", "GA02"),
    reference="Own convention, after GAO-16-89G, best practice 2",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
