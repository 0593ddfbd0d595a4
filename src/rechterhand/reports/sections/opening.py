"""What threatens, in three figures and a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.reports.charts.svg import clean
from rechterhand.reports.days import WorkingDays
from rechterhand.reports.headline import committed, has_open_work, headline
from rechterhand.reports.markup import facts
from rechterhand.reports.saying import Sayer
from rechterhand.text.ending import ending_day
from rechterhand.text.writing import chance, long_date, number
from rechterhand.verdict import Review


def opening(review: Review, say: Sayer) -> str:
    """The plan's name, the figures that matter most, and where they come from."""
    lines = " ".join(say.message(line) for line in headline(review))
    source, status = review.plan.source, review.plan.status_date
    told = say("report.source", file=source.file, format=source.format, count=len(review.plan.activities))
    if status is not None:
        told += " · " + say("report.at", status=status.date())
    figures = facts(figures_of(review, say), look="figures") if has_open_work(review) else ""
    return (
        f"<header><h1>{clean(review.plan.name)}</h1>{figures}"
        f'<p class="headline">{lines}</p><p class="meta">{told}</p></header>'
    )


def figures_of(review: Review, say: Sayer) -> Iterator[tuple[str, str]]:
    """P80, how far from the promise, and the chance of it: label and value."""
    p80 = review.simulation.percentiles["p80"].moment
    yield say("report.figure.p80"), long_date(ending_day(p80), say.language)
    promise = committed(review)
    if promise is None:
        yield say("report.figure.plan"), long_date(ending_day(review.simulation.planned_finish), say.language)
        return
    day = ending_day(promise.moment)
    late = WorkingDays(review.plan).between(day, p80)
    key = "report.figure.late" if late >= 0 else "report.figure.early"
    yield say(key, committed=day, count=abs(late)), number(abs(late), say.language)
    yield say("report.figure.chance"), chance(promise.chance, say.language)
