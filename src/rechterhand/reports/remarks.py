"""What is said beside a price: why it is what it is, and which others say the same."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.findings.bottleneck import Bottleneck
from rechterhand.reports.saying import Sayer


def remarks(one: Bottleneck, say: Sayer) -> Iterator[str]:
    """Notes of a bottleneck as sentences, the others of its chain by name."""
    if one.alike:
        titles = tuple(other.title for other in one.alike)
        yield say("report.alike", count=len(titles), titles=titles)
    yield from (say.message(note) for note in one.notes)
