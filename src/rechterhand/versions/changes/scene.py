"""What every search for changes looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan
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

    def both(self) -> Iterator[tuple[Activity, Activity]]:
        """Rows of both versions, in the order of the new one."""
        for key, new in self.joined.new_rows.items():
            old = self.joined.old_rows.get(key)
            if old is not None:
                yield old, new

    def name(self, key: int) -> str:
        """The name of a row, the new one where there is one."""
        row = self.joined.new_rows.get(key) or self.joined.old_rows.get(key)
        return "" if row is None else row.name

    def past(self, moment: datetime | None) -> bool:
        """Whether a moment lay in the past for the old version."""
        return moment is not None and self.then is not None and moment < self.then

    def days(self, minutes: float | None) -> float | None:
        """Working days of the new version."""
        return None if minutes is None else minutes / max(1, self.new.options.minutes_per_day)
