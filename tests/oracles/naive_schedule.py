"""A second scheduler, straight from the rules: recursion over activities, no arrays, no order, no compiled code.

Dates are minutes since 1970. Rules that both tools share stand here once; where they differ the dialect is asked on
the spot.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from tests.oracles.naive_calendar import Span, hours_on, minutes, minutes_shared
from tests.oracles.naive_dates import DRIVEN, FAR, FROM_FINISH, MILESTONES, TO_START, At, C, Dates, by_links

from rechterhand.record.activity import Activity, ActivityType, ConstraintType, TaskType
from rechterhand.record.calendar import Calendar, Hours
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.record.plan import Dialect, LagCalendar, Plan, ProgressMode


class NaiveSchedule:
    """Schedules a plan of the core: links, lags, constraints, data date, progress, milestones, levels of effort."""

    def __init__(self, plan: Plan, *, honest: bool = False) -> None:
        """With ``honest`` remaining work lies from the status date on, and manual tasks follow their links."""
        if honest:
            plan = replace(plan, activities=tuple(by_links(one) for one in plan.activities))
        self.plan = plan
        self.honest = honest
        self.status = minutes(plan.status_date) if honest and plan.status_date is not None else None
        self.p6 = plan.dialect is Dialect.PRIMAVERA
        self.by_id = {one.id: one for one in plan.activities}
        summaries = {one.id for one in plan.activities if one.type.is_summary}
        self.work = [
            one for one in plan.activities if one.active and one.id not in summaries and one.type not in DRIVEN
        ]
        self.links = [tie for link in plan.links for tie in self._leaf_links(link)]
        assert plan.start is not None
        self.project_start = minutes(plan.start)
        self.data_date = self.project_start if plan.status_date is None else minutes(plan.status_date)
        self.span, self.mixed = cache(self._span), cache(self._mixed)
        self.early, self.late = cache(self._early), cache(self._late)
        self.pulled: dict[int, int] = {}
        self.pull()

    def pull(self) -> None:
        """As late as possible: P6 uses free float alone, Microsoft Project total float."""
        late = [one for one in self.work if one.constraint is C.AS_LATE_AS_POSSIBLE and not one.finished]
        if not self.p6:
            if self.plan.options.from_finish:
                self.project_start = min(self.late(one.id).begin for one in self.work)
                self.early.cache_clear()
                self.late.cache_clear()
            bound = {one.id: self.late(one.id).start for one in late}
            self.end = self.project_end()
            self.pulled = bound
            self.early.cache_clear()
            self.late.cache_clear()
            return
        for one in sorted(late, key=lambda one: -self.early(one.id).start):
            room = min((self.gap(link) for link in self._out(one.id)), default=0)
            self.pulled[one.id] = self.early(one.id).start + max(0, room)
            self.early.cache_clear()
            self.late.cache_clear()

    def project_end(self) -> int:
        """The latest early finish of unfinished work; the project's own when dates are counted back from it."""
        if self.plan.options.from_finish and not self.p6 and self.plan.finish is not None:
            return minutes(self.plan.finish)
        return getattr(self, "end", None) or max(self.early(one.id).end for one in self.work if not one.finished)

    # -- calendars

    def _span(self, key: int | None) -> Span:
        return Span(None if key is None else lambda day: self._hours(key, day), *self._horizon())

    def _hours(self, key: int, day: date) -> Hours:
        known = {one.id: one for one in self.plan.calendars}
        return hours_on(known.get(key, Calendar(0, "standard")), day, self.plan.calendars)

    def _horizon(self) -> tuple[date, date]:
        assert self.plan.start is not None
        day = min(self.plan.start, self.plan.status_date or self.plan.start)
        return date(day.year - 1, 1, 1), date(day.year + 6, 12, 31)

    def _mixed(self, resources: frozenset[int], own: int | None) -> Span:
        """When any resource works, and the task's calendar does too; the latter alone when they never meet."""

        def hours(day: date) -> Hours:
            any_of = minutes_shared(tuple(self._hours(key, day) for key in sorted(resources)), 1)
            return any_of if own is None else minutes_shared((any_of, self._hours(own, day)), 2)

        found = Span(hours, *self._horizon())
        return found if found.total else self.span(own)

    def calendar(self, one: Activity) -> Span:
        """All round the clock for elapsed durations and for P6's finished work, which hands on the data date itself."""
        if one.elapsed or (self.p6 and one.finished):
            return self.span(None)
        fixed = one.task_type is TaskType.FIXED_DURATION or one.manual or one.ignore_resource_calendars
        who = {work.resource_id for work in self.plan.assignments if work.activity_id == one.id}
        keys = frozenset(
            res.calendar_id for res in self.plan.resources if res.id in who and res.calendar_id is not None
        )
        return self.span(self._key(one)) if self.p6 or fixed or not keys else self.mixed(keys, one.calendar_id)

    def float_calendar(self, one: Activity) -> Span:
        """Microsoft Project doesn't count floats on resources' calendars."""
        return self.calendar(one) if self.p6 or one.elapsed else self.span(self._key(one))

    def _key(self, one: Activity) -> int | None:
        key = self.plan.default_calendar_id if one.calendar_id is None else one.calendar_id
        return 0 if key is None else key

    def _lag(self, link: Link) -> tuple[int, Span]:
        before, after = self.by_id[link.predecessor_id], self.by_id[link.successor_id]
        lag = link.lag_minutes
        if link.lag_unit in {LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT}:
            lag = round((link.lag_percent or 0) / 100 * (before.duration_minutes or 0))
        if link.lag_unit in {LagUnit.ELAPSED, LagUnit.ELAPSED_PERCENT}:
            return self._left(link, lag, self.span(None)), self.span(None)
        where = self.plan.options.lag_calendar
        if where is LagCalendar.TWENTY_FOUR_HOURS:
            return self._left(link, lag, self.span(None)), self.span(None)
        default = self.plan.default_calendar_id or 0
        own = {LagCalendar.PREDECESSOR: before, LagCalendar.SUCCESSOR: after}.get(where)
        span = self.span(default if own is None else self._key(own))
        return self._left(link, lag, span), span

    def _left(self, link: Link, lag: int, span: Span) -> int:
        """P6 counts off what had passed of a lag at the data date; honest work is waited for since it began."""
        before = self.by_id[link.predecessor_id]
        since = before.actual_finish if link.type in FROM_FINISH else before.actual_start
        until = self.data_date
        if self.status is not None and not self.p6 and before.started and not before.finished:
            since = None if link.type in FROM_FINISH else since
            until = self._resumes(before)
        elif not self.p6:
            return lag
        if since is None or (self.p6 and lag <= 0):
            return lag
        left = lag - max(0, span.worked(until) - span.worked(minutes(since)))
        return max(0, left) if self.p6 else left

    # -- links

    def _leaf_links(self, link: Link) -> list[Link]:
        """Links on summaries act on every leaf; on the earliest one where its start is meant."""
        before, after = self._leaves(link.predecessor_id), self._leaves(link.successor_id)
        if link.type not in FROM_FINISH and self.by_id[link.predecessor_id].type.is_summary:
            before = before[:1]
        override = self.plan.options.progress is not ProgressMode.RETAINED_LOGIC
        found = []
        for left in before:
            for right in after:
                one, two = self.by_id[left], self.by_id[right]
                driven = one.type in DRIVEN or two.type in DRIVEN
                ignored = self.p6 and override and two.started and not one.finished
                if one.active and two.active and not driven and not ignored:
                    found.append(Link(left, right, link.type, link.lag_minutes, link.lag_unit, link.lag_percent))
        return found

    def _leaves(self, key: int) -> list[int]:
        if not self.by_id[key].type.is_summary:
            return [key]
        below = [one for one in self.plan.activities if one.parent_id == key]
        return [leaf for one in below for leaf in self._leaves(one.id)]

    def _into(self, key: int) -> list[Link]:
        return [link for link in self.links if link.successor_id == key]

    def _out(self, key: int) -> list[Link]:
        return [link for link in self.links if link.predecessor_id == key]

    def handed_on(self, link: Link) -> int:
        """The moment that a link hands its successor, from the predecessor's early dates."""
        early, (lag, span) = self.early(link.predecessor_id), self._lag(link)
        by_finish = link.type in FROM_FINISH
        anchor = early.end if by_finish else early.begin
        if lag == 0:
            return anchor
        work = span.worked(anchor) + lag
        return span.end(work) if by_finish and self._ends_work(link.predecessor_id) else span.begin(work)

    def _ends_work(self, key: int) -> bool:
        """Work ends before a pause; a milestone may stand after it."""
        early, span = self.early(key), self.calendar(self.by_id[key])
        return early.end == span.end(early.finish)

    def handed_back(self, link: Link, start: int, finish: int) -> int:
        """The moment that a link hands its predecessor for given start and finish moments of the successor."""
        lag, span = self._lag(link)
        anchor = start if link.type in TO_START else finish
        if lag == 0 and not self._delay(self.by_id[link.successor_id]):
            return anchor
        after = self.by_id[link.successor_id]
        if self._delay(after) and link.type in TO_START:
            own = self.calendar(after)
            moved = self._moved(after, anchor, -self._delay(after))
            begin, end = own.begin(own.worked(moved)), own.end(own.worked(moved))
            anchor = begin if moved >= begin else end
            if lag == 0:
                return anchor
        work = span.worked(anchor) - lag
        starts = link.type in TO_START and anchor == self.calendar(after).begin(self.calendar(after).worked(anchor))
        return span.begin(work) if starts else span.end(work)

    def gap(self, link: Link) -> int:
        """How far the link lets its predecessor move, on its own calendar, with the successor's early dates."""
        early, after = self.early(link.predecessor_id), self.early(link.successor_id)
        span = self.calendar(self.by_id[link.predecessor_id])
        allowed = span.worked(self.handed_back(link, after.begin, after.end))
        return allowed - (early.finish if link.type in FROM_FINISH else early.start)

    # -- forward

    def _delay(self, one: Activity) -> int:
        """Microsoft Project's levelling delay, until the task starts."""
        return 0 if self.p6 or one.started or one.manual else one.levelling_delay_minutes

    def _project_floor(self, one: Activity, span: Span) -> int:
        return -FAR if self._is_held_from_before(one) else span.worked(self.project_start)

    def _moved(self, one: Activity, moment: int, delay: int) -> int:
        span = self.span(None if one.levelling_delay_elapsed else self._key(one))
        return moment + delay if one.levelling_delay_elapsed else span.begin(span.worked(moment) + delay)

    def remaining(self, one: Activity) -> int:
        """Working minutes still to do."""
        if one.type in MILESTONES or (self.p6 and one.finished):
            return 0
        whole = one.duration_minutes or 0
        if self.p6 and one.remaining_duration_minutes is not None:
            return one.remaining_duration_minutes
        return whole

    def _early(self, key: int) -> At:
        one = self.by_id[key]
        span, length = self.calendar(one), self.remaining(one)
        if not self.p6 and one.manual and one.start is not None:
            assert one.finish is not None
            start, finish = minutes(one.start), minutes(one.finish)
            return At(span.worked(start), span.worked(finish), start, finish)
        if one.actual_finish is not None and (not self.p6 or self._by_actual_dates()):
            begin, end = minutes(one.actual_start or one.actual_finish), minutes(one.actual_finish)
            return At(span.worked(end if self.p6 else begin), span.worked(end), end if self.p6 else begin, end)
        if not self.p6 and one.actual_start is not None:
            return self._running(one, span, length)
        handed = [self.handed_on(link) for link in self._into(key)]
        starts = [
            span.worked(moment) - (0 if link.type in TO_START else length)
            for link, moment in zip(self._into(key), handed, strict=True)
        ]
        bound, cap, floor_moment = self._bounds(one, span, length)
        since = self._since(one, span)
        cap = FAR if cap < since else cap
        if self._delay(one):
            into = self._into(key)
            by_finish = bound if one.constraint in {C.FINISH_NO_EARLIER_THAN, C.MUST_FINISH_ON} else -FAR
            own = bound if by_finish == -FAR else self._project_floor(one, span)
            free = max([own, *(at for at, link in zip(starts, into, strict=True) if link.type in TO_START)])
            bound = max(by_finish, span.worked(self._moved(one, span.begin(free), self._delay(one))))
            starts = [-FAR if link.type in TO_START else at for at, link in zip(starts, into, strict=True)]
        if since >= bound:
            bound, floor_moment = since, max(floor_moment, self.status or floor_moment)
        start = min(max([bound, self.pulled.get(key, -FAR), *starts]), cap)
        finish = start + length
        if self.p6 and one.expected_finish is not None and self.plan.options.use_expected_finish and length:
            by_finish = any(link.type not in TO_START for link in self._into(key))
            expected = span.worked(minutes(one.expected_finish))
            finish = expected if expected > start and not by_finish else finish
        begin, end = span.begin(start), span.end(finish)
        if length == 0 and finish == start:
            here = [moment for moment, at in zip(handed, starts, strict=True) if at == start]
            here += [floor_moment] if bound == start else []
            stays = (
                not self.p6 and one.type in MILESTONES | {ActivityType.TASK}
            ) or one.type is ActivityType.FINISH_MILESTONE
            begin = end = span.end(start) if stays and max(here, default=-FAR) <= span.end(start) else span.begin(start)
        return At(start, finish, begin, end)

    def _by_actual_dates(self) -> bool:
        return self.plan.options.progress is ProgressMode.ACTUAL_DATES

    def _running(self, one: Activity, span: Span, length: int) -> At:
        """Microsoft Project: remaining work stays where it lies; only begun work may move after a predecessor."""
        assert one.actual_start is not None
        start, since = span.worked(minutes(one.actual_start)), self._since(one, span)
        if self.status is not None and one.actual_duration_minutes and one.resume is None:
            left_over = one.remaining_duration_minutes
            length = max(0, length - one.actual_duration_minutes) if left_over is None else left_over
            start = since
        if one.actual_duration_minutes and one.resume is not None and one.remaining_duration_minutes is not None:
            length, start = one.remaining_duration_minutes, span.worked(minutes(one.resume))
            left = [part for part in one.splits if part[1] > one.resume]
            if len(one.splits) > 1 and left:
                start = max(start, span.worked(minutes(left[0][0])))
                if self.status is None or minutes(one.splits[-1][0]) > self.status:
                    length = span.worked(minutes(left[-1][1])) - start
            start = max(start, since)
            if self.plan.options.split_in_progress:
                into = [link for link in self._into(one.id) if link.type in TO_START]
                start = max([start, *(span.worked(self.handed_on(link)) for link in into)])
        start = max(start, since)
        begin = minutes(one.actual_start) if self.status is None else span.begin(start)
        return At(start, start + length, begin, span.end(start + length))

    def _resumes(self, one: Activity) -> int:
        """When started work goes on: where it was to, at the status date at the earliest."""
        assert self.status is not None
        assert one.actual_start is not None
        if not one.actual_duration_minutes:
            return max(self.status, minutes(one.actual_start))
        return self.status if one.resume is None else max(self.status, minutes(one.resume))

    def _since(self, one: Activity, span: Span) -> int:
        """Before this no remaining work can be done."""
        return -FAR if self.status is None or one.finished else span.worked(self.status)

    def _is_held_from_before(self, one: Activity) -> bool:
        """A link to its start or a date not to start or finish before."""
        later = one.constraint in {C.START_NO_EARLIER_THAN, C.FINISH_NO_EARLIER_THAN}
        return later or any(link.type in TO_START for link in self._into(one.id))

    def _begins_with_the_project(self, one: Activity) -> bool:
        """Honest work that must not finish before a date begins with the project all the same."""
        if not self.honest or one.constraint is not C.FINISH_NO_EARLIER_THAN or one.constraint_date is None:
            return False
        free = not any(link.type in TO_START for link in self._into(one.id))
        return free and minutes(one.constraint_date) > self.project_start

    def _above(self, one: Activity, kind: ConstraintType) -> list[int]:
        """The dates of this kind of the summaries above."""
        found = []
        while one.parent_id is not None:
            one = self.by_id[one.parent_id]
            found += [minutes(one.constraint_date)] if one.constraint is kind and one.constraint_date else []
        return found

    def _bounds(self, one: Activity, span: Span, length: int) -> tuple[int, int, int]:
        """Earliest start, the cap that breaks logic (working minutes), and the moment behind the former."""
        date = None if one.constraint_date is None else minutes(one.constraint_date)
        starts, finishes, cap = [], [], FAR
        hard = self.plan.options.honour_constraints
        if self.p6:
            starts.append(self.data_date)
        elif not self._is_held_from_before(one) or self._begins_with_the_project(one):
            starts.append(self.project_start)
        if date is not None and not one.finished:
            at = span.worked(date)
            if one.constraint in {C.START_NO_EARLIER_THAN, C.START_ON, C.MUST_START_ON, C.MANDATORY_START}:
                starts.append(date)
            if one.constraint in {C.FINISH_NO_EARLIER_THAN, C.FINISH_ON, C.MUST_FINISH_ON, C.MANDATORY_FINISH}:
                finishes.append(date)
            breaks = {C.MANDATORY_START, C.MANDATORY_FINISH}
            if hard and not self.p6:
                breaks |= {C.START_NO_LATER_THAN, C.FINISH_NO_LATER_THAN, C.MUST_START_ON, C.MUST_FINISH_ON}
            if one.constraint in breaks:
                by_start = one.constraint in {C.MANDATORY_START, C.MUST_START_ON, C.START_NO_LATER_THAN}
                cap = at if by_start else at - length
        if not self.p6:
            starts += self._above(one, C.START_NO_EARLIER_THAN)
        bound = max([span.worked(s) for s in starts] + [span.worked(f) - length for f in finishes], default=-FAR)
        return bound, cap, max(starts + finishes, default=-FAR)

    # -- backward

    def _late(self, key: int) -> At:
        one, early = self.by_id[key], self.early(key)
        span, length = self.calendar(one), early.finish - early.start
        must = self.plan.options.must_finish_by
        last = span.worked(self.project_end() if must is None else minutes(must))
        handed = [self._late_by(link, span, length) for link in self._out(key) if self._bounds_late(link)]
        finish = self._late_bounds(one, span, length, min([last, *(at for at, _ in handed)]))
        binding = [before_pause for at, before_pause in handed if at == finish]
        stays = bool(binding) and all(binding)
        begin, end = span.begin(finish - length), span.end(finish)
        if length == 0:
            by_links = not self.p6 or one.type is ActivityType.START_MILESTONE
            end = early.end if by_links and finish == early.finish else end
            begin = end
        return At(finish - length, finish, span.end(finish - length) if stays else begin, end)

    def _bounds_late(self, link: Link) -> bool:
        """Microsoft Project passes over finished successors, and over links from a start that is fixed."""
        one = self.by_id[link.predecessor_id]
        fixed = (one.manual or one.started) and link.type not in FROM_FINISH
        return self.p6 or not (fixed or self.by_id[link.successor_id].finished)

    def _late_by(self, link: Link, span: Span, length: int) -> tuple[int, bool]:
        """The late finish that a link allows, and whether P6 leaves the late start before a pause, where SS puts it."""
        late = self.late(link.successor_id)
        moment = self.handed_back(link, late.begin, late.end)
        at = span.worked(moment)
        if self._in_time(link, late):
            early = self.early(link.predecessor_id)
            at = max(at, early.finish if link.type in FROM_FINISH else early.start)
        stays = self.p6 and link.type is LinkType.SS and self._lag(link)[0] == 0 and moment < span.begin(at)
        return at + (0 if link.type in FROM_FINISH else length), stays

    def _in_time(self, link: Link, late: At) -> bool:
        """Whether early dates, after clock hours that may end in a pause, keep late ones waiting for nothing."""
        after, moment, (lag, span) = self.by_id[link.successor_id], self.handed_on(link), self._lag(link)
        by_clock, delay = lag != 0 and not span.pauses, self._delay(after)
        if delay and link.type in TO_START:
            by_clock, moment = by_clock or after.levelling_delay_elapsed, self._moved(after, moment, delay)
        reached = self.calendar(after).worked(moment)
        return by_clock and reached <= (late.start if link.type in TO_START else late.finish)

    def _late_bounds(self, one: Activity, span: Span, length: int, finish: int) -> int:
        date = None if one.constraint_date is None else minutes(one.constraint_date)
        hard = self.plan.options.honour_constraints and not self.p6
        if date is not None and not one.finished:
            at = span.worked(date)
            start_kinds = {C.START_NO_LATER_THAN, C.START_ON, C.MUST_START_ON, C.MANDATORY_START}
            finish_kinds = {C.FINISH_NO_LATER_THAN, C.FINISH_ON, C.MUST_FINISH_ON, C.MANDATORY_FINISH}
            pins = {C.MANDATORY_START, C.MANDATORY_FINISH} | ({C.MUST_START_ON, C.MUST_FINISH_ON} if hard else set())
            limit = at + length if one.constraint in start_kinds and not one.started else FAR
            limit = at if one.constraint in finish_kinds else limit
            finish = limit if one.constraint in pins and limit != FAR else min(finish, limit)
        if one.deadline is not None and not one.finished:
            finish = min(finish, span.worked(minutes(one.deadline)))
        if not self.p6 and not one.finished:
            finish = min([finish, *(span.worked(limit) for limit in self._above(one, C.FINISH_NO_LATER_THAN))])
        return finish

    # -- results

    def dates(self, key: int) -> Dates:
        """What a planner sees of one activity."""
        one, early, late = self.by_id[key], self.early(key), self.late(key)
        span = self.float_calendar(one)
        by_start = span.worked(late.begin) - span.worked(early.begin) - max(0, self._asked(one) - early.start)
        by_finish = span.worked(late.end) - span.worked(early.end)
        if self.p6 or span is self.calendar(one):
            by_start, by_finish = late.start - max(early.start, self._asked(one)), late.finish - early.finish
        total = by_finish if self.p6 or one.started else min(by_start, by_finish)
        gaps = [self.gap(link) for link in self._out(key) if not self.by_id[link.successor_id].finished]
        span = self.calendar(one)
        otherwise = span.worked(self.project_end()) - early.finish if self.p6 else total
        free = max(0, min(gaps, default=otherwise))
        begin = early.begin if one.actual_start is None else minutes(one.actual_start)
        last = self._late_as_typed(one) if one.manual and not self.p6 else (late.begin, late.end)
        waits = early.start == early.finish and late.finish == span.worked(self.project_end())
        if waits and not (one.manual or self.p6):
            last = (self._edge(span, late.finish),) * 2
        return Dates(begin, self._shown_finish(one), *last, total, free)

    def _edge(self, span: Span, work: int) -> int:
        """Where a milestone stands that waits for the project's end."""
        after = span.begin(work)
        return after if self.project_end() >= after else span.end(work)

    def _late_as_typed(self, one: Activity) -> tuple[int, int]:
        """A manual task's late finish is the moment that bounds it, its late start lies a duration before."""
        span, early, late = self.calendar(one), self.early(one.id), self.late(one.id)
        by_link = late.finish < span.worked(self.project_end())
        end = span.begin(late.finish) if by_link else self.project_end()
        if late.finish == early.finish:
            return early.begin, end
        return span.begin(late.finish - (one.duration_minutes or 0)), end

    def _asked(self, one: Activity) -> int:
        """The start that links ask where Microsoft Project holds a finish earlier than they allow."""
        span, early = self.calendar(one), self.early(one.id)
        holds = one.constraint in {C.FINISH_NO_LATER_THAN, C.MUST_FINISH_ON} and self.plan.options.honour_constraints
        if (
            self.p6
            or one.constraint_date is None
            or not holds
            or early.finish != span.worked(minutes(one.constraint_date))
        ):
            return -FAR
        length = early.finish - early.start
        into = [link for link in self._into(one.id) if link.type not in TO_START or not self._delay(one)]
        reached = [(link, span.worked(self.handed_on(link))) for link in into]
        return max((at - (0 if link.type in TO_START else length) for link, at in reached), default=-FAR)

    def _shown_finish(self, one: Activity) -> int:
        """Microsoft Project leaves a finish that follows a start (SF) after the pause."""
        span, early = self.calendar(one), self.early(one.id)
        after = span.begin(early.finish)
        by_start = [link for link in self._into(one.id) if link.type is LinkType.SF and self._lag(link)[0] <= 0]
        moments = [self.handed_on(link) for link in by_start if not (self.p6 or one.finished)]
        waits = any(moment >= after and span.worked(moment) == early.finish for moment in moments)
        return after if waits and early.finish > early.start else early.end

    def driven(self, key: int) -> tuple[int, int]:
        """A level of effort: from the earliest of what drives its start to the latest of what drives its finish."""
        before = [link for link in self.plan.links if link.successor_id == key]
        first = [self._end_of(link, link.type is LinkType.FS) for link in before if link.type in TO_START]
        last = [self._end_of(link, link.type is LinkType.FF) for link in before if link.type not in TO_START]
        span = self.calendar(self.by_id[key])
        return span.begin(span.worked(min(first))), span.end(span.worked(max(last)))

    def _end_of(self, link: Link, finish: bool) -> int:
        early = self.early(link.predecessor_id)
        return early.end if finish else early.begin
