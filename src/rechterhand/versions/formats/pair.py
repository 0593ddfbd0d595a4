"""Both versions, and how their formats and tools differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rechterhand.record.activity import Activity
from rechterhand.record.plan import Dialect, Plan
from rechterhand.versions.joined import Joined


@dataclass(frozen=True)
class Formats:
    """Two versions in one numbering; ``new`` is put into the terms of ``old`` step by step."""

    joined: Joined

    @property
    def old(self) -> Plan:
        """The old version."""
        return self.joined.old

    @property
    def new(self) -> Plan:
        """The new version, as far as it has been put into the old one's terms."""
        return self.joined.new

    @property
    def differ(self) -> bool:
        """Whether they are of two formats or tools."""
        return self.two_tools or self.old.source.format != self.new.source.format

    @property
    def two_tools(self) -> bool:
        """Whether they follow two tools' rules."""
        return self.old.dialect is not self.new.dialect

    @property
    def with_table(self) -> bool:
        """Whether one of them is a table and the other a file of a scheduling tool."""
        return (self.old.source.columns is None) is not (self.new.source.columns is None)

    @property
    def from_primavera(self) -> bool:
        """Whether the old one is Primavera's."""
        return self.old.dialect is Dialect.PRIMAVERA

    def having(self, new: Plan) -> Formats:
        """The same with the new version a step further."""
        return Formats(replace(self.joined, new=new))

    def both(self) -> Iterator[tuple[Activity, Activity]]:
        """Rows of both versions, in the order of the new one."""
        return self.joined.both()

    def each(self, change: Callable[[Activity, Activity], Activity]) -> Plan:
        """The new version with a change to each row that the old one has too."""
        rows = self.joined.old_rows
        return replace(
            self.new,
            activities=tuple(change(rows[one.id], one) if one.id in rows else one for one in self.new.activities),
        )
