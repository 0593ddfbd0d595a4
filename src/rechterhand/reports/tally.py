"""How many checks came to which verdict; the numbers add up to all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rechterhand.findings.check import CheckResult, Verdict
from rechterhand.text import Message

_ALWAYS = frozenset({Verdict.PASS, Verdict.WARN, Verdict.FAIL})


def tally(results: Iterable[CheckResult]) -> tuple[Message, ...]:
    """'6 passed', '0 warned', '3 failed', and '1 not applicable' where there is one."""
    counts = Counter(one.finding.verdict for one in results)
    return tuple(
        Message.of("report.tally", number=counts[verdict], verdict=Message.of(f"report.verdict.{verdict.value}"))
        for verdict in Verdict
        if counts[verdict] or verdict in _ALWAYS
    )
