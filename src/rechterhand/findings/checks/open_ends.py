"""Work without a predecessor or a successor: its delay reaches nothing, so the finish looks safer than it is.

Counted as DCMA point 1 does: unfinished tasks (no milestones, no level of effort) that miss a predecessor, a
successor or both, against all unfinished tasks; at most 5 %. One start and one finish of the plan may be open: the
activity that begins first and the one that ends last (``open_ends.allow_one = 0`` counts these too). Links with
summaries, level of effort and inactive rows don't count as logic (``.any_link = 1`` lets them), links with work of
another project do (``.external = 0`` leaves them out). ``.both_twice = 1`` counts a task twice that is open at both
ends, ``.everything = 1`` looks at milestones, level of effort and finished work as well, ``.milestones`` and
``.baselined`` are those of the other points. Within the limit, yet with any open end left (milestones too), the verdict
is a warning.

Source: DCMA 14-point assessment, point 1 (DC01); open ends as in SC01.
Bad: 'Test interface' has no successor; when it takes a month longer the go-live doesn't move.
Good: 'Test interface' leads to 'Accept interface', which leads to the go-live.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, Flags
from rechterhand.findings.above import linked_above
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, Verdict, not_applicable
from rechterhand.findings.check import share_of as share
from rechterhand.findings.counted import unfinished
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.findings.untied import untied
from rechterhand.text import Message

KEY = "open_ends"
LIMIT = 0.05


def find(subject: Subject) -> Finding:
    """Count the unfinished tasks that miss logic on a side."""
    rows = subject.populations
    everything = bool(subject.limit(f"{KEY}.everything", 0))
    counted = rows.act if everything else unfinished(subject, KEY)
    no_start, no_finish = _open(subject, rows.act if everything else rows.act & ~rows.effort)
    allowed = bool(subject.limit(f"{KEY}.allow_one", 1))
    left_out = _excuse(rows, no_start, no_finish) if allowed else (False, False)
    shown = rows.act if everything else rows.inc_plus
    no_start, no_finish = no_start & shown, no_finish & shown
    loose = no_start | no_finish
    population = int(counted.sum())
    if not population and not loose.any():
        return not_applicable(Message.of("checks.open_ends.nothing"))
    count = int((loose & counted).sum())
    if subject.limit(f"{KEY}.both_twice", 0):
        count += int((no_start & no_finish & counted).sum())
    limit = subject.limit(KEY, LIMIT)
    value = count / population if population else 0.0
    summary = Message.of(
        "checks.open_ends.everything" if everything else "checks.open_ends.summary",
        measured=share(count, population),
        rule=Message.of(_RULES[left_out] if allowed else "checks.open_ends.counted_all"),
        starts=int((no_start & loose).sum()),
        finishes=int((no_finish & loose).sum()),
    )
    start_above, finish_above = linked_above(rows)
    above = (no_start & start_above) | (no_finish & finish_above)
    if above.any() and not subject.limit(f"{KEY}.any_link", 0):
        summary = Message.of("checks.open_ends.above", found=summary, count=int(above.sum()))
    else:
        above[:] = False
    order = _worst_first(rows, loose, no_start, no_finish)
    evidence = of_rows(order, lambda at: _row(rows, at, (no_start, no_finish), above=bool(above[at])))
    return Finding(judge(value, limit, evidence), population, value, limit, summary, evidence)


def _logic(subject: Subject) -> Flags:
    """Rows with which a link counts as logic."""
    rows = subject.populations
    if subject.limit(f"{KEY}.any_link", 0):
        return np.ones(len(rows.act), np.bool_)
    inside = rows.present if subject.limit(f"{KEY}.external", 1) else rows.act
    return inside & ~rows.effort


def _open(subject: Subject, looked_at: Flags) -> tuple[Flags, Flags]:
    """Which of these rows have no logic before them, and which none after them."""
    return untied(subject.populations, looked_at, _logic(subject), external=bool(subject.limit(f"{KEY}.external", 1)))


_RULES = {
    (True, True): "checks.open_ends.left_out",
    (True, False): "checks.open_ends.left_out_start",
    (False, True): "checks.open_ends.left_out_finish",
    (False, False): "checks.open_ends.left_out_nothing",
}
"""By whether a start and a finish were left out."""


def _excuse(rows: Populations, no_start: Flags, no_finish: Flags) -> tuple[bool, bool]:
    """One start and one finish of the plan are open by nature; whether there was one of each to leave out."""
    starts = _known(rows, "start", "actual_start", late=True)
    finishes = _known(rows, "finish", "actual_finish", late=False)
    found = []
    for flags, moments, pick in ((no_start, starts, np.argmin), (no_finish, finishes, np.argmax)):
        where = np.flatnonzero(flags)
        found.append(len(where) > 0)
        if len(where):
            flags[where[pick(moments[where])]] = False
    return found[0], found[1]


def _known(
    rows: Populations, field: str, actual: str, *, late: bool
) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Computed dates where there are, else the file's; a row without any counts as the last to be chosen."""
    found = rows.dates(field)
    if rows.schedule is not None:
        computed = rows.schedule.early_start if field == "start" else rows.schedule.early_finish
        found = np.where(computed == NO_DATE, found, computed)
    real = rows.dates(actual)
    found = np.where(real == NO_DATE, found, real)
    return np.where(found == NO_DATE, np.iinfo(np.int64).max if late else NO_DATE, found)


def _worst_first(rows: Populations, loose: Flags, no_start: Flags, no_finish: Flags) -> list[int]:
    """Both ends open, then no successor, then no predecessor; the longest first."""
    where = np.flatnonzero(loose)
    kind = 2 * no_finish[where].astype(int) + no_start[where]
    length = np.nan_to_num(rows.duration_days[where])
    return [int(at) for at in where[np.lexsort((where, -length, -kind))]]


_TEXTS = {
    (True, True, False): "checks.open_ends.both",
    (False, True, False): "checks.open_ends.finish",
    (True, False, False): "checks.open_ends.start",
    (True, True, True): "checks.open_ends.both_above",
    (False, True, True): "checks.open_ends.finish_above",
    (True, False, True): "checks.open_ends.start_above",
}
"""By what a row lacks (predecessor, successor), and whether a summary above it has that."""


def _row(rows: Populations, at: int, lacks: tuple[Flags, Flags], *, above: bool) -> Evidence:
    no_start, no_finish = lacks
    text = Message.of(_TEXTS[bool(no_start[at]), bool(no_finish[at]), above], task=rows.label(at))
    fields = {"has_predecessor": bool(~no_start[at]), "has_successor": bool(~no_finish[at])}
    return Evidence(rows.plan.activities[at].id, text, fields=fields, counts=bool(rows.inc[at]))


def judge(value: float, limit: float | None, evidence: Sequence[Evidence]) -> Verdict:
    """Within the limit any open end that is left is a warning."""
    if limit is not None and value > limit:
        return Verdict.FAIL
    return Verdict.WARN if evidence else Verdict.PASS


check = Check(
    codes=("DC01", "SC01", "GA02"),
    reference="DCMA 14-point assessment, point 1; GAO-16-89G, best practice 2",
    severity=Severity.DATES,
    unit="share",
    limit=LIMIT,
    find=find,
    judge=judge,
)
