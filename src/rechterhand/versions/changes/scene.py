"""What every search for changes looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from rechterhand.record.activity import Activity
from rechterhand.record.plan import Dialect, Plan
from rechterhand.versions.joined import Joined


@dataclass(frozen=True)
class Scene:
    """Both versions in one numbering; ``then`` is the moment up to which the old one knew what had happened."""

    joined: Joined

    @property
    def old(self) -> Plan:
        """The old version."""
        return self.joined.old

    @property
    def new(self) -> Plan:
        """The new version."""
        return self.joined.new

    @cached_property
    def then(self) -> datetime | None:
        """The old status date, else the last actual date of the old version; None when nothing had happened."""
        if self.old.status_date is not None:
            return self.old.status_date
        dates = [one for row in self.old.activities for one in (row.actual_start, row.actual_finish) if one is not None]
        return max(dates, default=None)

    @cached_property
    def shared_out(self) -> frozenset[int]:
        """Rows of work that was split or merged, which is told once, and not as rows that came, went and changed."""
        ids = {new: key for key, new in self.joined.shown.items() if key in self.joined.new_rows}
        lineage = self.joined.lineage
        found = {key for one in lineage.splits for key in (one.whole_id, *(ids[part] for part in one.part_ids))}
        return frozenset(found | {key for one in lineage.merges for key in (ids[one.whole_id], *one.part_ids)})

    @cached_property
    def own_rows(self) -> frozenset[int]:
        """The rows of the project itself: number 0 of Microsoft Project, the top of each project in an XER."""
        return frozenset(key for plan in (self.old, self.new) for key in _own(plan))

    @cached_property
    def added_up(self) -> frozenset[int]:
        """Summaries that have nothing of their own but what is below them: those of Primavera's breakdown of work."""
        tools = {plan.dialect for plan in (self.old, self.new)}
        if tools != {Dialect.PRIMAVERA}:
            return frozenset()
        return frozenset(one.id for plan in (self.old, self.new) for one in plan.activities if one.type.is_summary)

    @cached_property
    def above_costs(self) -> frozenset[int]:
        """Rows above work that costs money: their total is added up from it."""
        found: set[int] = set()
        for rows in (self.joined.old_rows, self.joined.new_rows):
            for one in rows.values():
                key = one.parent_id if not one.type.is_summary and (one.cost.total or one.cost.fixed) else None
                while key is not None and key not in found and key in rows:
                    found.add(key)
                    key = rows[key].parent_id
        return frozenset(found)

    def both(self) -> Iterator[tuple[Activity, Activity]]:
        """Rows of both versions, in the order of the new one."""
        return self.joined.both()

    def name(self, key: int) -> str:
        """The name of a row, the new one where there is one."""
        row = self.joined.row(key)
        return "" if row is None else row.name

    def past(self, moment: datetime | None) -> bool:
        """Whether a moment lay in the past for the old version."""
        return moment is not None and self.then is not None and moment < self.then

    def days(self, minutes: float | None) -> float | None:
        """Working days of the new version."""
        return None if minutes is None else minutes / max(1, self.new.options.minutes_per_day)


def _own(plan: Plan) -> Iterator[int]:
    tops = plan.source.format == "XER"
    for one in plan.activities:
        if one.type.is_summary and (one.row == 0 or one.id == 0 or (tops and one.parent_id is None)):
            yield one.id
