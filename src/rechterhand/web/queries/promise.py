"""How a version stands against the date that was promised for the whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from rechterhand.text import Message
from rechterhand.web.data.models import CommittedDate, PlanVersion
from rechterhand.web.look.explained import Explained
from rechterhand.web.look.health import Health
from rechterhand.web.queries.figures import BY_CALENDAR, Basis, nothing
from rechterhand.web.queries.standing import health, standing


@dataclass(frozen=True, slots=True)
class Promise:
    """The date, how much later P80 is, and the chance of keeping it; without one, why there is none.

    ``is_here`` says that it was promised in the project, and not read from its plan.
    """

    day: date | None
    is_here: bool
    committed: Explained
    late: Explained
    chance: Explained
    health: Health
    reasons: tuple[Message, ...]


def promised_here(project_id: int) -> date | None:
    """The date for the whole that was promised in a project, which goes before those in its plan. One statement."""
    return CommittedDate.objects.filter(project=project_id, is_whole=True).values_list("date", flat=True).first()


def promise(version: PlanVersion) -> Promise:
    """One statement."""
    project = version.project
    found, basis = standing(project, version, promised_here(project.pk)), Basis.of(version)
    none = nothing("no_promise")
    key = "promised_here" if found.committed_here else "promised_in_plan"
    late, chance = Message.of("records.formula.late"), Message.of("records.formula.chance")
    return Promise(
        found.committed,
        found.committed_here,
        none if found.committed is None else basis.day(found.committed, key),
        none
        if found.late_days is None
        else basis.figure(found.late_days, "working_days", late, signed=True, assumed=(BY_CALENDAR,)),
        none if found.chance is None else basis.figure(found.chance, "chance", chance),
        health(project, found),
        found.reasons,
    )


def promised_until(version: PlanVersion) -> datetime | None:
    """A promise is kept until the end of its day."""
    day = promise(version).day
    return None if day is None else datetime.combine(day, time(17))
