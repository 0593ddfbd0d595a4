"""How uncertain a plan is: the usual spread, estimates of activities, and risks."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rechterhand.web.api.shapes.base import TEXT, Answer, Body, name_field
from rechterhand.web.bridge.uncertain import MOST_ESTIMATES, MOST_RISKS, Estimate, RiskEvent, Table
from rechterhand.web.queries.uncertain import Uncertain

ActivityId = Annotated[int, Field(ge=-(2**53), le=2**53)]
Factor = Annotated[float, Field(ge=0, le=1000)]
Days = Annotated[float, Field(ge=-100_000, le=100_000)]


class EstimateForm(Body):
    """Three points of an activity's duration, in working days."""

    activity_id: ActivityId
    low_days: Days
    likely_days: Days
    high_days: Days


class RiskForm(Body):
    """Something that may happen: working days more on activities, or a factor on their durations."""

    key: str = name_field(60)
    title: str = Field(max_length=200, pattern=TEXT)
    probability: float = Field(ge=0, le=1)
    activity_ids: list[ActivityId] = Field(max_length=1000)
    low_days: Days | None = None
    likely_days: Days | None = None
    high_days: Days | None = None
    low_factor: Factor | None = None
    likely_factor: Factor | None = None
    high_factor: Factor | None = None


class UncertaintyForm(Body):
    """The whole table: what isn't named goes. The spread is in factors of planned durations."""

    low: Factor
    likely: Factor
    high: Factor
    correlation: float = Field(ge=0, lt=1)
    estimates: list[EstimateForm] = Field(max_length=MOST_ESTIMATES)
    risks: list[RiskForm] = Field(max_length=MOST_RISKS)

    def table(self) -> Table:
        """As the action takes it."""
        return Table(
            self.low,
            self.likely,
            self.high,
            self.correlation,
            tuple(Estimate(**one.model_dump()) for one in self.estimates),
            tuple(RiskEvent(**one.model_dump() | {"activity_ids": tuple(one.activity_ids)}) for one in self.risks),
        )


class UncertaintyAnswer(Answer):
    """The table as it is kept; ``left_out`` are activities that it speaks of and the plan hasn't got."""

    low: float
    likely: float
    high: float
    correlation: float
    estimates: list[EstimateForm]
    risks: list[RiskForm]
    left_out: list[int]
    revision: int


def uncertainty(found: Uncertain) -> UncertaintyAnswer:
    """The table."""
    table = found.table
    return UncertaintyAnswer(
        low=table.low,
        likely=table.likely,
        high=table.high,
        correlation=table.correlation,
        estimates=[
            EstimateForm.model_construct(
                activity_id=one.activity_id,
                low_days=one.low_days,
                likely_days=one.likely_days,
                high_days=one.high_days,
            )
            for one in table.estimates
        ],
        risks=[_risk(one) for one in table.risks],
        left_out=list(found.left_out),
        revision=found.revision,
    )


def _risk(one: RiskEvent) -> RiskForm:
    told = {name: getattr(one, name) for name in RiskForm.model_fields}
    return RiskForm.model_construct(**told | {"activity_ids": list(one.activity_ids)})
