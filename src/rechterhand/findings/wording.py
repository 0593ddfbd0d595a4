"""How evidence names what it saw in a plan: lags, constraints, links."""

from __future__ import annotations

from rechterhand.record.activity import ConstraintType
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.record.plan import LagCalendar
from rechterhand.text import Message

_CONSTRAINTS = {
    ConstraintType.AS_SOON_AS_POSSIBLE: Message.of("checks.constraint.asap"),
    ConstraintType.AS_LATE_AS_POSSIBLE: Message.of("checks.constraint.alap"),
    ConstraintType.START_NO_EARLIER_THAN: Message.of("checks.constraint.snet"),
    ConstraintType.START_NO_LATER_THAN: Message.of("checks.constraint.snlt"),
    ConstraintType.FINISH_NO_EARLIER_THAN: Message.of("checks.constraint.fnet"),
    ConstraintType.FINISH_NO_LATER_THAN: Message.of("checks.constraint.fnlt"),
    ConstraintType.MUST_START_ON: Message.of("checks.constraint.mso"),
    ConstraintType.MUST_FINISH_ON: Message.of("checks.constraint.mfo"),
    ConstraintType.START_ON: Message.of("checks.constraint.start_on"),
    ConstraintType.FINISH_ON: Message.of("checks.constraint.finish_on"),
    ConstraintType.MANDATORY_START: Message.of("checks.constraint.mandatory_start"),
    ConstraintType.MANDATORY_FINISH: Message.of("checks.constraint.mandatory_finish"),
}


def constraint_name(constraint: ConstraintType) -> Message:
    """A constraint in the reader's words: 'must start on'."""
    return _CONSTRAINTS[constraint]


_LAG_CALENDARS = {
    LagCalendar.PREDECESSOR: Message.of("checks.lag_calendar.predecessor"),
    LagCalendar.SUCCESSOR: Message.of("checks.lag_calendar.successor"),
    LagCalendar.PROJECT: Message.of("checks.lag_calendar.project"),
    LagCalendar.TWENTY_FOUR_HOURS: Message.of("checks.lag_calendar.always"),
}


def lag_calendar_name(chosen: LagCalendar) -> Message:
    """What counts lags: 'the calendar of the predecessor'."""
    return _LAG_CALENDARS[chosen]


def link_type(type_: LinkType) -> Message:
    """A link's type written out: its abbreviations mean opposite things in Dutch tools."""
    return Message.of(f"checks.link.{type_.value.lower()}")


def lag_amount(link: Link, minutes_per_day: float) -> Message:
    """The size of a link's lag or lead, without its sign: '5 working days', '20 calendar days'."""
    if link.lag_unit in {LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT}:
        return Message.of("checks.lag.percent", percent=abs(link.lag_percent or 0.0) / 100)
    if link.lag_unit is LagUnit.ELAPSED:
        return Message.of("checks.lag.elapsed", days=abs(link.lag_minutes) / 1440)
    return Message.of("checks.lag.working", days=abs(link.lag_minutes) / minutes_per_day)


def link_lag(link: Link, minutes_per_day: float) -> Message:
    """What a link adds: 'without lag', 'lag 5 working days', 'lead 2 calendar days'."""
    size = link.lag_percent or link.lag_minutes
    if not size:
        return Message.of("checks.lag.none")
    amount = lag_amount(link, minutes_per_day)
    return Message.of("checks.lag.lag", amount=amount) if size > 0 else Message.of("checks.lag.lead", amount=amount)
