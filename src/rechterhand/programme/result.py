"""What comes of looking at projects together: when each will be finished, what waits for what, and what that costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.simulate.result import Percentile
from rechterhand.programme.link import Member, ProjectLink
from rechterhand.record.assumption import Assumption
from rechterhand.text import Message
from rechterhand.text.notebook import counted

Finishes = npt.NDArray[np.int64]

END = ""
"""Stands for the end of the programme where prices are told by project."""


@dataclass(frozen=True, slots=True)
class Price:
    """Working days that P80 gains, with their standard error."""

    days: float
    standard_error_days: float


@dataclass(frozen=True)
class Outlook:
    """One project: its futures by itself and together with the others, on the same draws.

    ``later`` is what P80 lies later together, in working days of its own calendar; ``waits_for`` the projects from
    which a chain of links leads to it. ``chance_alone`` and ``chance`` are those of the committed date, None without
    one. A project without open work has percentiles that are all its actual finish.
    """

    member: Member
    alone: Mapping[str, Percentile]
    together: Mapping[str, Percentile]
    later: Price
    waits_for: tuple[str, ...]
    chance_alone: float | None
    chance: float | None
    finishes_alone: Finishes
    finishes: Finishes
    has_open_work: bool = True

    @property
    def key(self) -> str:
        """The project's key."""
        return self.member.key

    @property
    def name(self) -> str:
        """Its plan's name."""
        return self.member.plan.name


@dataclass(frozen=True, slots=True)
class LinkCost:
    """What a link costs, by project (``END``: the end of the programme).

    ``waiting`` is what P80 gains when the link doesn't hold at all, ``late`` what it gains when what is waited for is
    delivered on the day that its own plan says (``promised``). ``idle`` says why it can hold nothing: 'handed_over'
    when its predecessor's end is history, 'finished' when its successor is finished.
    """

    link: ProjectLink
    waiting: Mapping[str, Price]
    late: Mapping[str, Price]
    promised: datetime | None = None
    idle: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """A bottleneck of one project, with what P80 of each project gains by its relief (``END``: the programme).

    Projects that it doesn't reach have no price. ``total_days`` ranks: what all projects gain together.
    """

    rank: int
    project: str
    kind: str
    key: str
    title: Message
    activity_ids: tuple[int, ...]
    relief: Message
    prices: Mapping[str, Price]
    total_days: float
    inside: tuple[Message, ...] = ()


@dataclass(frozen=True, repr=False)
class ProgrammeResult:
    """Projects reviewed together. ``finish`` has P10 to P90 of the last finish; ``ends_with`` the share of futures in
    which each project is the last one.
    """

    projects: tuple[Outlook, ...]
    links: tuple[LinkCost, ...]
    bottlenecks: tuple[Shared, ...]
    finish: Mapping[str, Percentile]
    finish_alone: Mapping[str, Percentile]
    ends_with: Mapping[str, float]
    finishes: Finishes
    iterations: int
    seed: int
    assumptions: tuple[Assumption, ...] = ()
    timings: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def __getitem__(self, key: str) -> Outlook:
        """The outlook of a project. Raises KeyError when there is none."""
        for one in self.projects:
            if one.key == key:
                return one
        raise KeyError(key)

    def __repr__(self) -> str:
        """The programme on one line."""
        return (
            f"ProgrammeResult({counted(len(self.projects), 'project')}, {counted(len(self.links), 'link')}, "
            f"P80 {self.finish['p80'].moment:%Y-%m-%d}, {counted(len(self.bottlenecks), 'bottleneck')})"
        )
