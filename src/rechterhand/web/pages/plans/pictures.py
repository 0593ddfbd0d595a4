"""The pictures of a verdict, in both widths."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import numpy as np
import numpy.typing as npt

from rechterhand.engine.schedule.result import to_minute
from rechterhand.reports.charts.before_after import before_after
from rechterhand.reports.charts.s_curve import Chart, Curve, Mark, draw
from rechterhand.reports.charts.svg import Look
from rechterhand.reports.charts.waterfall import Bar, waterfall
from rechterhand.text import Language
from rechterhand.web.look.say import say
from rechterhand.web.queries.verdict import Cause, Point, Verdict

LOOKS: tuple[Look, ...] = ("wide", "narrow")


def curve(page: Verdict, committed: date | None, language: Language) -> tuple[str, ...]:
    """The chance of each date, with P50, P80 and the promised date; nothing without futures."""
    if not page.curve:
        return ()
    marks = [
        Mark(name, page.curve[place].moment, tone) for tone, (name, place) in enumerate((("P50", 50), ("P80", 80)))
    ]
    if committed is not None:
        marks.append(Mark(say("report.committed"), _evening(committed), 2))
    chart = Chart(say("report.s_curve.title"), "s-curve", (Curve(_minutes(page.curve)),), marks)
    return tuple(draw(chart, language, look) for look in LOOKS)


def with_ways(page: Verdict, committed: date | None, language: Language) -> tuple[str, ...]:
    """The same futures before and after the best ways out; nothing without any."""
    return pair(page.before, page.best, committed, language, say("plans.ways.curves"))


def pair(
    before: Sequence[Point], after: Sequence[Point], committed: date | None, language: Language, title: str
) -> tuple[str, ...]:
    """The same futures before and after something; nothing where either is lacking."""
    if not before or not after:
        return ()
    moment = None if committed is None else _evening(committed)
    both = _minutes(before), _minutes(after)
    return tuple(before_after(*both, moment, language, look, title=title) for look in LOOKS)


def causes(found: Sequence[Cause], language: Language) -> tuple[str, ...]:
    """What moved the finish, cause by cause, and all of them together."""
    bars = [Bar(one.title, days) for one in found if isinstance(days := one.days.value, float)]
    if not bars:
        return ()
    bars.append(Bar(say("plans.moved.whole"), sum(one.days for one in bars), whole=True))
    return tuple(waterfall(bars, language, look, key="moved") for look in LOOKS)


def _minutes(points: Sequence[Point]) -> npt.NDArray[np.int64]:
    return np.array([to_minute(one.moment) for one in points], dtype=np.int64)


def _evening(day: date) -> datetime:
    """The end of a day: a promise is kept until then."""
    return datetime.combine(day, time()) + timedelta(hours=17)
