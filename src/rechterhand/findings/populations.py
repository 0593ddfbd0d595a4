"""The populations that checks count in, as masks over the rows of a plan; made once and shared by all checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.result import NO_DATE, Flags, Minutes, ScheduleResult, to_minute, to_moment
from rechterhand.engine.schedule.solve import schedule
from rechterhand.record.activity import Activity, ActivityType, ConstraintType
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.record.mark import marked
from rechterhand.record.plan import LagCalendar, Plan
from rechterhand.record.resource import ResourceKind

Rows = npt.NDArray[np.int64]
Days = npt.NDArray[np.float64]

_SUMMARIES = frozenset({ActivityType.SUMMARY, ActivityType.WBS_SUMMARY})
_EFFORT = frozenset({ActivityType.LEVEL_OF_EFFORT, ActivityType.HAMMOCK})
_WITHOUT_BASELINES = frozenset({"XER", "SDEF", "PSPLIB"})
_OF_BASELINES = frozenset({"baseline_start", "baseline_finish", "baseline_duration"})
_WORKING = frozenset({ResourceKind.WORK, ResourceKind.EQUIPMENT})
NEAR_CRITICAL_DAYS = 10.0
DEEPEST = 100
"""Levels of summaries that are followed upwards; a summary below itself ends there."""


class Populations:
    """A plan seen by a check: masks with one entry for each row of ``plan.activities`` or of ``plan.links``.

    ``act``: what can be scheduled (no summaries, WBS summaries, inactive or external rows, nor the row of the project
    itself). ``n``: those without level of effort and without milestones. ``inc``: n without actual finish.
    ``inc_plus``: the same with milestones. ``fut``: inc without actual start. ``lnk``: links between two of ``act``.
    """

    def __init__(self, plan: Plan, schedule: ScheduleResult | None = None) -> None:
        self.plan = plan
        self.schedule = schedule

    @cached_property
    def position(self) -> dict[int, int]:
        """Activity id to row."""
        return {one.id: row for row, one in enumerate(self.plan.activities)}

    @cached_property
    def ids(self) -> Rows:
        """Activity id of each row."""
        return np.fromiter((one.id for one in self.plan.activities), np.int64, len(self.plan.activities))

    @cached_property
    def summary(self) -> Flags:
        """Rows that sum up others."""
        return self._mask(lambda one: one.type in _SUMMARIES)

    @cached_property
    def effort(self) -> Flags:
        """Level of effort and hammocks: they follow other work."""
        return self._mask(lambda one: one.type in _EFFORT)

    @cached_property
    def milestone(self) -> Flags:
        """Moments, by type or by a duration of nought (work that was done at once had an original duration)."""
        return self._mask(_is_moment)

    @cached_property
    def present(self) -> Flags:
        """Rows that carry logic: active and no summary; work of another project included."""
        return self._mask(lambda one: one.active) & ~self.summary

    @cached_property
    def act(self) -> Flags:
        """ACT: what can be scheduled."""
        return self.present & ~self._mask(lambda one: one.external or _blank(one))

    @cached_property
    def finished(self) -> Flags:
        """Has an actual finish."""
        return self._mask(lambda one: one.actual_finish is not None)

    @cached_property
    def started(self) -> Flags:
        """Has an actual start or finish."""
        return self._mask(lambda one: one.actual_start is not None) | self.finished

    @cached_property
    def n(self) -> Flags:
        """N: ACT without level of effort and without milestones."""
        return self.act & ~self.effort & ~self.milestone

    @cached_property
    def inc(self) -> Flags:
        """INC: N that isn't finished."""
        return self.n & ~self.finished

    @cached_property
    def inc_plus(self) -> Flags:
        """INC+: INC with the milestones."""
        return self.act & ~self.effort & ~self.finished

    @cached_property
    def fut(self) -> Flags:
        """FUT: INC that hasn't started."""
        return self.inc & ~self.started

    @cached_property
    def predecessor(self) -> Rows:
        """Row of each link's predecessor, -1 where the plan has no such activity."""
        return self._rows_of([one.predecessor_id for one in self.plan.links])

    @cached_property
    def successor(self) -> Rows:
        """Row of each link's successor, -1 where the plan has no such activity."""
        return self._rows_of([one.successor_id for one in self.plan.links])

    @cached_property
    def above(self) -> Rows:
        """Row of each row's summary, -1 where it has none."""
        parents = (
            self.position.get(one.parent_id, -1) if one.parent_id is not None else -1 for one in self.plan.activities
        )
        return np.fromiter(parents, np.int64, len(self.plan.activities))

    def climb(self, places: Rows) -> Iterator[tuple[Rows, Rows]]:
        """The summaries above these rows, level by level: which of the rows have one there, and its row."""
        left, above = np.arange(len(places)), self.above[places]
        for _ in range(DEEPEST):
            known = above >= 0
            if not known.any():
                return
            left, above = left[known], above[known]
            yield left, above
            above = self.above[above]

    @cached_property
    def followers(self) -> dict[int, list[int]]:
        """By row, the rows that its links between activities lead to, in the order of the links."""
        found: dict[int, list[int]] = {}
        for link in np.flatnonzero(self.lnk).tolist():
            found.setdefault(int(self.predecessor[link]), []).append(int(self.successor[link]))
        return found

    @cached_property
    def kinds(self) -> Rows:
        """Type of each link, as its place among the types."""
        place = {one: at for at, one in enumerate(LinkType)}
        return np.fromiter((place[one.type] for one in self.plan.links), np.int64, len(self.plan.links))

    def of_type(self, *types: LinkType) -> Flags:
        """Links of one of these types."""
        return np.asarray(np.isin(self.kinds, [at for at, one in enumerate(LinkType) if one in types]), np.bool_)

    @cached_property
    def lag_size(self) -> Days:
        """Size of each lag or lead in working days, to order them by; a percentage is taken of its predecessor."""
        links = self.plan.links
        if not links or not self.plan.activities:
            return np.zeros(len(links), np.float64)
        shares = np.fromiter((one.lag_percent or 0.0 for one in links), np.float64, len(links))
        minutes = np.fromiter((one.lag_minutes for one in links), np.float64, len(links))
        lengths = np.nan_to_num(self.duration_days)[self.predecessor]
        return np.where(shares != 0, np.abs(shares) / 100 * lengths, np.abs(minutes) / self.lag_minutes_per_day)

    @cached_property
    def lnk(self) -> Flags:
        """LNK: links between two of ACT."""
        return self.ends(self.act)

    @cached_property
    def links_into_inc(self) -> Flags:
        """LNK whose successor is in INC: the denominator of the points on links."""
        return self.lnk & _at(self.inc, self.successor)

    @cached_property
    def logic(self) -> Flags:
        """Links that carry logic: both ends are active, no summary, no level of effort; other projects count."""
        return self.ends(self.present & ~self.effort)

    @cached_property
    def links_ahead(self) -> Flags:
        """LNK whose successor isn't finished: those that can still move a date."""
        return self.lnk & _at(~self.finished, self.successor)

    @cached_property
    def length_days(self) -> Days:
        """Duration of each row in working days, to hold lags against: elapsed ones made so, 0 where there is none."""
        elapsed = self._mask(lambda one: one.elapsed)
        return np.nan_to_num(self.duration_days) * np.where(elapsed, 1440 / self._round_the_clock, 1.0)

    @cached_property
    def lag_days(self) -> Days:
        """Lag of each link in working days (leads below nought), each counted as the plan counts it.

        A percentage is taken of the predecessor's duration; time that runs round the clock (elapsed units, or the
        option that lags do) is made working days by the plan's working week.
        """
        links, options = self.plan.links, self.plan.options
        if not links or not self.plan.activities:
            return np.zeros(len(links), np.float64)
        of = {LagCalendar.SUCCESSOR: self.successor, LagCalendar.PREDECESSOR: self.predecessor}
        ends = of.get(options.lag_calendar)
        day = np.full(len(links), float(options.minutes_per_day or 480)) if ends is None else self.minutes_per_day[ends]
        elapsed = np.fromiter((one.lag_unit is LagUnit.ELAPSED for one in links), np.bool_, len(links))
        if options.lag_calendar is LagCalendar.TWENTY_FOUR_HOURS:
            elapsed[:] = True
        minutes = np.fromiter((one.lag_minutes for one in links), np.float64, len(links))
        shares = np.fromiter((one.lag_percent or 0.0 for one in links), np.float64, len(links)) / 100
        return minutes / np.where(elapsed, self._round_the_clock, day) + shares * self.length_days[self.predecessor]

    @property
    def _round_the_clock(self) -> float:
        """Clock minutes that pass for each working day of the plan's week."""
        usual = self.plan.options.minutes_per_day or 480
        return 1440 * 7 * usual / (self.plan.options.minutes_per_week or usual * 5)

    @cached_property
    def lag(self) -> Days:
        """Lag of each link: minutes, or the percentage of the predecessor's duration. Only its sign compares."""
        links = self.plan.links
        return np.fromiter((one.lag_percent or one.lag_minutes for one in links), np.float64, len(links))

    @cached_property
    def minutes_per_day(self) -> Days:
        """Working minutes of a day for each row: what turns its durations and floats into days."""
        if self.schedule is not None:
            return self.schedule.minutes_per_day.astype(np.float64)
        usual = self.plan.options.minutes_per_day or 480
        days = {one.id: one.minutes_per_day or usual for one in self.plan.calendars}
        default = days.get(self.plan.default_calendar_id or -1, usual)
        rows = self.plan.activities
        return np.fromiter((days.get(one.calendar_id or -1, default) for one in rows), np.float64, len(rows))

    @cached_property
    def elapsed(self) -> Flags:
        """Durations in clock time."""
        return self._mask(lambda one: one.elapsed)

    @cached_property
    def duration_days(self) -> Days:
        """Total duration in working days (elapsed durations: calendar days); NaN where the file has none."""
        rows = self.plan.activities
        minutes = np.fromiter(
            (np.nan if one.duration_minutes is None else one.duration_minutes for one in rows), np.float64, len(rows)
        )
        day = np.where(self.elapsed, 1440.0, self.minutes_per_day)
        return minutes / day

    @cached_property
    def float_basis(self) -> str | None:
        """Where floats come from: 'computed', else 'stored' by the file's own tool, else None."""
        if self.schedule is not None:
            return "computed"
        stored = any(one.stored.total_float_minutes is not None for one in self.plan.activities)
        return "stored" if stored else None

    @cached_property
    def float_days(self) -> Days:
        """Total float in working days, NaN where there is none."""
        if self.schedule is not None:
            minutes = np.where(self.schedule.total_float == NO_DATE, np.nan, self.schedule.total_float)
        else:
            floats = [one.stored.total_float_minutes for one in self.plan.activities]
            minutes = np.array([np.nan if one is None else one for one in floats], np.float64)
        return minutes / self.minutes_per_day

    @cached_property
    def occurrences(self) -> Flags:
        """Single occurrences of a recurring task, which stand on a date of their own by nature.

        Microsoft Project makes them: below a summary, named as it with a number, with a date and without links.
        """
        activities, linked = self.plan.activities, {end for one in self.plan.links for end in _ids(one)}
        names = {one.id: one.name for at, one in enumerate(activities) if self.summary[at]}

        def occurs(one: Activity) -> bool:
            name, _, number = one.name.rpartition(" ")
            named = number.isdigit() and names.get(one.parent_id or -1) == name
            return named and one.constraint is ConstraintType.START_NO_EARLIER_THAN and one.id not in linked

        return self._mask(occurs)

    @cached_property
    def near_critical(self) -> Flags:
        """Unfinished rows that decide the finish, or nearly: on the longest path, or a float of at most 10 days."""
        with np.errstate(invalid="ignore"):
            near = self.float_days <= NEAR_CRITICAL_DAYS
        if self.schedule is not None:
            near |= self.schedule.critical | self.schedule.on_longest_path
        return near & self.inc_plus

    @cached_property
    def outlook_from(self) -> datetime | None:
        """The moment from which a plan looks ahead: its status date, else the start of a plan that hasn't begun."""
        if self.plan.status_date is not None:
            return self.plan.status_date
        if (self.started & self.act).any():
            return None
        starts = self.dates("start")[self.act]
        known = starts[starts != NO_DATE]
        return self.plan.start or (to_moment(int(known.min())) if len(known) else None)

    @cached_property
    def assigned(self) -> Flags:
        """Rows that a resource which works (a person or a machine, no material or cost) is assigned to."""
        working = {one.id for one in self.plan.resources if one.kind in _WORKING}
        found = np.zeros(len(self.plan.activities), np.bool_)
        for one in self.plan.assignments:
            row = self.position.get(one.activity_id)
            if row is not None and (one.resource_id in working or one.role):
                found[row] = True
        return found

    @cached_property
    def staffed_without_hours(self) -> bool:
        """Whether unfinished work has people, and none of them hours."""
        assigned = [
            one
            for one in self.plan.assignments
            if one.resource_id is not None
            and (row := self.position.get(one.activity_id)) is not None
            and not self.plan.activities[row].finished
        ]
        return bool(assigned) and not any(one.work_minutes or one.remaining_work_minutes for one in assigned)

    @cached_property
    def as_told(self) -> ScheduleResult | None:
        """The dates as the plan itself has them: of a list, whose unfinished work is put behind the status date, those
        before that; else the computed ones.
        """
        if self.schedule is None or self.plan.status_date is None or not self.plan.options.from_status_date:
            return self.schedule
        return schedule(self.plan, network=compile_plan(self.plan, honest=False))

    @cached_property
    def planned_start(self) -> Minutes:
        """Start of each row: the actual one, else that in the file, else as computed."""
        return self._planned("start", None if self.schedule is None else self.schedule.early_start)

    @cached_property
    def planned_finish(self) -> Minutes:
        """Finish of each row: the actual one, else that in the file, else as computed."""
        return self._planned("finish", None if self.schedule is None else self.schedule.early_finish)

    def _planned(self, field: str, computed: Minutes | None) -> Minutes:
        actual, found = self.dates(f"actual_{field}"), self.dates(field)
        if computed is not None:
            found = np.where(found == NO_DATE, computed, found)
        return np.where(actual == NO_DATE, found, actual)

    def dates(self, field: str) -> Minutes:
        """A date field of every row as minutes since 1970, NO_DATE where empty."""
        kept = self._dates.get(field)
        if kept is None:
            found = (getattr(one, field) for one in self.plan.activities)
            kept = minutes_of(found)
            self._dates[field] = kept
        return kept

    @cached_property
    def baseline_start(self) -> Minutes:
        """Start in the baseline, NO_DATE where there is none."""
        return self._baseline("start")

    @cached_property
    def baseline_finish(self) -> Minutes:
        """Finish in the baseline, NO_DATE where there is none."""
        return self._baseline("finish")

    @cached_property
    def carries_baselines(self) -> bool:
        """Whether this plan's file has a place for a baseline, or the plan has one."""
        source = self.plan.source
        has_place = source.format.upper() not in _WITHOUT_BASELINES
        if source.columns is not None:
            has_place = not _OF_BASELINES.isdisjoint(source.columns)
        return has_place or any(one.baselines for one in self.plan.activities)

    def _baseline(self, field: str) -> Minutes:
        found = (getattr(one.baseline(), field, None) for one in self.plan.activities)
        return minutes_of(found)

    @cached_property
    def lag_minutes_per_day(self) -> Days:
        """Minutes of a day on the calendar that counts each link's lag."""
        chosen = self.plan.options.lag_calendar
        if chosen is LagCalendar.TWENTY_FOUR_HOURS:
            return np.full(len(self.plan.links), 1440.0)
        end = {LagCalendar.PREDECESSOR: self.predecessor, LagCalendar.SUCCESSOR: self.successor}.get(chosen)
        if end is None or not len(self.minutes_per_day):
            return np.full(len(self.plan.links), float(self.plan.options.minutes_per_day or 480))
        return self.minutes_per_day[end]

    @cached_property
    def _dates(self) -> dict[str, Minutes]:
        return {}

    def ends(self, rows: Flags) -> Flags:
        """Links of which both ends are among these rows."""
        return _at(rows, self.predecessor) & _at(rows, self.successor)

    def label(self, row: int) -> str:
        """How a user finds the row again: its code (Primavera) or number, and its name."""
        kept = self._labels.get(row)
        if kept is None:
            kept = self._labels[row] = marked(self.plan.activities[row], self.plan.dialect)
        return kept

    @cached_property
    def _labels(self) -> dict[int, str]:
        return {}

    def _mask(self, test: Callable[[Activity], bool]) -> Flags:
        rows = self.plan.activities
        return np.fromiter(map(test, rows), np.bool_, len(rows))

    def _rows_of(self, ids: list[int]) -> Rows:
        position = self.position
        return np.array([position.get(one, -1) for one in ids], np.int64)


def minutes_of(moments: Iterable[datetime | None]) -> Minutes:
    """Moments as minutes since 1970, NO_DATE for None. Few of a plan's moments differ: each is reckoned once."""
    found = list(moments)
    known = {one: NO_DATE if one is None else to_minute(one) for one in set(found)}
    return np.array([known[one] for one in found], np.int64)


def _at(rows: Flags, positions: Rows) -> Flags:
    """The mask at these positions; False where the position is -1."""
    if not len(rows):
        return np.zeros(len(positions), np.bool_)
    return np.asarray(rows[positions] & (positions >= 0), np.bool_)


def _is_moment(one: Activity) -> bool:
    return one.type.is_milestone or (one.duration_minutes == 0 and not one.planned_duration_minutes)


def _ids(one: Link) -> tuple[int, int]:
    return one.predecessor_id, one.successor_id


def _blank(one: Activity) -> bool:
    """An empty row, or the row Microsoft Project keeps for the whole project."""
    empty = not one.name and one.duration_minutes is None and one.start is None
    return empty or (one.id == 0 and one.outline_level == 0)
