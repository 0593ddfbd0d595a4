"""A series: the steps in days, milestones that slip, work put off, where the forecast goes, how much was changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from rechterhand.reports import telling
from rechterhand.reports.changes.named import when
from rechterhand.reports.changes.why import why
from rechterhand.reports.charts.plot import Line, Plot, plot
from rechterhand.reports.charts.shares import shares
from rechterhand.reports.charts.svg import clean
from rechterhand.reports.charts.waterfall import Bar, waterfall
from rechterhand.reports.charts.wave import Version
from rechterhand.reports.charts.wave import wave as draw_wave
from rechterhand.reports.markup import as_table, details, scroll, table
from rechterhand.reports.saying import Sayer
from rechterhand.text.ending import ending_day
from rechterhand.text.writing import month, number, percent, short_date
from rechterhand.versions.cause import Cause
from rechterhand.versions.series import Series

LINES = 8
"""Milestones that are drawn, those that moved most; the table has all."""

VERSIONS = 12
"""Versions whose work is drawn."""

MONTHS_BACK = 31


def months(made: Series, say: Sayer) -> str:
    """Why the end moved, step by step; each step opens to what is known of it."""
    causes = [cause for cause in Cause if any(one.finish.of(cause) for one in made.steps)]
    bars = [Bar(f"{when(made, place + 1, say)}", round(one.finish.days, 1)) for place, one in enumerate(made.steps)]
    plain = Sayer(say.language)
    bars.append(Bar(plain("compare.total"), round(made.days, 1), whole=True))
    drawn = "".join(waterfall(bars, say.language, look, key="steps") for look in ("wide", "narrow"))
    rows = []
    for place, one in enumerate(made.steps):
        told = {each.part.cause: each.days for each in telling.causes(one.finish.parts, one.finish.days)}
        days = [telling.signed(told[cause], say) if told.get(cause) else "" for cause in causes]
        rows.append((clean(when(made, place + 1, say)), *days, telling.signed(round(one.finish.days, 1), say)))
    totals = [telling.signed(sum(one.finish.of(cause) for one in made.steps), say) for cause in causes]
    rows.append((f"<strong>{say('compare.total')}</strong>", *totals, telling.signed(round(made.days, 1), say)))
    heads = (
        say("compare.column.step"),
        *(say(f"compare.cause.{cause.value}") for cause in causes),
        say("compare.column.movement"),
    )
    steps = "".join(
        details(
            say("compare.from_to", old=when(made, place, say), new=when(made, place + 1, say)),
            why(one, say, key=f"step-{place + 1}"),
        )
        for place, one in enumerate(made.steps)
    )
    shown = table(heads, rows, short=tuple(range(1, len(heads))), look="keep", stack=True)
    return f"<section><h2>{say('compare.months')}</h2>{drawn}{scroll(shown, say('compare.months'))}{steps}</section>"


def _at(made: Series, place: int) -> datetime:
    """Where a version stands on the axis: at its status date; without any, a month after the one before."""
    point = made.points[place]
    return point.status or made.points[0].finish - timedelta(days=MONTHS_BACK * (len(made.points) - place))


def slip(made: Series, say: Sayer) -> str:
    """The dates of milestones by the status date at which they were given: a level line keeps its date."""
    found = []
    for one in made.trends:
        dates = [(place, each) for place, each in enumerate(one.dates) if each is not None]
        if dates:
            found.append((-abs((dates[-1][1] - dates[0][1]).total_seconds()), one, dates))
    if not found:
        return ""
    found.sort(key=lambda one: one[0])
    lines = [
        _line(one.name, [(_at(made, place), each) for place, each in dates], say) for _, one, dates in found[:LINES]
    ]
    title = say("compare.slip.title")
    drawn = _drawn(lines, "slip", say) + _left_out(len(found) - LINES, say)
    heads = (say("compare.column.milestone"), *(clean(when(made, place, say)) for place in range(len(made.points))))
    rows = [
        (clean(one.name), *("–" if each is None else short_date(ending_day(each), say.language) for each in one.dates))
        for _, one, _ in found
    ]
    told = table(heads, rows, short=tuple(range(1, len(heads))), look="keep", stack=True)
    return f"<section><h2>{say('compare.slip')}</h2>{drawn}{as_table(title, told, say)}</section>"


def _text(say: Sayer, key: str) -> str:
    """A text for a picture, which escapes it itself."""
    return Sayer(say.language)(key)


def _line(name: str, points: list[tuple[datetime, datetime]], say: Sayer) -> Line:
    """A line under its name and the date at which it ends."""
    day = short_date(ending_day(points[-1][1]), say.language).replace(" ", "\u00a0")
    return Line(f"{name}, {day}", points)


def _drawn(lines: Sequence[Line], key: str, say: Sayer) -> str:
    one = Plot(
        title=_text(say, f"compare.{key}.title"),
        key=key,
        lines=lines,
        across=_text(say, "compare.slip.axis"),
        up=_text(say, f"compare.{key}.up"),
        on_time=_text(say, "compare.legend.on_time"),
    )
    return "".join(plot(one, say.language, look) for look in ("wide", "narrow"))


def _left_out(count: int, say: Sayer) -> str:
    """How many milestones only the table has."""
    return f"<p class='quiet'>{say('compare.slip.more', count=count)}</p>" if count > 0 else ""


def wave(made: Series, say: Sayer) -> str:
    """What each version has ending in each month: work that is put off moves to the right and piles up."""
    count = len(made.waves)
    if not any(one.months for one in made.waves):
        return ""
    days = sorted({day for one in made.waves for day, _, _ in one.months})
    by_version = [{day: work for day, _, work in one.months} for one in made.waves]
    heads = (say("compare.column.month"), *(clean(when(made, place, say)) for place in range(count)))
    rows = [
        (month(day, say.language), *(number(each.get(day, 0.0), say.language, 1) for each in by_version))
        for day in days
    ]
    told = table(heads, rows, short=tuple(range(1, len(heads))), look="keep", stack=True)
    return (
        f"<section><h2>{say('compare.wave')}</h2><p>{say('compare.wave.told')}</p>{_waves(made, say)}"
        f"{_put_off(made, say)}{as_table(say('compare.wave.title'), told, say)}</section>"
    )


def _waves(made: Series, say: Sayer) -> str:
    """The picture with its legend; of a long series the first version and the last ones."""
    places = [place for place, one in enumerate(made.waves) if one.months]
    shown = places if len(places) <= VERSIONS else [places[0], *places[1 - VERSIONS :]]
    versions = [
        Version(
            when(made, place, say), made.points[place].status, {day: work for day, _, work in made.waves[place].months}
        )
        for place in shown
    ]
    words = {"title": _text(say, "compare.wave.title"), "unit": _text(say, "compare.wave.axis")}
    drawn = "".join(draw_wave(versions, say.language, look, **words) for look in ("wide", "narrow"))
    keys = ("planned", "spread", *(("before",) if len(shown) > 1 else ()))
    keys += ("status",) if any(one.status is not None for one in versions) else ()
    legend = "".join(f'<li><span class="key {key}"></span>{say(f"compare.wave.{key}")}</li>' for key in keys)
    left = len(places) - len(shown)
    more = f"<p class='quiet'>{say('compare.wave.more', count=left)}</p>" if left else ""
    return f"<ul class='legend'>{legend}</ul>{drawn}{more}"


def _put_off(made: Series, say: Sayer) -> str:
    heads = tuple(say(f"compare.column.{key}") for key in ("step", "due", "done", "postponed", "overdue"))
    rows = [
        (
            clean(when(made, place + 1, say)),
            str(one.due),
            str(one.done),
            number(one.postponed_days, say.language, 1),
            str(one.overdue),
        )
        for place, one in enumerate(made.figures)
    ]
    return scroll(table(heads, rows, short=(1, 2, 3, 4), look="keep", stack=True), say("compare.wave"))


def drift(made: Series, say: Sayer) -> str:
    """The finish and P80 by the status date at which they were forecast."""
    places = range(len(made.points))
    finish = [(_at(made, one), made.points[one].finish) for one in places]
    lines = [_line(_text(say, "compare.legend.finish"), finish, say)]
    p80 = [(_at(made, one), moment) for one in places if (moment := made.points[one].p80) is not None]
    if p80:
        lines.append(_line(_text(say, "compare.legend.p80"), p80, say))
    title = say("compare.drift.title")
    drawn = _drawn(lines, "drift", say)
    heads = (say("compare.column.version"), say("compare.column.finish"), "P80")
    rows = [
        (
            clean(when(made, place, say)),
            short_date(ending_day(one.finish), say.language),
            "–" if one.p80 is None else short_date(ending_day(one.p80), say.language),
        )
        for place, one in enumerate(made.points)
    ]
    told = table(heads, rows, short=(1, 2), stack=True)
    return f"<section><h2>{say('compare.drift')}</h2>{drawn}{as_table(title, told, say)}</section>"


def churn(made: Series, say: Sayer) -> str:
    """Which share of the activities was changed in each step."""
    bars = [(when(made, place + 1, say), one.churn) for place, one in enumerate(made.figures)]
    heads = tuple(say(f"compare.column.{key}") for key in ("step", "added", "deleted", "touched", "churn"))
    rows = [
        (
            clean(when(made, place + 1, say)),
            str(one.added),
            str(one.deleted),
            str(one.touched),
            percent(one.churn, say.language),
        )
        for place, one in enumerate(made.figures)
    ]
    title = _text(say, "compare.churn.title")
    drawn = "".join(shares(bars, title, say.language, look) for look in ("wide", "narrow"))
    told = scroll(table(heads, rows, short=(1, 2, 3, 4), look="keep", stack=True), say("compare.churn"))
    return f"<section><h2>{say('compare.churn')}</h2>{drawn}{told}</section>"
