"""What is tried on a plan, and what is kept of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from rechterhand.web.actions.trying import LONGEST, MOST, Trial
from rechterhand.web.api.shapes.base import Answer, Body, day, error, figure, name_field, text_field
from rechterhand.web.api.shapes.uncertainty import ActivityId
from rechterhand.web.queries.trial import Asked, Kept

WorkingDays = Annotated[float, Field(ge=0, le=LONGEST)]


class Lasting(Body):
    """An activity that lasts other than planned, in working days."""

    activity_id: ActivityId
    days: WorkingDays


class NewTrial(Body):
    """What to try: keys of ways out of the latest verdict (``remedies`` in its document), and durations."""

    ways: list[Annotated[str, text_field(200, ...)]] = Field([], max_length=MOST)
    durations: list[Lasting] = Field([], max_length=MOST)

    def trial(self) -> Trial:
        """As the action takes it; of an activity that is named twice the last word holds."""
        return Trial(tuple(dict.fromkeys(self.ways)), {one.activity_id: one.days for one in self.durations})


class NewScenario(Body):
    """A trial that is done, and the name under which to keep it."""

    trial: UUID
    name: str = name_field(200)


class ScenarioName(Body):
    """Another name."""

    name: str = name_field(200)


class LastingAnswer(Answer):
    """An activity with its duration in working days."""

    activity_id: int
    days: float


class ScenarioAnswer(Answer):
    """A scenario: what was tried on which version, and what it brought on P80."""

    id: int
    name: str
    revision: int
    version: int
    ways: list[str]
    durations: list[LastingAnswer]
    days: float | None
    standard_error_days: float | None
    p80: date | None
    created_at: datetime
    created_by: str


def scenario(one: Kept) -> ScenarioAnswer:
    """A scenario."""
    return ScenarioAnswer(
        id=one.pk,
        name=one.name,
        revision=one.revision,
        version=one.version,
        ways=list(one.asked.ways),
        durations=lastings(one.asked),
        days=figure(one.days),
        standard_error_days=error(one.days),
        p80=day(one.p80),
        created_at=one.created_at,
        created_by=one.created_by,
    )


def lastings(asked: Asked) -> list[LastingAnswer]:
    """Changed durations."""
    return [LastingAnswer(activity_id=key, days=days) for key, days in asked.durations.items()]
