"""How many checks came to which verdict; the numbers add up to all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rechterhand.findings.check import CheckResult, Verdict
from rechterhand.text import Message

_ORDER = (Verdict.FAIL, Verdict.WARN, Verdict.PASS, Verdict.NOT_JUDGEABLE, Verdict.NOT_APPLICABLE)
"""Worst first."""


def tally(results: Iterable[CheckResult]) -> tuple[Message, ...]:
    """'3 failed', '6 passed', '1 not applicable': worst first, without the verdicts that no check came to."""
    counts = Counter(one.finding.verdict for one in results)
    return tuple(
        Message.of("report.tally", number=counts[verdict], verdict=Message.of(f"report.verdict.{verdict.value}"))
        for verdict in _ORDER
        if counts[verdict]
    )
