"""What a check measured and the limit that it was held against, in words: '8.2 % (at most 5 %)'."""

from __future__ import annotations

from rechterhand.findings.check import FEW, Check, Finding
from rechterhand.text import Message


def measured(check: Check, finding: Finding) -> Message | None:
    """The value beside its limit; None where nothing was measured."""
    if finding.value is None:
        return None
    value = _value(check, finding, finding.value)
    limit = limit_of(check, finding)
    return value if limit is None else Message.of("checks.measured", value=value, limit=limit)


def limit_of(check: Check, finding: Finding) -> Message | None:
    """The limit of a finding with its direction; None where there is none."""
    if finding.between is not None:
        return _between(check, *finding.between)
    return None if finding.threshold is None else _one_sided(check, finding.threshold)


def usual_limit(check: Check) -> Message | None:
    """The limit that a check has by itself; None for one that informs without a limit."""
    if check.limit is None:
        return None
    return _one_sided(check, check.limit) if check.most is None else _between(check, check.limit, check.most)


def _one_sided(check: Check, limit: float) -> Message:
    return Message.of(f"checks.limit.{'least' if check.is_floor else 'most'}", amount=_amount(check, limit))


def _between(check: Check, least: float, most: float) -> Message:
    return Message.of("checks.limit.between", least=_amount(check, least), most=_amount(check, most))


def _value(check: Check, finding: Finding, value: float) -> Message:
    """A share of few is told as a count: a percentage of so few says nothing."""
    if check.unit == "share" and finding.population < FEW:
        number = round(value * finding.population)
        return Message.of("checks.measure.few", number=number, population=finding.population)
    return _amount(check, value)


def _amount(check: Check, value: float) -> Message:
    return Message.of(f"checks.amount.{check.unit}", amount=value)
