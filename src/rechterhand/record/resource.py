"""Resources and their assignments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class ResourceKind(StrEnum):
    """What a resource is. Material and cost never drive dates."""

    WORK = "work"
    EQUIPMENT = "equipment"
    MATERIAL = "material"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Availability:
    """Units (1.0 = one full-time) from start up to finish; ``None`` is open."""

    start: datetime | None
    finish: datetime | None
    units: float


@dataclass(frozen=True, slots=True)
class Rate:
    """Money per hour of work, from a moment on."""

    start: datetime | None
    per_hour: float


@dataclass(frozen=True, slots=True)
class WorkPart:
    """Work done or to be done between two moments (time-phased data); ``minutes`` is effort."""

    start: datetime
    finish: datetime
    minutes: float


@dataclass(frozen=True, slots=True)
class CostPart:
    """Money between two moments."""

    start: datetime
    finish: datetime
    amount: float


@dataclass(frozen=True, slots=True)
class Effort:
    """Work in minutes with what it costs; ``None`` where the file says nothing. Parts only of assignments."""

    work_minutes: float | None = None
    cost: float | None = None
    work_parts: tuple[WorkPart, ...] = ()
    cost_parts: tuple[CostPart, ...] = ()


@dataclass(frozen=True, slots=True)
class BaselineEffort:
    """What a resource or assignment had in an approved version; numbers as in ``activity.Baseline``."""

    number: int
    start: datetime | None = None
    finish: datetime | None = None
    effort: Effort = Effort()
    budget: Effort = Effort()


@dataclass(frozen=True, slots=True)
class Resource:
    """A person, role, team, machine or material. Only what planning needs is kept of a person.

    ``generic`` marks a role rather than a named person; ``role`` and ``group`` are shown in place of the name.
    """

    id: int
    name: str
    code: str | None = None
    kind: ResourceKind = ResourceKind.WORK
    generic: bool = False
    active: bool = True
    role: str | None = None
    group: str | None = None
    parent_id: int | None = None
    calendar_id: int | None = None
    max_units: float | None = None
    availability: tuple[Availability, ...] = ()
    rates: tuple[Rate, ...] = ()
    overtime_rate: float | None = None
    cost_per_use: float | None = None
    is_budget: bool = False
    overtime: Effort = Effort()
    actual_overtime: Effort = Effort()
    remaining_overtime: Effort = Effort()
    budget: Effort = Effort()
    baselines: tuple[BaselineEffort, ...] = ()
    notes: str | None = None
    codes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    fields: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def stands_for_money(self) -> bool:
        """Whether it is a sum of money: equipment that costs one an hour, as planners of Primavera put it in a plan."""
        return self.kind is ResourceKind.EQUIPMENT and bool(self.rates) and all(one.per_hour == 1 for one in self.rates)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A resource on an activity. ``units`` 1.0 is one full-time; work in minutes of effort."""

    id: int
    activity_id: int
    resource_id: int | None
    units: float = 1.0
    remaining_units: float | None = None
    role: str | None = None
    work_minutes: float = 0
    actual_work_minutes: float = 0
    remaining_work_minutes: float = 0
    planned_work_minutes: float | None = None
    start: datetime | None = None
    finish: datetime | None = None
    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    stop: datetime | None = None
    resume: datetime | None = None
    delay_minutes: int = 0
    levelling_delay_minutes: int = 0
    contour: str | None = None
    cost: float | None = None
    actual_cost: float | None = None
    remaining_cost: float | None = None
    actual_parts: tuple[WorkPart, ...] = ()
    remaining_parts: tuple[WorkPart, ...] = ()
    overtime: Effort = Effort()
    actual_overtime: Effort = Effort()
    remaining_overtime: Effort = Effort()
    budget: Effort = Effort()
    baselines: tuple[BaselineEffort, ...] = ()
    fields: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
