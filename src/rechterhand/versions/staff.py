"""Who does the work, as far as it moves dates: the calendars of an activity's resources, and how its work is spread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rechterhand.engine.network.rule import Setting
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Dialect, Plan
from rechterhand.record.resource import Assignment, Resource
from rechterhand.versions.joined import Joined


class Staff:
    """Assignments of both versions, each with the resources of its own version."""

    def __init__(self, joined: Joined) -> None:
        old, new = joined.old, joined.new
        shift = max([0, *(one.id for one in (*old.resources, *new.resources))]) + 1
        self._resources = (*old.resources, *(replace(one, id=one.id + shift) for one in new.resources))
        moved = tuple(
            one if one.resource_id is None else replace(one, resource_id=one.resource_id + shift)
            for one in new.assignments
        )
        self._old, self._new = _by_row(old.assignments), _by_row(moved)
        self._joined = joined
        self._settings = Setting.of(old), Setting.of(new)
        self._hung: dict[int, int] = {}
        self._made: dict[tuple[bool, ...], tuple[Assignment, ...]] = {}

    def differs(self, key: int) -> bool:
        """Whether the work of an activity of both versions is counted on other calendars or spread otherwise."""
        old, new = self._settings
        return _spread(old, self._joined.old_rows[key]) != _spread(new, self._joined.new_rows[key])

    def counts(self, key: int) -> bool:
        """Whether calendars of resources count for an activity in either version."""
        old, new = self._settings
        return bool(old.work_calendars(self._joined.old_rows[key]) or new.work_calendars(self._joined.new_rows[key]))

    def hang(self, key: int, switch: int) -> None:
        """The assignments of an activity follow a switch."""
        self._hung[key] = switch

    def of(self, flags: Sequence[bool]) -> tuple[tuple[Resource, ...], tuple[Assignment, ...]]:
        """Resources and assignments with these flags set."""
        key = tuple(flags[number] for number in self._hung.values())
        if key not in self._made:
            if len(self._made) > 256:
                self._made.clear()
            before = {row for row, number in self._hung.items() if not flags[number]}
            before |= self._old.keys() - self._joined.new_rows.keys()
            made = [one for row, ones in self._new.items() if row not in before for one in ones]
            self._made[key] = (*made, *(one for row in sorted(before) for one in self._old.get(row, ())))
        return self._resources, self._made[key]


def _by_row(assignments: Sequence[Assignment]) -> Mapping[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = defaultdict(list)
    for one in assignments:
        found[one.activity_id].append(one)
    return dict(found)


def _spread(setting: Setting, row: Activity) -> tuple[object, ...]:
    """The calendars that count an activity's work; by Microsoft Project's rules also between which dates it lies."""
    calendars = tuple(sorted(setting.work_calendars(row)))
    if len(calendars) < 2 or not _microsoft(setting.plan):
        return calendars
    work = [one for one in setting.working(row) if one.work_minutes]
    dates = tuple(sorted((str(one.start), str(one.finish)) for one in work))
    return (*calendars, dates)


def _microsoft(plan: Plan) -> bool:
    return plan.dialect is Dialect.MICROSOFT
