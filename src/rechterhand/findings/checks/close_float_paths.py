"""A second path close behind the longest: a small delay there moves the finish too, while nobody watches it.

Measures how many working days the nearest other path to the finish lies behind the longest one: the float of the link
by which it joins; at least 5 days. Paths are chains of activities by their links; those in which all work is finished
don't count. Below nought a date holds work before its links allow it: the other path lacks that time. The evidence
gives the second and third path.

Source: our own (SC50).
Bad: the longest path runs through the building work; 'Train users' is 1 day behind it.
Good: the next path is 12 days behind, and can be left alone for the time being.
"""

from __future__ import annotations

from rechterhand.engine.schedule.float_paths import FloatPath, float_paths
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    at_least,
    not_applicable,
    not_judgeable,
)
from rechterhand.text import Message

KEY = "close_float_paths"
LIMIT = 5.0
SHOWN, SEARCHED = 2, 25


def find(subject: Subject) -> Finding:
    """Measure the room between the longest path and the next ones."""
    rows, result = subject.populations, subject.schedule
    if not rows.inc_plus.any():
        return not_applicable(Message.of("checks.close_float_paths.nothing"))
    if result is None:
        return not_judgeable(Message.of("checks.close_float_paths.no_schedule"))
    others = [
        one
        for one in list(float_paths(result, count=SEARCHED, network=subject.network))[1:]
        if _open_rows(subject, one)
    ][:SHOWN]
    if not others:
        return not_applicable(Message.of("checks.close_float_paths.one_path"))
    gaps = [(_days(subject, one), one) for one in others]
    value = gaps[0][0]
    limit = subject.limit(KEY, LIMIT)
    key = "summary_short" if value < 0 else "summary"
    summary = Message.of(f"checks.close_float_paths.{key}", days=abs(value))
    evidence = tuple(_row(subject, one, gap) for gap, one in gaps if gap < limit)
    return Finding(at_least(value, limit), len(gaps), value, limit, summary, evidence)


def _open_rows(subject: Subject, path: FloatPath) -> list[int]:
    """Rows of a path that are still to be done."""
    rows = subject.populations
    found = (rows.position[one] for one in path.activity_ids)
    return [at for at in found if rows.inc_plus[at]]


def _days(subject: Subject, path: FloatPath) -> float:
    last = subject.populations.position[path.activity_ids[-1]]
    return (path.relative_float_minutes or 0) / float(subject.populations.minutes_per_day[last])


def _row(subject: Subject, path: FloatPath, gap: float) -> Evidence:
    rows = subject.populations
    last = rows.position[path.activity_ids[-1]]
    first = _open_rows(subject, path)[0]
    joins = path.joins if path.joins is not None else path.activity_ids[-1]
    key = "evidence" if first != last else "alone"
    text = Message.of(
        f"checks.close_float_paths.{key}_short" if gap < 0 else f"checks.close_float_paths.{key}",
        task=rows.label(last),
        first=rows.label(first),
        other=rows.label(rows.position[joins]),
        days=abs(gap),
    )
    fields = {"path": path.number, "activities": len(path.activity_ids), "gap_days": round(gap, 2)}
    return Evidence(subject.plan.activities[last].id, text, joins, fields)


check = Check(
    codes=("SC50", "GA07"),
    reference="GAO-16-89G, best practice 7",
    severity=Severity.STEERING,
    unit="days",
    limit=LIMIT,
    find=find,
    rule=at_least,
)
