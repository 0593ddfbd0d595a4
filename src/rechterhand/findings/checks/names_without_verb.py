"""Tasks whose names don't say what is done: it can't be told when they are ready.

Informs about unfinished tasks without a verb in their name; up to 10 % is usual. Names in Dutch ('Servers installeren')
and English ('Install servers') are understood, by a list of some hundreds of verbs; where few names (under one in ten)
are in either language it isn't judgeable. A name that isn't understood is a reason to ask, no mistake.

Source: our own (SC53).
Bad: 'Interfaces', 'Data', 'Phase 2'.
Good: 'Build interfaces', 'Migrate customer data', 'Test phase 2'.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    not_applicable,
    not_judgeable,
    noted,
    share_of,
)
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.findings.verbs import is_of_a_known_language, says_what_is_done
from rechterhand.text import Message

LIMIT = 0.1
UNDERSTOOD = 0.1


def find(subject: Subject) -> Finding:
    """Take the share of unfinished tasks without a verb."""
    rows, activities = subject.populations, subject.plan.activities
    looked = [int(at) for at in np.flatnonzero(rows.inc) if activities[at].name.strip()]
    if not looked:
        return not_applicable(Message.of("checks.names_without_verb.nothing"))
    understood = sum(is_of_a_known_language(activities[at].name) for at in looked)
    if understood < UNDERSTOOD * len(looked):
        return not_judgeable(Message.of("checks.names_without_verb.language"), len(looked))
    where = [at for at in looked if not says_what_is_done(activities[at].name)]
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    order = sorted(where, key=lambda at: (floats[at], at))
    limit = subject.limit("names_without_verb", LIMIT)
    value = len(where) / len(looked)
    summary = Message.of("checks.names_without_verb.summary", measured=share_of(len(where), len(looked)))
    evidence = of_rows(order, lambda at: _row(rows, at))
    return Finding(noted(value, limit), len(looked), value, limit, summary, evidence)


def _row(rows: Populations, at: int) -> Evidence:
    one = rows.plan.activities[at]
    text = Message.of("checks.names_without_verb.evidence", task=rows.label(at))
    return Evidence(one.id, text, fields={"names": one.name})


check = Check(
    codes=("SC53",),
    reference="Own convention",
    severity=Severity.TIDINESS,
    unit="share",
    limit=LIMIT,
    find=find,
    informs=True,
)
