"""A finding counted again without the rows that are excused.

The population stays what it was, since an excused activity is still one of those looked at; it is counted as right.
That is exact where the value is a number of rows, or their share of the population, and the evidence is exactly those
rows. Both are tested on the finding itself: the rows of the evidence that count must be as many as the value says, and
the check's rule must give the verdict that the check gave. Where they don't (an index, a length, a value in groups),
nothing is recounted, and the summary says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rechterhand.findings.check import Check, Evidence, Finding, Verdict, share_of
from rechterhand.findings.evidences import Evidences
from rechterhand.text import Message

NEARLY = 1e-6


def recount(check: Check, finding: Finding, excused: Sequence[Evidence]) -> tuple[Finding, bool]:
    """The finding without these rows of its evidence, and whether its value and verdict were counted anew.

    Parameters
    ----------
    check
        Says what the value is and how it is judged.
    finding
        As the check gave it.
    excused
        Rows of its evidence, the same objects.

    Returns
    -------
    Finding
        The other rows as evidence, and a summary that tells both counts.
    bool
        False when value and verdict are still those with the excused rows.
    """
    gone = set(map(id, excused))
    left = _only(finding.evidence, [at for at, one in enumerate(finding.evidence) if id(one) not in gone])
    wrong = _wrong(check, finding)
    if wrong is None or finding.value is None:
        told = Message.of("excuses.rows.not_counted", found=finding.summary, count=len(excused))
        return replace(finding, evidence=left, summary=told), False
    wrong -= sum(one.counts for one in excused)
    number = finding.population - wrong if check.is_floor else wrong
    value = float(number)
    if check.unit == "share":
        value = number / finding.population if finding.population else finding.value
    told = Message.of(
        "excuses.rows.counted",
        found=finding.summary,
        count=len(excused),
        left=share_of(wrong, finding.population)
        if check.unit == "share"
        else Message.of("excuses.rows.left", number=wrong),
    )
    verdict = verdict_of(check, value, finding.threshold, left)
    return replace(finding, verdict=verdict, value=value, summary=told, evidence=left), True


def _only(evidence: Sequence[Evidence], places: Sequence[int]) -> Sequence[Evidence]:
    return evidence.only(places) if isinstance(evidence, Evidences) else tuple(evidence[at] for at in places)


def verdict_of(check: Check, value: float, limit: float | None, evidence: Sequence[Evidence]) -> Verdict:
    """The verdict by the check's rule; usually the value against the limit, a warning for what informs.

    What informs without a usual limit fails above one that a profile sets.
    """
    if check.judge is not None:
        return check.judge(value, limit, evidence)
    if check.informs and check.limit is None:
        above = limit is not None and value > limit  # a limit that the profile set
        return Verdict.FAIL if above else Verdict.WARN if evidence else Verdict.PASS
    if limit is None or check.rule(value, limit) is Verdict.PASS:
        return Verdict.PASS
    return Verdict.WARN if check.informs else Verdict.FAIL


def _wrong(check: Check, finding: Finding) -> int | None:
    """How many rows the value counts as wrong; None when that can't be told from it."""
    if finding.value is None or check.unit not in {"share", "count"}:
        return None
    whole = finding.value * finding.population if check.unit == "share" else finding.value
    number = round(whole)
    if abs(whole - number) > NEARLY:
        return None
    wrong = finding.population - number if check.is_floor else number
    if wrong != sum(one.counts for one in finding.evidence):
        return None
    if verdict_of(check, finding.value, finding.threshold, finding.evidence) is not finding.verdict:
        return None
    return wrong
