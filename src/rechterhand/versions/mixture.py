"""Plans between two versions: some changes made, the others not.

A mixture is a plan like any other and is scheduled by the same rules. With no change made it is the old version, with
all of them the new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.rule import data_date, is_scheduled, project_start
from rechterhand.engine.network.summaries import is_dated_summary
from rechterhand.record.activity import Activity
from rechterhand.record.calendar import Calendar
from rechterhand.record.link import Link
from rechterhand.record.plan import Dialect, Plan
from rechterhand.versions.cause import Cause, Switch
from rechterhand.versions.formats.meaning import Meaning
from rechterhand.versions.handed import Handed
from rechterhand.versions.hours import with_other_hours
from rechterhand.versions.joined import Joined
from rechterhand.versions.rows import Twins
from rechterhand.versions.staff import Staff
from rechterhand.versions.wires import Wire, clusters, same, wires

Flags = Sequence[bool]
Short = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Mixture:
    """A plan between two versions; ``data_dates`` are those of rows for which another one holds than the plan's."""

    plan: Plan
    data_dates: Mapping[int, datetime]


@dataclass(frozen=True)
class _Row:
    """One row of either version: the switches that it hangs on, and how it reads.

    ``dated`` is the switch that says which data date it feels.
    """

    twins: Twins | None
    only: Activity | None
    came: bool
    switches: Mapping[Cause, int]
    known: dict[tuple[bool, ...], Activity]
    dated: int | None = None

    def read(self, flags: Flags) -> Activity | None:
        """How it reads; None when it isn't there."""
        if self.twins is None:
            there = not self.switches or flags[next(iter(self.switches.values()))] is self.came
            return self.only if there else None
        key = tuple(flags[number] for number in self.switches.values())
        if key not in self.known:
            chosen = dict(zip(self.switches, key, strict=True))
            self.known[key] = self.twins.blend(lambda cause: chosen.get(cause, True))
        return self.known[key]


