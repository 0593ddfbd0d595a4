"""Progress fields that contradict each other: at least one of them isn't true.

Looks at every activity (levels of effort aside) that has progress of any kind. Wrong are: a percentage without an
actual start; an actual finish without an actual start; an actual finish with less than 100 %; 100 % without an actual
finish; an actual finish before the actual start. None allowed. The percentage is the one that counts as progress: of
duration, of work or physical (Primavera). A format without percentages has only its dates looked at. Of a
table it looks at what the cells say, also where the reader had to make another sense of them.

Source: our own (SC27), after GAO best practice 9.
Bad: 'Write test cases' is 100 % complete and has no actual finish: it is done in one report and not in the other.
Good: 'Write test cases' is 100 % complete and finished on 12 May.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable, share_of
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.record.activity import Activity, PercentType
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
_DONE = 99.995
_TURNED, _NEVER_STARTED, _UNSTARTED, _UNFINISHED, _PARTLY = range(5)


def find(subject: Subject) -> Finding:
    """Count the activities of which the progress contradicts itself."""
    rows = subject.populations
    rated = [(int(at), _progress(rows.plan.activities[at])) for at in np.flatnonzero(rows.act & ~rows.effort)]
    begun = [(at, percent) for at, percent in rated if percent or rows.started[at]]
    if not begun:
        return not_applicable(Message.of("checks.inconsistent_status.nothing"))
    found = sorted(
        (kind, at, percent)
        for at, percent in begun
        if (kind := _wrong(rows.plan.activities[at], percent, milestone=bool(rows.milestone[at]))) is not None
    )
    limit = subject.limit("inconsistent_status", LIMIT)
    summary = Message.of("checks.inconsistent_status.summary", measured=share_of(len(found), len(begun)))
    evidence = Evidences(found, lambda one: _row(rows, *one), [at for _, at, _ in found])
    return Finding(judged(len(found), limit), len(begun), float(len(found)), limit, summary, evidence)


def _progress(one: Activity) -> float | None:
    """The percentage that counts as progress, None where the file has none."""
    if one.reported is not None:
        return one.reported.percent_complete
    if one.percent_type is PercentType.PHYSICAL:
        return one.percent_physical
    if one.percent_type is PercentType.UNITS:
        return one.percent_work_complete
    return one.percent_complete


def _dates(one: Activity) -> tuple[datetime | None, datetime | None]:
    """Actual start and finish as the file states them."""
    if one.reported is not None:
        return one.reported.actual_start, one.reported.actual_finish
    return one.actual_start, one.actual_finish


def _wrong(one: Activity, percent: float | None, *, milestone: bool) -> int | None:
    """Which contradiction, the worst first."""
    start, finish = _dates(one)
    if start is not None and finish is not None and finish < start:
        return _TURNED
    if finish is not None and start is None and not milestone:
        return _NEVER_STARTED
    if percent is None:
        return None
    if percent > 0 and start is None and finish is None:
        return _UNSTARTED
    if percent >= _DONE and finish is None:
        return _UNFINISHED
    return _PARTLY if finish is not None and percent < _DONE and not milestone else None


def _row(rows: Populations, kind: int, at: int, percent: float | None) -> Evidence:
    one = rows.plan.activities[at]
    share, (start, finish) = (percent or 0.0) / 100, _dates(one)
    values: dict[str, Value] = {"task": rows.label(at), "start": start, "finish": finish}
    if kind == _TURNED:
        text = Message.of("checks.inconsistent_status.turned", **values)
    elif kind == _NEVER_STARTED:
        text = Message.of("checks.inconsistent_status.never_started", **values)
    elif kind == _UNSTARTED:
        text = Message.of("checks.inconsistent_status.unstarted", **values, percent=share)
    elif kind == _UNFINISHED:
        text = Message.of("checks.inconsistent_status.unfinished", **values)
    else:
        text = Message.of("checks.inconsistent_status.partly", **values, percent=share)
    fields = {"percent": percent, "actual_start": start, "actual_finish": finish}
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("SC27", "GA09"),
    reference="GAO-16-89G, best practice 9",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
