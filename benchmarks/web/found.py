"""What was measured, as plain data that one process hands to another."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Told:
    """What the server's log says of a request."""

    status: int
    milliseconds: float
    statements: int


@dataclass
class Page:
    """What a page took: each request, and the addresses of what answered with an error."""

    route: str
    told: list[Told] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def share(self, percent: int) -> float:
        """The milliseconds in which so many percent were answered."""
        return percentile([one.milliseconds for one in self.told], percent)

    @property
    def statements(self) -> int:
        """Most statements of one request."""
        return max(one.statements for one in self.told)


@dataclass(frozen=True)
class Visits:
    """People at once: requests and failures; milliseconds at the server by page, and p95 at the visitors' end."""

    requests: int
    failures: int
    minutes: float
    a_second: float
    served: dict[str, list[float]]
    seen: dict[str, float]


@dataclass(frozen=True)
class Found:
    """All of it; ``counts`` says how much the installation holds, ``errors`` what the log tells."""

    counts: dict[str, int]
    pages: list[Page]
    visits: Visits | None
    errors: list[str]


def percentile(values: list[float], percent: int) -> float:
    """The value that so many percent don't pass."""
    ordered = sorted(values)
    if len(ordered) < 2:
        return ordered[0]
    return statistics.quantiles(ordered, n=100, method="inclusive")[percent - 1]
