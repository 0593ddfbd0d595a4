"""A plan with what its futures are drawn by, and how one is drafted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any

from rechterhand.engine.futures.shapes import Range
from rechterhand.engine.futures.uncertainty import Risk, Uncertainty
from rechterhand.record.activity import Activity, ActivityType
from rechterhand.record.calendar import STANDARD_DAY, Calendar
from rechterhand.record.link import Link
from rechterhand.record.plan import Plan, Source
from rechterhand.record.resource import Assignment, Resource

START = datetime(2026, 1, 5, 8)
DAY = 480
GRID = 15
BEGIN, END = 1, 2
FIVE_DAYS, FOUR_DAYS = 1, 2
CALENDARS = (
    Calendar(FIVE_DAYS, "Five days", minutes_per_day=DAY),
    Calendar(FOUR_DAYS, "Four days", (STANDARD_DAY,) * 4 + ((),) * 3, minutes_per_day=DAY),
)


@dataclass(frozen=True)
class Case:
    """A plan, its uncertainty, and by activity id how many minutes some work lasts at most in each future."""

    plan: Plan
    uncertainty: Uncertainty
    most: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def activities(self) -> Mapping[int, Activity]:
        """Activities by id."""
        return {one.id: one for one in self.plan.activities}

    @cached_property
    def into(self) -> Mapping[int, list[Link]]:
        """Links by their successor."""
        found: dict[int, list[Link]] = {}
        for one in self.plan.links:
            found.setdefault(one.successor_id, []).append(one)
        return found

    @cached_property
    def out(self) -> Mapping[int, list[Link]]:
        """Links by their predecessor."""
        found: dict[int, list[Link]] = {}
        for one in self.plan.links:
            found.setdefault(one.predecessor_id, []).append(one)
        return found


@dataclass
class Draft:
    """A plan in the making."""

    tasks: dict[int, Activity] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    ranges: dict[int, Range] = field(default_factory=dict)
    risks: list[Risk] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)

    def task(self, days: float, **more: Any) -> int:
        """Add work (a milestone when it takes no time); its id."""
        key = len(self.tasks) + 1
        self.tasks[key] = work(key, days, **more)
        return key

    def summary(self) -> int:
        """Add a branch of the work breakdown."""
        key = len(self.tasks) + 1
        self.tasks[key] = Activity(key, f"Phase {key}", ActivityType.SUMMARY)
        return key

    def link(self, before: int, after: int) -> None:
        """One after the other."""
        self.links.append(Link(before, after))

    def case(self, key: str) -> Case:
        """The plan, with what begins and what ends it tied."""
        plan = Plan(
            name=key,
            key=key,
            source=Source("generated", "generated", ""),
            activities=tuple(self.tasks.values()),
            links=tuple(self.links),
            calendars=CALENDARS,
            default_calendar_id=FIVE_DAYS,
            resources=tuple(self.resources),
            assignments=tuple(self.assignments),
            start=START,
            status_date=START,
        )
        return Case(plan, Uncertainty(ranges=MappingProxyType(dict(self.ranges)), risks=tuple(self.risks)))


def work(key: int, days: float, **more: Any) -> Activity:
    """An activity of so many working days, on a grid of a quarter of an hour."""
    minutes = round(days * DAY / GRID) * GRID
    kind = ActivityType.TASK if minutes else ActivityType.MILESTONE
    figures: dict[str, Any] = {"duration_minutes": minutes, "remaining_duration_minutes": minutes, **more}
    return Activity(key, figures.pop("name", f"Work {key}"), kind, **figures)


def moment_of(days: float) -> datetime:
    """The moment so many working days (from Monday to Friday) after the start of the plan."""
    minutes = round(days * DAY / GRID) * GRID
    whole, rest = divmod(minutes, DAY)
    date = START + timedelta(days=whole // 5 * 7 + whole % 5)
    return date + timedelta(minutes=rest + (60 if rest >= 240 else 0))


def starts_of(tasks: Mapping[int, Activity], links: list[Link]) -> dict[int, float]:
    """When each activity can begin by its links and planned durations, in working days, whatever its calendar."""
    into: dict[int, list[Link]] = {}
    for one in links:
        into.setdefault(one.successor_id, []).append(one)
    found: dict[int, float] = {}
    for first in tasks:
        waiting = [first]
        while waiting:
            key = waiting[-1]
            missing = [one.predecessor_id for one in into.get(key, []) if one.predecessor_id not in found]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            found[key] = max(
                (
                    found[one.predecessor_id]
                    + ((tasks[one.predecessor_id].duration_minutes or 0) + one.lag_minutes) / DAY
                    for one in into.get(key, [])
                ),
                default=0.0,
            )
    return found
