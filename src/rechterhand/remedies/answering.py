"""Which of the priced bottlenecks a way out answers."""

from __future__ import annotations

from rechterhand.findings.bottleneck import Bottleneck, PriceList
from rechterhand.remedies.remedy import Way


def answered(way: Way, prices: PriceList, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Keys of the bottlenecks of these kinds that a way works on, dearest first."""
    return tuple(one.key for one in prices.bottlenecks if one.kind in kinds and _is_about(way, one))


def _is_about(way: Way, one: Bottleneck) -> bool:
    if one.kind == "risk":
        return way.risk is not None and one.key == f"risk:{way.risk}"
    if one.kind == "resource":
        return way.target == ("resource", _number(one.key)) or bool(way.about & set(one.activity_ids))
    return bool(way.about & set(one.activity_ids))


def _number(key: str) -> int:
    return int(key.partition(":")[2])
