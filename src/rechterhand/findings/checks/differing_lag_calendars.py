"""Lags counted on another calendar than readers expect: 'five days' then last shorter or longer than it looks.

Informs, for Primavera, about links into unfinished activities with a lag or lead that isn't counted on the calendar of
the predecessor, by the option of the project, or whose two activities have different calendars. Each is shown with
what it makes in calendar days against the other calendar, from the computed dates. Tools without this option are not
applicable.

Source: our own (SC12).
Bad: lags are counted round the clock: 'five days' of drying are over in 40 hours.
Good: lags are counted on the predecessor's calendar, and the one that must run on through the weekend is an activity.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.clock import ALWAYS
from rechterhand.engine.network.kernel import moments_of, works_before
from rechterhand.engine.schedule.result import NO_DATE, Minutes, ScheduleResult
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    not_applicable,
    not_judgeable,
    noted,
)
from rechterhand.findings.evidences import of_links
from rechterhand.findings.populations import Populations, Rows
from rechterhand.findings.wording import lag_calendar_name, link_lag
from rechterhand.record.link import LinkType
from rechterhand.record.plan import Dialect, LagCalendar
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the lags on which the calendars don't agree."""
    rows = subject.populations
    if subject.plan.dialect is not Dialect.PRIMAVERA:
        return not_applicable(Message.of("checks.differing_lag_calendars.tool"))
    lagged = np.flatnonzero(rows.links_ahead & (rows.lag != 0))
    if not len(lagged):
        return not_applicable(Message.of("checks.differing_lag_calendars.nothing"))
    if subject.schedule is None:
        return not_judgeable(Message.of("checks.differing_lag_calendars.not_scheduled"), len(lagged))
    option = subject.plan.options.lag_calendar
    found = _compared(rows, subject.network, subject.schedule, lagged)
    by_link = {one.link: one for one in found}
    order = sorted(by_link, key=lambda link: (-abs(by_link[link].days), link))
    limit = subject.limit("differing_lag_calendars", LIMIT)
    summary = Message.of(
        "checks.differing_lag_calendars.summary",
        number=len(found),
        population=len(lagged),
        calendar=lag_calendar_name(option),
    )
    evidence = of_links(rows, order, lambda link: _row(rows, by_link[link], option))
    return Finding(noted(len(found), limit), len(lagged), float(len(found)), limit, summary, evidence)


@dataclass(frozen=True, slots=True)
class _Compared:
    """A link, and how many calendar days later its lag ends than on the other calendar."""

    link: int
    days: float
    other: LagCalendar


def _compared(rows: Populations, network: Network, schedule: ScheduleResult, lagged: Rows) -> list[_Compared]:
    own, next_own = (_calendars(rows, network, ends[lagged]) for ends in (rows.predecessor, rows.successor))
    option = network.plan.options.lag_calendar
    used = {LagCalendar.PREDECESSOR: own, LagCalendar.SUCCESSOR: next_own}.get(option)
    if used is None:
        key = None if option is LagCalendar.TWENTY_FOUR_HOURS else network.plan.default_calendar_id
        used = np.full(len(lagged), ALWAYS if key is None else network.clock.position[key], np.int64)
    against_successor = used == own
    other = np.where(against_successor, next_own, own)
    anchor = _anchors(rows, schedule, lagged)
    minutes = np.array([rows.plan.links[at].lag_minutes for at in lagged.tolist()], np.int64)
    differing = (used != other) & (anchor != NO_DATE)
    ends = [_end(network, calendar[differing], anchor[differing], minutes[differing]) for calendar in (used, other)]
    kinds = [LagCalendar.SUCCESSOR if one else LagCalendar.PREDECESSOR for one in against_successor[differing]]
    days = ((ends[0] - ends[1]) / 1440).tolist()
    return [_Compared(int(at), *rest) for at, *rest in zip(lagged[differing], days, kinds, strict=True)]


def _calendars(rows: Populations, network: Network, ends: Rows) -> Rows:
    """The clock's row of each activity's own calendar."""
    default, position = network.plan.default_calendar_id, network.clock.position
    keys = (rows.plan.activities[at].calendar_id for at in ends.tolist())
    found = (position.get(default if key is None else key, position[default]) for key in keys)
    return np.fromiter(found, np.int64, len(ends))


def _anchors(rows: Populations, schedule: ScheduleResult, lagged: Rows) -> Minutes:
    """The moment from which each lag runs."""
    from_finish = np.array([rows.plan.links[at].type in {LinkType.FS, LinkType.FF} for at in lagged.tolist()], np.bool_)
    before = rows.predecessor[lagged]
    return np.where(from_finish, schedule.early_finish[before], schedule.early_start[before])


def _end(network: Network, calendars: Rows, anchor: Minutes, minutes: Minutes) -> Minutes:
    """The moment at which each lag is over on its calendar."""
    clock = network.arrays.clock
    return np.asarray(moments_of(clock, calendars, works_before(clock, calendars, anchor) + minutes, True), np.int64)


def _row(rows: Populations, one: _Compared, option: LagCalendar) -> Evidence:
    link, before, after = rows.plan.links[one.link], int(rows.predecessor[one.link]), int(rows.successor[one.link])
    values: dict[str, Value] = {
        "task": rows.label(after),
        "other": rows.label(before),
        "lag": link_lag(link, float(rows.minutes_per_day[before])),
        "calendar": lag_calendar_name(option),
        "against": lag_calendar_name(one.other),
        "days": abs(one.days),
    }
    if one.days > 0:
        text = Message.of("checks.differing_lag_calendars.later", **values)
    elif one.days < 0:
        text = Message.of("checks.differing_lag_calendars.earlier", **values)
    else:
        text = Message.of("checks.differing_lag_calendars.same", **values)
    fields = {
        "lag_minutes": link.lag_minutes,
        "lag_calendar": option.value,
        "against": one.other.value,
        "difference_days": round(one.days, 2),
        "calendar_ids": (rows.plan.activities[before].calendar_id, rows.plan.activities[after].calendar_id),
    }
    return Evidence(link.successor_id, text, link.predecessor_id, fields)


check = Check(
    codes=("SC12",),
    reference="Own convention",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
