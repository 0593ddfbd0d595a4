"""Two versions in one numbering: what is the same in both has one id, that of the old version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from rechterhand.lineage import Lineage
from rechterhand.record.activity import Activity
from rechterhand.record.link import Link
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Assignment


@dataclass(frozen=True)
class Joined:
    """Both versions in one numbering.

    ``old`` is the old version as it is, ``new`` the new one with the ids of the old for what is in both and ids of its
    own for what isn't. ``shown`` gives the id that people know a row by: that of the new version, of a deleted row
    that of the old one.
    """

    lineage: Lineage
    old: Plan
    new: Plan
    shown: Mapping[int, int]

    @cached_property
    def old_rows(self) -> Mapping[int, Activity]:
        """Rows of the old version by id."""
        return {one.id: one for one in self.old.activities}

    @cached_property
    def new_rows(self) -> Mapping[int, Activity]:
        """Rows of the new version by id."""
        return {one.id: one for one in self.new.activities}

    def row(self, key: int) -> Activity | None:
        """A row as in the new version, a deleted one as in the old; None when there is none of this id."""
        return self.new_rows.get(key) or self.old_rows.get(key)

    def calendar_of(self, row: Activity, *, new: bool) -> int | None:
        """The calendar that a row of a version goes by: its own, else the default one."""
        default = (self.new if new else self.old).default_calendar_id
        return default if row.calendar_id is None else row.calendar_id

    @cached_property
    def families(self) -> Mapping[int, int]:
        """Rows of work that is in one row in one version and in several in the other, with the id of that one row.

        Also the rows below a task that became a summary, or below a summary that became a task.
        """
        ids = {new: one for one, new in self.shown.items() if one in self.new_rows}
        found: dict[int, int] = {}
        for split in self.lineage.splits:
            found |= dict.fromkeys((split.whole_id, *(ids[key] for key in split.part_ids)), split.whole_id)
        for merge in self.lineage.merges:
            found |= dict.fromkeys((ids[merge.whole_id], *merge.part_ids), ids[merge.whole_id])
        turned = {
            key for key, one in self.old_rows.items()
            if key in self.new_rows and one.type.is_summary != self.new_rows[key].type.is_summary
        }  # fmt: skip
        for rows, others in ((self.old_rows, self.new_rows), (self.new_rows, self.old_rows)):
            for key in rows.keys() - others.keys():
                head = _head(rows, key, turned)
                if head is not None:
                    found[key] = found.get(head, head)
        for key in turned:
            found.setdefault(key, key)
        return MappingProxyType(found)

    def both(self) -> Iterator[tuple[Activity, Activity]]:
        """Rows of both versions, in the order of the new one."""
        for key, new in self.new_rows.items():
            old = self.old_rows.get(key)
            if old is not None:
                yield old, new


def _head(rows: Mapping[int, Activity], key: int, turned: set[int]) -> int | None:
    """The turned row that a row stands below."""
    above, seen = rows[key].parent_id, {key}
    while above in rows and above not in seen and above is not None:
        if above in turned:
            return above
        seen.add(above)
        above = rows[above].parent_id
    return None


def join(lineage: Lineage) -> Joined:
    """Renumber the new version.

    Parameters
    ----------
    lineage
        Which row is which.
    """
    old, new = lineage.old, lineage.new
    rows = _numbers((one.id for one in new.activities), lineage.old_of, {one.id for one in old.activities})
    people = _numbers((one.id for one in new.resources), _turned(lineage.resources), {one.id for one in old.resources})
    calendars = _numbers(
        (one.id for one in new.calendars), _turned(lineage.calendars), {one.id for one in old.calendars}
    )
    made = replace(
        new,
        key=old.key,
        activities=tuple(_row(one, rows, calendars) for one in new.activities),
        links=tuple(_link(one, rows) for one in new.links),
        calendars=tuple(
            replace(one, id=calendars[one.id], parent_id=_maybe(one.parent_id, calendars)) for one in new.calendars
        ),
        default_calendar_id=_maybe(new.default_calendar_id, calendars),
        resources=tuple(
            replace(one, id=people[one.id], calendar_id=_maybe(one.calendar_id, calendars)) for one in new.resources
        ),
        assignments=tuple(_assignment(one, rows, people) for one in new.assignments),
    )
    shown = {one.id: one.id for one in old.activities} | {number: key for key, number in rows.items()}
    return Joined(lineage, old, made, MappingProxyType(shown))


def _numbers(ids: Iterable[int], known: Mapping[int, int], taken: set[int]) -> dict[int, int]:
    """New id to the common one: the old id of what is known, its own where that is free, else a free one."""
    found: dict[int, int] = {}
    used = set(taken)
    ordered = list(ids)
    spare = max([0, *used, *ordered]) + 1
    for key in ordered:
        if key in known:
            found[key] = known[key]
        elif key not in used:
            found[key] = key
        else:
            found[key] = spare
            spare += 1
        used.add(found[key])
    return found


def _turned(pairs: Mapping[int, int]) -> dict[int, int]:
    return {new: old for old, new in pairs.items()}


def _maybe(key: int | None, numbers: Mapping[int, int]) -> int | None:
    """The common id; ids that lead nowhere lead nowhere here either."""
    return None if key is None else numbers.get(key)


def _row(one: Activity, rows: Mapping[int, int], calendars: Mapping[int, int]) -> Activity:
    return replace(
        one,
        id=rows[one.id],
        parent_id=_maybe(one.parent_id, rows),
        calendar_id=_maybe(one.calendar_id, calendars),
    )


def _link(one: Link, rows: Mapping[int, int]) -> Link:
    return replace(one, predecessor_id=rows[one.predecessor_id], successor_id=rows[one.successor_id])


def _assignment(one: Assignment, rows: Mapping[int, int], people: Mapping[int, int]) -> Assignment:
    return replace(
        one, activity_id=rows.get(one.activity_id, one.activity_id), resource_id=_maybe(one.resource_id, people)
    )
