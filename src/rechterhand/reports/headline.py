"""The verdict in one or two sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from rechterhand.engine.network.clock import build_clock
from rechterhand.engine.network.kernel import arrays_of, work_before
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate.result import Committed
from rechterhand.record.plan import Plan
from rechterhand.text import Message
from rechterhand.verdict import Review


def headline(review: Review) -> Iterator[Message]:
    """P80, how far from the committed date, and the chance of meeting it."""
    p80 = review.simulation.percentiles["p80"].moment
    promise = committed(review)
    if promise is None:
        plan = review.simulation.deterministic_finish.date()
        part = last_promise(review)
        yield Message.of(
            "report.headline.alone" if part is None else "report.headline.parts", p80=p80.date(), plan=plan
        )
        if part is not None and part.activity_id is not None:
            name = review.plan.activity(part.activity_id).name
            yield Message.of("report.headline.part", name=name, committed=_shown(part), chance=part.chance)
        return
    late = working_days(review.plan, promise.moment.date(), p80.date())
    key = "report.headline.late" if late > 0 else "report.headline.early" if late < 0 else "report.headline.on_time"
    yield Message.of(key, p80=p80.date(), count=abs(late), committed=_shown(promise), chance=promise.chance)


def committed(review: Review) -> Committed | None:
    """The promise for the whole project: a date to finish by, the end of the baseline, or the date of what ends it."""
    found = review.simulation.committed
    whole = next((one for one in found if one.activity_id is None), None)
    ends = (one for one in found if one.activity_id is not None and _ends(review, one.activity_id))
    return whole or max(ends, key=lambda one: one.moment, default=None)


def last_promise(review: Review) -> Committed | None:
    """The latest promise for a part of the work; a deadline goes before a hard date."""
    found = review.simulation.committed
    return max(found, key=lambda one: (one.what == "deadline", one.moment), default=None)


def _ends(review: Review, activity_id: int) -> bool:
    return review.schedule[activity_id].early_finish == review.schedule.project_finish


def _shown(one: Committed) -> date:
    """The day that was promised; midnight ends the day before."""
    moment = one.moment
    return (moment - timedelta(days=1)).date() if moment.hour == moment.minute == 0 else moment.date()


def working_days(plan: Plan, first: date, last: date) -> int:
    """Working days of the plan's own calendar from one day to another (negative backwards)."""
    low, high = min(first, last), max(first, last)
    key = plan.default_calendar_id
    known = key is not None and any(one.id == key for one in plan.calendars)
    if not known:
        return sum((low + timedelta(days=step)).weekday() < 5 for step in range(1, (high - low).days + 1)) * (
            1 if last >= first else -1
        )
    clock = build_clock(
        plan.calendars, [key] if key is not None else [], low - timedelta(days=7), high + timedelta(days=7)
    )
    arrays, row = arrays_of(clock), clock.position[key]

    def before(day: date) -> int:
        return int(work_before(arrays, row, to_minute(datetime.combine(day, time()))))

    days = sum(
        before(low + timedelta(days=step + 1)) > before(low + timedelta(days=step))
        for step in range(1, (high - low).days + 1)
    )
    return days if last >= first else -days
