"""What a detector of one kind of bottleneck declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.project_time import minutes_in_project
from rechterhand.engine.network.rule import Setting
from rechterhand.engine.price.change import Change
from rechterhand.engine.simulate.links import Flow, flow_of
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.staffed.arrays import Staff
from rechterhand.engine.staffed.result import PeopleResult
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan
from rechterhand.text import Message

Real = npt.NDArray[np.float64]
Long = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A finish-to-start link that the plan lacks, between two rows; ``row`` is the one that lacks it.

    ``title`` tells what is missing, ``relief`` what is proposed and why.
    """

    before: int
    after: int
    row: int
    title: Message
    relief: Message


@dataclass(frozen=True)
class Scene:
    """What detectors look at: the compiled plan, its spreads and futures, and how often each row is critical.

    ``criticality`` and ``band`` have an entry for each row: over all futures, and over those whose finish lies
    between P75 and P85. ``finishes`` are those of the futures of
    ``run``, ``proposed`` links that are compiled without holding anything, with their places; ``people`` the
    futures with those that the plan has.
    """

    network: Network
    spreads: Spreads
    criticality: Real
    band: Real
    finishes: Long
    run: Run
    people: PeopleResult | None = None
    proposed: tuple[tuple[Proposal, int], ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.network.plan

    @cached_property
    def position(self) -> Mapping[int, int]:
        """Activity id to row."""
        return {one.id: row for row, one in enumerate(self.plan.activities)}

    @cached_property
    def flow(self) -> Flow:
        """What links do in the first futures, and where nodes lie on average."""
        return flow_of(self.network, self.spreads, self.run.seed, self.run.iterations)

    @cached_property
    def setting(self) -> Setting:
        """The look-ups that the rules for dates need."""
        return Setting.of(self.plan, honest=self.network.honest)

    def project_days(self, minutes: int, calendar: int) -> float:
        """Working minutes of a calendar's row as working days of the project's calendar, by how much time both have."""
        each = minutes_in_project(self.network, calendar)
        return minutes * each / max(1, self.plan.options.minutes_per_day)

    def open_activities(self) -> Iterable[tuple[int, Activity]]:
        """Rows and activities that are scheduled and not finished."""
        for row, one in enumerate(self.plan.activities):
            node = self.network.node[row]
            if node >= 0 and not self.network.finished[node]:
                yield row, one


@dataclass(frozen=True)
class Relief:
    """A bottleneck thought away, as a change of the compiled plan.

    ``less`` is one working day less of it, ``gone`` the thing gone altogether, where these mean something. ``staff`` is
    another number of people instead of a change, ``no_limit`` as many as anybody asks for: what these bring is computed
    in the futures with people.
    """

    text: Message
    change: Change
    less: Change | None = None
    gone: Change | None = None
    staff: Staff | None = None
    no_limit: Staff | None = None


@dataclass(frozen=True)
class Candidate:
    """Something that may hold up the finish; ``weight`` orders candidates for screening, ``always`` skips screening.

    ``weight`` is how often it is critical, ``brings`` what its relief takes away then, in the kind's own measure.
    ``size`` is its own length in working days of the project's calendar, where it has one.
    """

    key: str
    title: Message
    activity_ids: tuple[int, ...]
    weight: float
    relief: Callable[[], Relief]
    always: bool = False
    size: float | None = None
    brings: float = 1.0


@dataclass(frozen=True, slots=True)
class Detector:
    """Finds the candidates of one kind; the kind is the file's name.

    ``propose`` tells the links that the plan lacks; they lie ready in the scene that ``detect`` sees.
    """

    detect: Callable[[Scene], Iterable[Candidate]]
    propose: Callable[[Scene], Iterable[Proposal]] | None = None
