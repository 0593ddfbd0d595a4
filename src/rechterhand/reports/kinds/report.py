"""The verdict as a report to read and to keep: what threatens, what it costs, what to do, how we know."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rechterhand.findings.check import CheckResult
from rechterhand.remedies.way_out import Combination, WayOut
from rechterhand.reports.answers import named
from rechterhand.reports.charts.before_after import before_after, quantile
from rechterhand.reports.charts.printed import printed
from rechterhand.reports.charts.s_curve import s_curve
from rechterhand.reports.document import Chapter, Figure, Point, Points, Report, Rows, Words
from rechterhand.reports.headline import committed, elsewhere, has_open_work, headline
from rechterhand.reports.remarks import hidden_line, joint_line, priced, without
from rechterhand.reports.saying import Sayer
from rechterhand.reports.sections.checks import grouped
from rechterhand.reports.sections.opening import figures_of
from rechterhand.reports.sections.when import kept, percentiles
from rechterhand.reports.tally import tally
from rechterhand.reports.ways import (
    Gain,
    basis_line,
    basis_word,
    chance_line,
    cost_line,
    interaction_line,
    mixed,
    promise_lines,
)
from rechterhand.text import Language
from rechterhand.text.ending import ending_day
from rechterhand.text.plain import plain
from rechterhand.text.writing import margin, number
from rechterhand.verdict import Review
from rechterhand.versions.since import dearest, since

PRICES, WAYS, TOGETHER, PROMISES, EVIDENCE, CAUSES = 10, 6, 3, 8, 5, 6


def verdict_report(review: Review, language: Language) -> Report:
    """Build the report.

    Parameters
    ----------
    review
        The verdict.
    language
        In which it is told.

    Returns
    -------
    Report
        The page of the verdict in chapters for paper. Nothing needs to be opened: of long lists the first stand here,
        with how many there are.
    """
    say = Sayer(language, plain)
    plan = review.plan
    about = say("report.source", file=plan.source.file, format=plan.source.format, count=len(plan.activities))
    if plan.status_date is not None:
        about += " · " + say("report.at", status=plan.status_date.date())
    open_work = has_open_work(review)
    chapters = (_since, _when, _prices, _ways, _checks, _basis) if open_work else (_since, _checks, _basis)
    return Report(
        language=language,
        kind=say("report.title"),
        title=say.safe(plan.name),
        lead=" ".join(say.message(line) for line in headline(review)),
        about=about,
        figures=tuple(figures_of(review, say)) if open_work else (),
        chapters=tuple(chapter for make in chapters for chapter in make(review, say)),
        page=say("report.page", page="{page}", pages="{pages}"),
    )


def _since(review: Review, say: Sayer) -> Iterator[Chapter]:
    made = review.comparison
    if made is None:
        return
    told, _ = dearest(made, CAUSES)
    causes = []
    for one in told:
        cause = say(f"compare.cause.{one.part.cause.value}")
        inside = say("since.inside", inside=one.inside) if one.inside else None
        causes.append(Point(cause[:1].upper() + cause[1:], inside, number(one.days, say.language, 1, signed=True)))
    lead = Words((" ".join(say.message(line) for line in since(made)),))
    yield Chapter(say("since.short_title"), (lead, *([Points(tuple(causes))] if causes else [])))


def _when(review: Review, say: Sayer) -> Iterator[Chapter]:
    promise = committed(review)
    picture = s_curve(review.simulation, promise.moment if promise else None, say.language, "wide")
    heads, rows = percentiles(review, say)
    blocks: list[Figure | Rows | Words] = [
        Figure(printed(picture), say("report.s_curve.title")),
        Rows(heads, (1, 2, 3), tuple(rows)),
    ]
    heads, rows, left = kept(review, say, PROMISES)
    if rows:
        blocks.append(Rows(heads, (4, 2, 1), tuple(rows)))
    if left:
        blocks.append(Words((say("report.more", count=left),)))
    known = say("report.how.futures", iterations=review.simulation.iterations, seed=review.simulation.seed)
    yield Chapter(say("report.when"), (*blocks, Words((known,))))


def _prices(review: Review, say: Sayer) -> Iterator[Chapter]:
    dear = priced(review)
    lines = [say("report.tornado.paper") if dear else say("report.nothing_holds_up")]
    points = []
    for one in dear[:PRICES]:
        days, error = review.prices.ranked(one)
        told = f"{say.message(without(one, review))} {say('report.relieved', relief=one.relief)}"
        points.append(Point(say.message(one.title), told, _days(days, error, say)))
    after = [say("report.more_prices", count=len(dear) - PRICES)] if len(dear) > PRICES else []
    after += [say.message(joint_line(one)) for one in review.prices.joint]
    blocks: list[Points | Words] = [Words(tuple(lines)), *([Points(tuple(points))] if points else [])]
    if after:
        blocks.append(Words(tuple(after)))
    yield Chapter(say("report.holds_up"), tuple(blocks))
    hidden = tuple(Point(say.message(hidden_line(one, "report"))) for one in review.prices.hidden)
    if hidden:
        yield Chapter(say("report.hidden.head"), (Points(hidden),))


def _ways(review: Review, say: Sayer) -> Iterator[Chapter]:
    found = review.ways
    promise = tuple(say.message(one) for one in promise_lines(review))
    if not found.ways:
        yield Chapter(say("report.ways"), (Words((say("report.ways.none", count=found.tried), *promise)),))
        return
    shown, together = found.leading(WAYS), found.combinations[:TOGETHER]
    told: list[Gain] = [*shown, *together]
    basis = basis_line(review, told)
    lead = (say("report.ways.caption"), *(() if basis is None else (say.message(basis),)))
    each = mixed(told)
    blocks: list[Points | Words | Figure] = [Words(lead), Points(tuple(_way(one, review, say, each) for one in shown))]
    if len(found.ways) > len(shown):
        blocks.append(Words((say("report.more", count=len(found.ways) - len(shown)),)))
    yield Chapter(say("report.ways"), (*blocks, *([Words(promise)] if promise else ())))
    if together:
        points = Points(tuple(_together(one, review, say, each) for one in together))
        yield Chapter(say("report.ways.together"), (points, *_curves(review, say)))


def _way(one: WayOut, review: Review, say: Sayer, each: bool) -> Point:
    lines = [say.message(line) for line in (one.effect, one.side, *one.notes)]
    lines.append(say("report.ways.technique", technique=named(one.technique, say.language).told))
    title = say.message(one.title) + (f" · {say('report.steep')}" if one.steep else "")
    return Point(title, " ".join((*lines, _beside(one, review, say, each))), _gain(one, say))


def _together(one: Combination, review: Review, say: Sayer, each: bool) -> Point:
    title = " + ".join(say.message(each_one) for each_one in one.titles)
    lines = [say.message(line) for line in (interaction_line(one), *one.notes)]
    return Point(title, " ".join((*lines, _beside(one, review, say, each))), _gain(one, say))


def _beside(one: Gain, review: Review, say: Sayer, each: bool) -> str:
    lines = (chance_line(one), cost_line(one.cost, review.plan.currency), basis_word(one) if each else None)
    told = "; ".join(say.message(line) for line in lines if line is not None)
    return f"{told[:1].upper()}{told[1:]}."


def _gain(one: Gain, say: Sayer) -> str:
    return _days(one.days, one.standard_error_days, say)


def _days(days: float, error: float, say: Sayer) -> str:
    return f"{number(days, say.language, 1)} ± {margin(error, say.language)}"


def _curves(review: Review, say: Sayer) -> Iterator[Figure]:
    found, best = review.ways, review.ways.best
    if best is None or not (len(found.before) and len(found.finishes)):
        return
    before, after = (ending_day(quantile(np.sort(one), 0.8)) for one in (found.before, found.finishes))
    key = "report.ways.curves.together" if isinstance(best, Combination) else "report.ways.curves.alone"
    title = say(key, basis=basis_word(best), before=before, after=after)
    promise = committed(review)
    moment = promise.moment if promise else None
    picture = before_after(found.before, found.finishes, moment, say.language, "wide", title=title)
    yield Figure(printed(picture), title)


def _checks(review: Review, say: Sayer) -> Iterator[Chapter]:
    blocks: list[Words | Points] = [
        Words((say("report.counted", checks=len(review.checks), tally=tally(review.checks)),))
    ]
    for key, found in grouped(review.checks).items():
        if found and key in {"hurt", "failed", "warn"}:
            blocks.append(Words((say(f"report.checks.{key}", count=len(found)),)))
            blocks.append(Points(tuple(_check(one, say) for one in found)))
    yield Chapter(say("report.believed"), tuple(blocks))


def _check(one: CheckResult, say: Sayer) -> Point:
    evidence = [say.message(row.text) for row in one.finding.evidence[:EVIDENCE]]
    left = len(one.finding.evidence) - EVIDENCE
    more = [say("report.more", count=left)] if left > 0 else []
    todo = f"{say('report.checks.todo')} {say(f'checks.{one.id}.advice')}"
    told = " · ".join((*evidence, *more))
    return Point(
        f"{say(f'checks.{one.id}.title')}: {say.message(one.finding.summary)}", f"{told} — {todo}" if told else todo
    )


def _basis(review: Review, say: Sayer) -> Iterator[Chapter]:
    other = elsewhere(review) if has_open_work(review) else None
    points = tuple(Point(say.message(one.text)) for one in review.assumptions)
    blocks: list[Words | Points] = [Words((say.message(other),))] if other else []
    if points:
        blocks.append(Points(points))
    if blocks:
        yield Chapter(say("report.rests_on"), tuple(blocks))
