"""How a project stands: the computed colour with the reasons behind it.

The rule: late when the date that is kept with 80 % certainty (P80) lies more than the tolerance after the promised
date; at risk when it lies after that date; fine otherwise; no data without a promised date, a plan or open work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import numpy as np

from rechterhand.text import Message
from rechterhand.web.bridge import verdicts
from rechterhand.web.data.models import Health as Declared
from rechterhand.web.data.models import PlanVersion, Project
from rechterhand.web.look.health import Health, State

STATES: dict[str, State] = {
    Declared.LATE: "late",
    Declared.AT_RISK: "risk",
    Declared.FINE: "fine",
    Declared.UNKNOWN: "none",
}
"""How pages call the colours that are kept."""
WORST_FIRST: tuple[State, ...] = ("late", "risk", "fine", "none")
_DAY = timedelta(days=1)
_LAST = date.max - _DAY
"""The last date that has a day after it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """``late_days`` are working days of P80 after the promised date, negative before it; by the plan's calendar.

    ``committed_here`` says that the date was promised in the project, and not read from its plan.
    """

    state: State
    reasons: tuple[Message, ...]
    committed: date | None = None
    committed_here: bool = False
    late_days: int | None = None
    chance: float | None = None

    @property
    def order(self) -> tuple[int, int]:
        """Worst first."""
        return WORST_FIRST.index(self.state), -(self.late_days or 0)


def standing(project: Project, version: PlanVersion | None, promised: date | None) -> Standing:
    """How it stands by its latest reviewed version; ``promised`` is the project's own date for the whole."""
    committed = promised or (version.committed if version else None)
    here = promised is not None
    if version is None:
        return Standing("none", (Message.of("records.health.no_plan"),), committed, here)
    if version.p80 is None:
        return Standing("none", (Message.of("records.health.no_open_work"),), committed, here)
    if committed is None:
        return Standing("none", (Message.of("records.health.no_promise", p80=version.p80),))
    late = working_days(version, committed, version.p80)
    tolerance = project.time_tolerance_days or 0
    chance = _chance(version, committed, here=here)
    state = state_of(late, tolerance)
    reasons = [Message.of(f"records.health.{state}", p80=version.p80, committed=committed, count=abs(late))]
    if late > 0 and tolerance:
        key = "records.health.beyond" if late > tolerance else "records.health.within"
        reasons.append(Message.of(key, count=tolerance))
    if chance is not None:
        reasons.append(Message.of("records.health.chance", chance=chance))
    return Standing(state, tuple(reasons), committed, here, late, chance)


def state_of(late: int, tolerance: int) -> State:
    """The colour of so many working days after the promise."""
    return "late" if late > tolerance else "risk" if late > 0 else "fine"


def health(project: Project, found: Standing, by: str = "") -> Health:
    """The computed colour, and what a person declared."""
    if not project.health:
        return Health(found.state)
    return Health(found.state, STATES[project.health], project.health_reason, by)


def working_days(version: PlanVersion, since: date, until: date) -> int:
    """Working days after one date up to and including another, by the calendar of a version's plan; negative when the
    other comes first.
    """
    if until < since:
        return -working_days(version, until, since)
    first, last = (min(one, _LAST) + _DAY for one in (since, until))
    return int(np.busday_count(first, last, busdaycal=_calendar(version.week, tuple(version.days_off))))


@lru_cache(maxsize=1000)
def _calendar(week: str, days_off: tuple[date, ...]) -> np.busdaycalendar:
    """Made once for the many versions that work on the same days."""
    return np.busdaycalendar(week, days_off)


def _chance(version: PlanVersion, committed: date, *, here: bool) -> float | None:
    """As it was reviewed; by the curve of its futures where another date was promised in the project since."""
    if version.committed_chance is not None and (not here or version.committed == committed):
        return version.committed_chance
    if "curve" in version.get_deferred_fields():
        return None
    return verdicts.chance(version.curve, datetime.combine(committed, time.max))