class Mixtures:
    """All plans between two versions.

    ``switches`` are the single changes that can move a date; ``causes`` the groups among them, in their order, and
    ``counts`` how many changes each has (rows that only feel another data date didn't change). Every mixture has the
    rows of both versions first, in the order of the new one.

    Differences that the new version no longer has in the old one's terms (``formats``) are the format's or the tool's
    and nobody's change: they belong to the settings, all together.
    """

    def __init__(self, joined: Joined, meaning: Meaning | None = None) -> None:
        self.joined = joined
        self._meaning = Meaning(joined) if meaning is None else meaning
        self._kept_links = set(self._meaning.joined.new.links)
        self._switches: dict[tuple[Cause, str], tuple[int, list[int]]] = {}
        self._wires = wires(joined)
        self._clusters = clusters(joined, self._wires)
        self._nested = any(
            rows[key].type.is_summary
            for rows, plan in ((joined.old_rows, joined.old), (joined.new_rows, joined.new))
            for link in plan.links
            for key in (link.predecessor_id, link.successor_id)
            if key in rows
        )
        self._by_summaries = Dialect.MICROSOFT in {joined.old.dialect, joined.new.dialect}
        self._dated = _feels_dates(joined)
        self._dates = data_date(joined.old), data_date(joined.new)
        self._handed = Handed()
        self._staff = Staff(joined)
        self._status = self._status_switch()
        both = [key for key in joined.new_rows if key in joined.old_rows]
        self._rows = tuple(self._row_of(key) for key in dict.fromkeys((*both, *joined.new_rows, *joined.old_rows)))
        self._dated_rows = self._rows_with_dates()
        self._varying = [(place, row) for place, row in enumerate(self._rows) if row.switches]
        self._fixed = [None if row.switches else row.read(()) for row in self._rows]
        self._hung = tuple(self._hang(one) for one in self._wires)
        self._links: dict[tuple[bool, ...], tuple[Link, ...]] = {}
        self._calendars = tuple(self._calendar_of(key) for key in _in_either(joined))
        self._default = self._default_switch()
        self._settings = self._settings_switch()
        self.switches = tuple(
            Switch(cause, name, tuple(dict.fromkeys(ids))) for (cause, name), (_, ids) in self._switches.items()
        )
        self.causes = tuple(cause for cause in Cause if any(one.cause is cause for one in self.switches))
        own = {number for row in self._rows for number in row.switches.values()}
        felt = {row.dated for row in self._rows} - own
        self.counts = Counter(one.cause for number, one in enumerate(self.switches) if number not in felt)

    def flags(self, causes: frozenset[Cause]) -> list[bool]:
        """The flags of all switches with whole causes made."""
        return [one.cause in causes for one in self.switches]

    def mixture(self, flags: Flags) -> Mixture:
        """The plan with the changes whose flag is set.

        Parameters
        ----------
        flags
            One for each of ``switches``.
        """
        old, new = self.joined.old, self.joined.new
        later = self._settings is None or flags[self._settings]
        source = new if later else old
        rows = self._read(flags)
        there = {one.id for one in rows} if len(rows) < len(self._rows) else None
        status = self._status_date(flags)
        resources, assignments = self._staff.of(flags)
        default = new if self._default is None or flags[self._default] else old
        links = self._tied(flags, there)
        plan = replace(
            new,
            activities=rows,
            links=links,
            calendars=tuple(choose(flags) for choose in self._calendars),
            default_calendar_id=default.default_calendar_id,
            resources=resources,
            assignments=assignments,
            dialect=source.dialect,
            options=source.options,
            source=replace(new.source, date_only=source.source.date_only),
            start=project_start(source),
            finish=source.finish,
            status_date=status,
        )
        felt = self._data_dates(flags)
        usual = self._dates[self._status is None or flags[self._status]]
        return Mixture(plan, self._handed.dates(rows, links, felt, usual) if felt else felt)

    def _read(self, flags: Flags) -> tuple[Activity, ...]:
        """The rows; those that read the same in every mixture aren't asked."""
        made = list(self._fixed)
        for place, row in self._varying:
            made[place] = row.read(flags)
        return tuple(one for one in made if one is not None)

    def _switch(self, cause: Cause, name: str, ids: Sequence[int] = ()) -> int:
        """The number of a switch; the same name is the same switch."""
        number, known = self._switches.setdefault((cause, name), (len(self._switches), []))
        known.extend(ids)
        return number

    def _structure(self, key: int) -> tuple[Cause, str]:
        """Cause and name of the switch of a row that came, went, or turned into several."""
        family = self.joined.families.get(key)
        if family is not None:
            return Cause.SPLIT, f"split:{family}"
        return Cause.NEW_WORK, f"row:{self._clusters.get(key, key)}"

    def _row_of(self, key: int) -> _Row:
        old, new = self.joined.old_rows.get(key), self.joined.new_rows.get(key)
        cause, name = self._structure(key)
        if old is not None and new is not None:
            return self._twins(Twins.of(old, new, cause, nested=self._nested), name)
        one = old or new
        if one is None:
            raise KeyError(key)
        above = one.type.is_summary and (self._nested or (self._by_summaries and is_dated_summary(one)))
        counts = is_scheduled(one) or above or cause is Cause.SPLIT
        switches = {cause: self._switch(cause, name, (key,))} if counts else {}
        return _Row(None, one, new is not None, switches, {})

    def _twins(self, twins: Twins, name: str) -> _Row:
        key = twins.new.id
        driven = not (is_scheduled(twins.old) or is_scheduled(twins.new)) and twins.structure not in twins.causes
        causes = self._of_driven(twins) if driven else twins.causes - self._idle(twins)
        formal = causes - self._told(twins)
        dated = None
        if self._status is not None and not (twins.old.finished and twins.new.finished) and not driven:
            dated = self._switch(Cause.PROGRESS, f"{Cause.PROGRESS.value}:{key}", (key,))
        switches: dict[Cause, int] = {}
        for cause in sorted(causes, key=list(Cause).index):
            if cause is twins.structure:
                switches[cause] = self._switch(cause, name, (key,))
            elif cause is Cause.SETTINGS or cause in formal:
                switches[cause] = self._switch(Cause.SETTINGS, "settings")
            elif cause is Cause.DURATION and twins.structure is Cause.SPLIT:
                switches[cause] = self._switch(Cause.SPLIT, name, (key,))
            elif cause is not Cause.RESOURCE:
                switches[cause] = self._switch(cause, f"{cause.value}:{key}", (key,))
        if Cause.RESOURCE in causes or self._staff.differs(key):
            switches[Cause.RESOURCE] = number = self._staff_switch(key)
            self._staff.hang(key, number)
        return _Row(twins, None, came=True, switches=switches, known={}, dated=dated)

    def _of_driven(self, twins: Twins) -> frozenset[Cause]:
        """Causes of a row whose dates follow from others': that of a summary's date, which holds the work below."""
        held = any(is_dated_summary(one) for one in (twins.old, twins.new)) and self._by_summaries
        return twins.causes & {Cause.CONSTRAINT} if held else frozenset()

    def _told(self, twins: Twins) -> frozenset[Cause]:
        """The causes of a row that are left when the new version speaks in the old one's terms."""
        new = self._meaning.joined.new_rows[twins.new.id]
        if new is twins.new:
            return twins.causes
        return Twins.of(twins.old, new, twins.structure, nested=self._nested).causes

    def _staff_switch(self, key: int) -> int:
        if key in self._meaning.same_hours:
            return self._switch(Cause.SETTINGS, "settings")
        return self._switch(Cause.RESOURCE, f"resource:{key}", (key,))

    def _idle(self, twins: Twins) -> frozenset[Cause]:
        """Causes of a row that move no date: the default calendar named or not, ways of staffing without staff."""
        if self._staff.counts(twins.new.id):
            return frozenset()
        found = set()
        if self.joined.calendar_of(twins.old, new=False) == self.joined.calendar_of(twins.new, new=True):
            found.add(Cause.CALENDAR)
        if twins.old.levelling_delay_minutes == twins.new.levelling_delay_minutes:
            found.add(Cause.RESOURCE)
        return frozenset(found)

    def _status_switch(self) -> int | None:
        if not self._dated or self._dates[0] == self._dates[1]:
            return None
        return self._switch(Cause.PROGRESS, "status_date")

    def _status_date(self, flags: Flags) -> datetime | None:
        if not self._dated:
            return self.joined.new.status_date
        return self._dates[self._status is None or flags[self._status]]

    def _rows_with_dates(self) -> tuple[Short, Short]:
        """Ids of rows that feel a data date, and the switches that say which."""
        found = [(row.twins.new.id, row.dated) for row in self._rows if row.twins is not None and row.dated is not None]
        ids, switches = (np.array([pair[place] for pair in found], dtype=np.int64) for place in (0, 1))
        return ids, switches

    def _data_dates(self, flags: Flags) -> dict[int, datetime]:
        """Rows of both versions that feel another data date than the plan's."""
        ids, switches = self._dated_rows
        if self._status is None or not len(ids):
            return {}
        own = np.array(flags, dtype=np.bool_)[switches]
        other = own != flags[self._status]
        return {int(key): self._dates[not flags[self._status]] for key in ids[other]}

    def _hang(self, wire: Wire) -> tuple[Wire, int | None]:
        """A link with the switch that it hangs on; None when it is the same in both versions."""
        if wire.old is not None and wire.new is not None and same(wire.old, wire.new):
            return wire, None
        if wire.with_row is not None:
            cause, name = self._structure(wire.with_row)
            return wire, self._switch(cause, name)
        if wire.old is not None and wire.new is not None and wire.new not in self._kept_links:
            return wire, self._switch(Cause.SETTINGS, "settings")
        return wire, self._switch(Cause.LOGIC, wire.name, wire.ends)

    def _tied(self, flags: Flags, there: set[int] | None) -> tuple[Link, ...]:
        key = tuple(flags[number] for _, number in self._hung if number is not None)
        if there is not None:
            key += tuple(flags[number] for row in self._rows if row.twins is None for number in row.switches.values())
        if key not in self._links:
            if len(self._links) > 256:
                self._links.clear()
            self._links[key] = tuple(self._present(flags, there))
        return self._links[key]

    def _present(self, flags: Flags, there: set[int] | None) -> Iterator[Link]:
        for wire, number in self._hung:
            link = wire.new if number is None or flags[number] else wire.old
            if link is not None and (there is None or (link.predecessor_id in there and link.successor_id in there)):
                yield link

    def _calendar_of(self, key: int) -> Callable[[Flags], Calendar]:
        old = next((one for one in self.joined.old.calendars if one.id == key), None)
        new = next((one for one in self.joined.new.calendars if one.id == key), None)
        kept = new or old
        if kept is None:
            raise KeyError(key)
        if old is None or new is None or key not in self._other_hours:
            return lambda flags: kept
        number = self._switch(Cause.CALENDAR, f"calendar:{key}")
        return lambda flags: new if flags[number] else old

    @property
    def _other_hours(self) -> frozenset[int]:
        if not hasattr(self, "_hours"):
            self._hours = with_other_hours(self.joined)
        return self._hours

    def _default_switch(self) -> int | None:
        if self.joined.old.default_calendar_id == self.joined.new.default_calendar_id:
            return None
        if self.joined.old.default_calendar_id == self._meaning.joined.new.default_calendar_id:
            return self._switch(Cause.SETTINGS, "settings")
        return self._switch(Cause.CALENDAR, "default_calendar")

    def _settings_switch(self) -> int | None:
        old, new = self.joined.old, self.joined.new
        if (Cause.SETTINGS, "settings") in self._switches or _settings(old) != _settings(new):
            return self._switch(Cause.SETTINGS, "settings")
        return None


def _feels_dates(joined: Joined) -> bool:
    """Whether what is left moves with the status date: by Primavera's rules, and where all is done from there on."""
    both = joined.old, joined.new
    if any(one.dialect is Dialect.PRIMAVERA for one in both):
        return True
    return any(one.options.from_status_date for one in both) and all(one.status_date is not None for one in both)


def _in_either(joined: Joined) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one.id for plan in (joined.old, joined.new) for one in plan.calendars))


def _settings(plan: Plan) -> tuple[object, ...]:
    """What moves dates for the plan as a whole."""
    options = plan.options
    return (
        plan.dialect,
        options.honour_constraints,
        options.lag_calendar,
        options.progress,
        options.from_finish,
        plan.finish if options.from_finish else None,
        options.use_expected_finish,
        options.split_in_progress,
        options.ignore_external_links,
        options.start_lag_from_early_start,
        plan.source.date_only,
        project_start(plan),
    )
