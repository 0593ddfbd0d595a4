"""What a scheduling tool's rules say about one activity, before it becomes array entries. Moments are minutes since
1970.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rechterhand.engine.network.arrays import BOUND
from rechterhand.engine.network.clock import CalendarKey
from rechterhand.record.activity import Activity, ActivityType
from rechterhand.record.link import Link
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Assignment, Resource, ResourceKind

EPOCH = datetime(1970, 1, 1)


def minute(moment: datetime) -> int:
    """Minutes since 1970."""
    return round((moment - EPOCH) / timedelta(minutes=1))


@dataclass(slots=True)
class Rule:
    """One activity to schedule.

    ``calendar`` counts the work, ``float_calendar`` its floats. ``start_from``/``finish_from`` are early bounds,
    ``start_until``/``finish_until`` caps that break logic, ``late_start_by``/``late_finish_by`` late bounds;
    ``pinned_late`` keeps the late dates at the early ones' pin. ``span`` is the period of remaining work with pauses
    in it (splits). ``fixed_start``/``fixed_finish`` are shown instead of computed dates, ``typed_finish`` is a manual
    task's; ``stays_at_finish``/``stays_at_start`` say at which side of a pause work without length may stand;
    ``start_links`` what links from its start do to its late dates (``network/arrays.py``). ``not_before`` is the
    moment before which none of its remaining work can be done, whatever else holds it (``network/honest.py``).
    """

    calendar: CalendarKey
    duration: int
    float_calendar: CalendarKey = None
    span: tuple[int, int] | None = None
    start_from: int | None = None
    finish_from: int | None = None
    start_until: int | None = None
    finish_until: int | None = None
    late_start_by: int | None = None
    late_finish_by: int | None = None
    pinned_late: bool = False
    target: int | None = None
    fixed_start: int | None = None
    fixed_finish: int | None = None
    typed_finish: int | None = None
    finished: bool = False
    unlimiting: bool = False
    alap: bool = False
    not_before: int | None = None
    stays_at_finish: bool = False
    stays_at_start: int = 0
    start_links: int = BOUND


@dataclass(frozen=True)
class Setting:
    """The plan with look-ups that rules need; ``honest`` asks for remaining work from the status date on."""

    plan: Plan
    assignments: Mapping[int, Sequence[Assignment]]
    resources: Mapping[int, Resource]
    links_into: Mapping[int, Sequence[Link]]
    data_date: int
    calendars: frozenset[int]
    honest: bool = False

    @classmethod
    def of(cls, plan: Plan, *, honest: bool = False) -> Setting:
        """Collect them. The data date is the status date, else the project start."""
        assignments: dict[int, list[Assignment]] = {}
        for assignment in plan.assignments:
            assignments.setdefault(assignment.activity_id, []).append(assignment)
        into: dict[int, list[Link]] = {}
        for link in plan.links:
            into.setdefault(link.successor_id, []).append(link)
        resources = {one.id: one for one in plan.resources}
        calendars = frozenset(one.id for one in plan.calendars)
        return cls(plan, assignments, resources, into, minute(data_date(plan)), calendars, honest)

    def work_of(self, resource: Resource) -> tuple[int, ResourceKind, int | None]:
        """All that rules ask of a resource: which it is, its kind, and the calendar that it works by."""
        calendar = resource.calendar_id
        return resource.id, resource.kind, calendar if calendar in self.calendars else None

    def work_calendars(self, activity: Activity) -> set[int]:
        """Calendars of the resources that do the activity's work."""
        found = {self.resources[one.resource_id or 0].calendar_id for one in self.working(activity)}
        return {key for key in found if key is not None and key in self.calendars}

    def working(self, activity: Activity) -> list[Assignment]:
        """The assignments of the resources that do the activity's work."""
        found = []
        for assignment in self.assignments.get(activity.id, ()):
            resource = self.resources.get(assignment.resource_id) if assignment.resource_id is not None else None
            if resource is not None and resource.kind in _WORKING:
                found.append(assignment)
        return found


_WORKING = frozenset({ResourceKind.WORK, ResourceKind.EQUIPMENT})


def data_date(plan: Plan) -> datetime:
    """Status date, else project start, else the earliest start in the plan."""
    if plan.status_date is not None:
        return plan.status_date
    return project_start(plan)


def project_start(plan: Plan) -> datetime:
    """Project start, else the earliest start in the plan, else a fixed Monday: a plan without any date still has an
    order.
    """
    if plan.start is not None:
        return plan.start
    starts = [one.start for one in plan.activities if one.start is not None]
    return min(starts, default=datetime(2024, 1, 1, 8))


def is_driven(activity: Activity) -> bool:
    """Rows whose dates follow from the rows they are tied to."""
    return activity.type in {ActivityType.LEVEL_OF_EFFORT, ActivityType.HAMMOCK, ActivityType.WBS_SUMMARY}


def is_scheduled(activity: Activity) -> bool:
    """Rows that the passes schedule."""
    return activity.active and not activity.type.is_summary and not is_driven(activity)
