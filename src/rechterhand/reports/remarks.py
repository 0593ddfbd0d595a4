"""What is said beside a price: why it is what it is, and which others say the same."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.findings.bottleneck import Bottleneck, Hidden, Joint
from rechterhand.reports.saying import Sayer
from rechterhand.text import Message
from rechterhand.verdict import Review

WORTH = 0.05
"""Days below which a price is shown as nought, and isn't shown."""


def priced(review: Review) -> list[Bottleneck]:
    """Bottlenecks with a price that shows, the dearest first."""
    return [one for one in review.prices.bottlenecks if review.prices.ranked(one)[0] >= WORTH]


def remarks(one: Bottleneck, say: Sayer) -> Iterator[str]:
    """Notes of a bottleneck as sentences, the others of its chain by name."""
    if one.alike:
        titles = tuple(other.title for other in one.alike)
        yield say("report.alike", count=len(titles), titles=titles)
    if one.overlaps:
        parts = tuple(Message.of("report.overlap", title=other.title, days=other.price_days) for other in one.overlaps)
        yield say("report.overlaps", count=len(parts), parts=parts)
    yield from (say.message(note) for note in one.notes)


def without(one: Bottleneck, review: Review) -> Message:
    """The price as one sentence: what P80 gains without it, or with the response that is registered."""
    return review.prices.sentence(one)


def hidden_line(one: Hidden, where: str) -> Message:
    """What would come later without it; ``where`` is the catalogue's part of the report that says it."""
    counted_on = one.title.key == "bottlenecks.risk.opportunity"
    return Message.of("report.counted_on" if counted_on else f"{where}.hidden", title=one.title, days=one.later_days)


def joint_line(one: Joint) -> Message:
    """What several bring together beside what each brings by itself."""
    key, titles = "report.joint.more" if one.more else "report.joint.less", tuple(other.title for other in one.members)
    shown = sum(round(other.price_days, 1) for other in one.members)  # adds up with the prices as the list shows them
    return Message.of(key, days=one.price_days, sum=shown, titles=titles)
