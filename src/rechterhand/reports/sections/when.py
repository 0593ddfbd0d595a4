"""When it will really be finished: the S-curve, percentiles and promises."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.engine.simulate.moved import Moved
from rechterhand.reports.charts.s_curve import s_curve
from rechterhand.reports.charts.svg import clean
from rechterhand.reports.headline import committed, promises
from rechterhand.reports.markup import as_table, details, scroll, table
from rechterhand.reports.promised import labels, least_kept_first
from rechterhand.reports.saying import Sayer
from rechterhand.text.ending import ending_day
from rechterhand.text.writing import chance, short_date
from rechterhand.verdict import Review

PROMISES, MOVED = 12, 40


def when(review: Review, say: Sayer) -> str:
    """The finish as a distribution, and the chance of each promised date."""
    promise = committed(review)
    moment = promise.moment if promise else None
    curves = "".join(s_curve(review.simulation, moment, say.language, look) for look in ("wide", "narrow"))
    heads, rows = percentiles(review, say)
    known = say("report.how.futures", iterations=review.simulation.iterations, seed=review.simulation.seed)
    return (
        f"<section><h2>{say('report.when')}</h2>{curves}"
        f"{as_table(say('report.s_curve.title'), table(heads, rows, short=(1, 2)), say)}"
        f"{_promises(review, say)}{_moved(review, say)}{details(say('report.how'), f'<p>{known}</p>')}</section>"
    )


def percentiles(review: Review, say: Sayer) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """P10 to P90 with their sampling interval, as a table: its heads and rows."""
    rows: list[tuple[str, ...]] = [
        (
            key.upper(),
            short_date(ending_day(one.moment), say.language),
            f"{short_date(ending_day(one.low), say.language)} – {short_date(ending_day(one.high), say.language)}",
        )
        for key, one in review.simulation.percentiles.items()
    ]
    return tuple(say(f"report.column.{key}") for key in ("percentile", "date", "interval")), rows


def kept(review: Review, say: Sayer, most: int) -> tuple[tuple[str, ...], list[tuple[str, ...]], int]:
    """Promises, the one for the whole first and then those least likely to be kept: heads, rows, how many more."""
    found, label = least_kept_first(review, promises(review)), labels(review.plan)
    rows: list[tuple[str, ...]] = [
        (say.message(label(one)), short_date(ending_day(one.moment), say.language), chance(one.chance, say.language))
        for one in found[:most]
    ]
    heads = tuple(say(f"report.column.{key}") for key in ("committed", "date", "chance"))
    return heads, rows, max(0, len(found) - most)


def _moved(review: Review, say: Sayer) -> str:
    """What the futures put elsewhere than the plan's own tool, the latest first."""
    found = sorted(review.simulation.moved, key=lambda one: one.planned_finish - one.finish)
    if not found:
        return ""
    by_id = {one.id: one.name for one in review.plan.activities}
    rows = [
        (clean(by_id[one.activity_id]), say(f"report.moved.{one.reason}"), *_dates(one, say)) for one in found[:MOVED]
    ]
    left = len(found) - MOVED
    more = f"<p class='quiet'>{say('report.more', count=left)}</p>" if left > 0 else ""
    keys = ("activity", "moved_why", "planned_start", "planned_finish", "honest_start", "honest_finish")
    heads = tuple(say(f"report.column.{key}") for key in keys)
    title = say("report.moved", count=len(found))
    return details(title, scroll(table(heads, rows, short=(2, 3, 4, 5), look="rows"), title) + more)


def _promises(review: Review, say: Sayer) -> str:
    heads, rows, left = kept(review, say, PROMISES)
    if not rows:
        return ""
    more = f"<p class='quiet'>{say('report.more', count=left)}</p>" if left > 0 else ""
    return table(heads, rows, short=(1, 2), look="named") + more


def _dates(one: Moved, say: Sayer) -> Iterator[str]:
    for start, finish in ((one.planned_start, one.planned_finish), (one.start, one.finish)):
        yield short_date(start.date(), say.language)
        yield short_date(ending_day(finish), say.language)
