"""The critical and near-critical part over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rechterhand.engine.schedule.result import to_moment
from rechterhand.reports.charts.gantt import Bar, bars, gantt, shown_rows
from rechterhand.reports.charts.svg import clean
from rechterhand.reports.markup import as_table, table
from rechterhand.reports.saying import Sayer
from rechterhand.text import Language
from rechterhand.text.ending import ending_day
from rechterhand.text.writing import number, percent, short_date
from rechterhand.verdict import Review


def path(review: Review, say: Sayer) -> str:
    """Bars with the spread of each finish and its price; nothing when all work is finished."""
    rows = bars(review)
    if not rows:
        return ""
    drawn = "".join(gantt(rows, review, say.language, look) for look in ("wide", "narrow"))
    keys = ("activity", "start", "finish", "p10", "p90", "criticality", "price", "wait", "held")
    heads = tuple(say(f"report.column.{key}") for key in keys)
    told = table(heads, [_row(one, say) for one in rows], short=(1, 2, 3, 4, 5, 6, 7, 8), look="rows")
    _, left = shown_rows(review)
    more = f"<p class='quiet'>{say('report.more_rows', count=left)}</p>" if left else ""
    legend = "".join(f'<li><span class="key {key}"></span>{say(f"report.legend.{key}")}</li>' for key in _drawn(rows))
    return (
        f"<section><h2>{say('report.gantt.title')}</h2><ul class='legend'>{legend}</ul>{drawn}{more}"
        f"{as_table(say('report.gantt.title'), told, say)}</section>"
    )


def _drawn(rows: Sequence[Bar]) -> Iterator[str]:
    """What the picture shows, and so the legend explains."""
    yield "planned"
    yield "spread"
    if any(one.milestone for one in rows):
        yield "milestone"
    if any(one.price is not None for one in rows):
        yield "price"
    if any(one.wait is not None for one in rows):
        yield "wait"
    if any(one.held is not None for one in rows):
        yield "held"


def _row(one: Bar, say: Sayer) -> tuple[str, ...]:
    begins = one.ends and one.milestone
    finishes = (_day(minute, say.language, ends=one.ends) for minute in (one.finish, one.p10, one.p90))
    dates = (_day(one.start, say.language, ends=begins), *finishes)
    prices = (one.price, None if one.wait is None else one.wait.price, one.held)
    told = ("" if price is None else number(price, say.language, 1) for price in prices)
    return (clean(one.name), *dates, percent(one.criticality, say.language), *told)


def _day(minute: int, language: Language, *, ends: bool) -> str:
    moment = to_moment(minute)
    return "–" if moment is None else short_date(ending_day(moment) if ends else moment, language)
