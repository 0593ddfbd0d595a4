"""Supporting work that holds up real work: level of effort has no end of its own, so it can't be waited for.

Counts unfinished levels of effort and hammocks with a link to unfinished activities that aren't such; none allowed.
``level_of_effort_drives.finish_to_start = 1`` counts only those of which the finish is waited for, since other links
may serve to say how long the support lasts. Those without such links that are critical only give a warning: their float
is that of the work they accompany.

Source: our own (SC48), after NDIA's Planning and Scheduling Excellence Guide.
Bad: 'Project support' (level of effort) is followed by 'Hand over'; when the support is prolonged the hand-over slips.
Good: 'Project support' runs from the first task to the hand-over, and nothing follows it.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, Verdict, judged, not_applicable
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.findings.wording import link_type
from rechterhand.record.link import LinkType
from rechterhand.text import Message

KEY = "level_of_effort_drives"
LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the levels of effort that others wait for."""
    rows = subject.populations
    support = rows.act & rows.effort & ~rows.finished
    population = int(support.sum())
    if not population:
        return not_applicable(Message.of("checks.level_of_effort_drives.nothing"))
    links = np.flatnonzero(_out(rows, support))
    if subject.limit(f"{KEY}.finish_to_start", 0):
        links = links[[subject.plan.links[at].type is LinkType.FS for at in links]]
    drivers = set(rows.predecessor[links].tolist())
    critical = [] if subject.schedule is None else np.flatnonzero(support & subject.schedule.critical).tolist()
    only_critical = [at for at in critical if at not in drivers]
    limit = subject.limit(KEY, LIMIT)
    verdict = judged(len(drivers), limit)
    if verdict is Verdict.PASS and only_critical:
        verdict = Verdict.WARN
    summary = Message.of(
        "checks.level_of_effort_drives.summary",
        number=len(drivers),
        population=population,
        critical=len(critical),
    )
    found = [(int(at), True) for at in links] + [(at, False) for at in only_critical]
    ends = np.column_stack((rows.predecessor[links], rows.successor[links])).tolist()
    touched = [*ends, *((at, -1) for at in only_critical)]
    evidence = Evidences(found, lambda one: _row(rows, one[0]) if one[1] else _critical(rows, one[0]), touched)
    return Finding(verdict, population, float(len(drivers)), limit, summary, evidence)


def _out(rows: Populations, support: Flags) -> Flags:
    """Links from the support to discrete work."""
    if not len(rows.lag):
        return np.zeros(0, np.bool_)
    return np.asarray(rows.lnk & support[rows.predecessor] & rows.inc_plus[rows.successor], np.bool_)


def _row(rows: Populations, at: int) -> Evidence:
    link = rows.plan.links[at]
    text = Message.of(
        "checks.level_of_effort_drives.evidence",
        task=rows.label(int(rows.predecessor[at])),
        other=rows.label(int(rows.successor[at])),
        type=link_type(link.type),
    )
    return Evidence(link.predecessor_id, text, link.successor_id, {"type": link.type.value})


def _critical(rows: Populations, at: int) -> Evidence:
    days = float(rows.float_days[at])
    text = Message.of("checks.level_of_effort_drives.critical", task=rows.label(at))
    known = None if np.isnan(days) else round(days, 2)
    return Evidence(rows.plan.activities[at].id, text, fields={"total_float_days": known})


check = Check(
    codes=("SC48", "GA06"),
    reference="NDIA, Planning and Scheduling Excellence Guide",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
