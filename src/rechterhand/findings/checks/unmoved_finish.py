"""A long delay on the longest path that doesn't move the finish as far: the plan can't foretell what a delay does.

Tested as DCMA point 12 does: 600 working days are added to the remaining duration of a task on the longest path, the
plan is scheduled again with all constraints in place, and the finish must slip by the same working time. Taken are
three tasks that haven't started: the first of the path, and those at one and two thirds of it; without such tasks,
tasks under way. ``unmoved_finish.days`` and ``.pieces`` set other numbers. Working time is that of the project
calendar; a day is allowed for rounding (``.rounding_days``), and what only pauses of other calendars absorb isn't held
against the plan. Where no unfinished task is on the path, since a date holds the finish by itself, tasks with the least
float are taken, and room counts as room. Manual tasks stay where they were typed and aren't taken. A plan that is
counted back from its finish is not applicable: its finish is given.

Source: DCMA 14-point assessment, point 12 (DC12).
Bad: 'Build' gets 600 days more; 'Go-live' must finish on 1 June and stays there, so the finish moves by 595 days.
Good: 'Build' gets 600 days more and the finish slips by 600 days.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.delayed import Delayed, Delays
from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    judged,
    not_applicable,
    not_judgeable,
)
from rechterhand.findings.populations import Populations
from rechterhand.findings.project_time import project_days
from rechterhand.text import Message

KEY = "unmoved_finish"
LIMIT = 0.0
DAYS, PIECES, ROUNDING_DAYS = 600.0, 3, 1.0


def find(subject: Subject) -> Finding:
    """Delay tasks on the longest path and see where the finish goes."""
    rows = subject.populations
    if not rows.inc.any():
        return not_applicable(Message.of("checks.unmoved_finish.nothing"))
    if subject.schedule is None:
        return not_judgeable(Message.of("checks.unmoved_finish.no_schedule"))
    if subject.plan.options.from_finish:
        return not_applicable(Message.of("checks.unmoved_finish.from_finish"))
    pieces, on_path = _pieces(subject)
    if not pieces:
        return not_applicable(Message.of("checks.unmoved_finish.no_piece"))
    days = subject.limit(f"{KEY}.days", DAYS)
    delays = subject.delays
    tried = [(at, *_tried(subject, delays, at, days)) for at in pieces]
    allowed = subject.limit(f"{KEY}.rounding_days", ROUNDING_DAYS)
    failed = [one for one in tried if one[1] < days - allowed and not (on_path and one[2].drives)]
    limit = subject.limit(KEY, LIMIT)
    least = days if not failed else min(one[1] for one in failed)
    values = {"number": len(failed), "pieces": len(pieces), "days": days, "least": least}
    if failed:
        key = "summary" if on_path else "held"
        summary = Message.of(f"checks.unmoved_finish.{key}", **values)
    else:
        key = "arrived" if on_path else "held_arrived"
        summary = Message.of(f"checks.unmoved_finish.{key}", pieces=len(pieces), days=days)
    evidence = tuple(_row(subject, *one, days) for one in sorted(failed, key=lambda one: (one[1], one[0])))
    return Finding(judged(len(failed), limit), len(pieces), float(len(failed)), limit, summary, evidence)


def _pieces(subject: Subject) -> tuple[list[int], bool]:
    """Rows to delay, and whether they are on the longest path: the first one of it, and the others evenly behind it."""
    rows, result = subject.populations, subject.schedule
    if result is None:
        return [], True
    manual = np.fromiter((one.manual for one in subject.plan.activities), np.bool_, len(rows.inc))
    usable: Flags = ~manual & (subject.network.node >= 0)
    on_path = bool((result.on_longest_path & rows.inc).any())
    near = result.on_longest_path if on_path else _least_float(rows, usable & rows.inc)
    where = np.flatnonzero(usable & near & rows.fut)
    if not len(where):
        where = np.flatnonzero(usable & near & rows.inc)
    ordered = where[np.lexsort((where, result.early_start[where]))]
    count = min(len(ordered), max(1, int(subject.limit(f"{KEY}.pieces", PIECES))))
    return [int(ordered[len(ordered) * step // count]) for step in range(count)], on_path


def _least_float(rows: Populations, among: Flags) -> Flags:
    """Which of these rows have the least float: what comes nearest to deciding a finish that no task decides."""
    floats = np.where(among, np.nan_to_num(rows.float_days, nan=np.inf), np.inf)
    return np.asarray(among & (floats <= floats.min(initial=np.inf)), np.bool_)


def _tried(subject: Subject, delays: Delays, at: int, days: float) -> tuple[float, Delayed]:
    """How many of the days reached the finish, and what the delay did."""
    node = int(subject.network.node[at])
    after = delays.of(node, round(days * float(subject.populations.minutes_per_day[at])))
    moments = np.array([delays.finish(node), after.finish, delays.end, after.end], np.int64)
    was, late, end, slipped = map(float, project_days(subject, moments))
    return (days * (slipped - end) / (late - was) if late > was else 0.0), after


def _row(subject: Subject, at: int, reached: float, after: Delayed, days: float) -> Evidence:
    rows, activities = subject.populations, subject.plan.activities
    stop = None if after.stopped_at is None else int(subject.network.row[after.stopped_at])
    fields = {"added_days": days, "slipped_days": round(reached, 2)}
    if stop is None or stop < 0:
        text = Message.of("checks.unmoved_finish.evidence", task=rows.label(at), days=days, reached=reached)
        return Evidence(activities[at].id, text, fields=fields)
    text = Message.of(
        "checks.unmoved_finish.stopped", task=rows.label(at), days=days, reached=reached, other=rows.label(stop)
    )
    return Evidence(activities[at].id, text, activities[stop].id, fields)


check = Check(
    codes=("DC12", "GA06"),
    reference="DCMA 14-point assessment, point 12; GAO-16-89G, best practice 6",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
