"""A copy of the plan with what its futures are drawn by: what a way out changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rechterhand.engine.futures.uncertainty import Risk, Uncertainty
from rechterhand.record.activity import Activity, ThreePoint
from rechterhand.record.link import Link
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Assignment, Resource


@dataclass(frozen=True, slots=True)
class Case:
    """``promised`` is the moment (minutes since 1970) promised for the whole; None where nothing is. ``today`` is the
    day of judgement, before which nothing can be done any more; None where none is told.
    """

    plan: Plan
    uncertainty: Uncertainty
    promised: int | None = None
    today: date | None = None

    def with_activity(self, key: int, change: Callable[[Activity], Activity]) -> Case:
        """One activity changed."""
        rows = tuple(change(one) if one.id == key else one for one in self.plan.activities)
        return replace(self, plan=replace(self.plan, activities=rows))

    def with_links(self, gone: Iterable[Link], made: Iterable[Link]) -> Case:
        """Links that go, by themselves, and links that come."""
        leaving = {id(one) for one in gone}
        kept = tuple(one for one in self.plan.links if id(one) not in leaving)
        return replace(self, plan=replace(self.plan, links=(*kept, *made)))

    def with_resource(self, key: int, change: Callable[[Resource], Resource]) -> Case:
        """One resource changed."""
        found = tuple(change(one) if one.id == key else one for one in self.plan.resources)
        return replace(self, plan=replace(self.plan, resources=found))

    def with_assignments(self, change: Callable[[Assignment], Assignment]) -> Case:
        """Assignments changed, each by itself."""
        return replace(self, plan=replace(self.plan, assignments=tuple(map(change, self.plan.assignments))))

    def with_risks(self, risks: Sequence[Risk]) -> Case:
        """Other risks."""
        return replace(self, uncertainty=replace(self.uncertainty, risks=tuple(risks)))

    def lasting(self, key: int, minutes: int) -> Case:
        """An activity that is left to do lasts so long in all, no shorter than what is done of it; its range and its
        work go along.
        """
        one = self.plan.activity(key)
        left = remaining(one)
        done = (one.duration_minutes or 0) - left
        return self.shortened(key, max(0, minutes - done) / left)

    def shortened(self, key: int, factor: float) -> Case:
        """What remains of an activity times a factor, with its range and its work: who does it is as busy as before."""

        def work(one: Assignment) -> Assignment:
            if one.activity_id != key:
                return one
            return replace(
                one,
                work_minutes=one.work_minutes - (1 - factor) * (one.remaining_work_minutes or one.work_minutes),
                remaining_work_minutes=one.remaining_work_minutes * factor,
            )

        return self.with_activity(key, lambda one: _shortened(one, factor)).with_assignments(work)


def waits(link: Link) -> bool:
    """Whether a link has waiting time, or a lead."""
    return link.lag_minutes != 0 or bool(link.lag_percent)


def remaining(one: Activity) -> int:
    """Minutes of duration that are left to do."""
    whole = one.duration_minutes or 0
    if one.remaining_duration_minutes is not None:
        return one.remaining_duration_minutes
    return max(0, whole - (one.actual_duration_minutes or 0)) if one.started else whole


def _shortened(one: Activity, factor: float) -> Activity:
    whole, left = one.duration_minutes or 0, remaining(one)
    less = left - round(left * factor)
    share = (whole - less) / whole if whole else 1.0
    return replace(
        one,
        duration_minutes=whole - less,
        remaining_duration_minutes=None if one.remaining_duration_minutes is None else left - less,
        three_point=_times(one.three_point, share),
    )


def _times(points: ThreePoint | None, share: float) -> ThreePoint | None:
    """Points of total durations go along, so that futures stay as far above or below what is planned as they were."""
    if points is None:
        return None
    given = (points.low_minutes, points.likely_minutes, points.high_minutes)
    return ThreePoint(*(None if value is None else round(value * share) for value in given))
