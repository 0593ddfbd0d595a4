"""The first sheet: what the verdict is, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.findings.check import Verdict
from rechterhand.reports.days import WorkingDays
from rechterhand.reports.document import Cell, Column, Form, Formed, Sheet
from rechterhand.reports.headline import has_open_work, headline
from rechterhand.reports.promised import labels
from rechterhand.reports.saying import Sayer
from rechterhand.schema.promises import by_importance
from rechterhand.text.ending import ending_day
from rechterhand.verdict import Review
from rechterhand.versions.since import since, version_of

Row = tuple[Cell, ...]


def verdict_sheet(review: Review, say: Sayer) -> Sheet:
    """Headline, percentiles, promises, checks counted, other defaults."""
    columns = (
        Column(say("workbook.column.subject"), 44),
        Column(say("workbook.column.value"), 46),
        Column(say("workbook.column.low"), 20),
        Column(say("workbook.column.high"), 20),
        Column(say("workbook.column.chance"), 10, Form.SHARE),
        Column(say("workbook.column.days_to_p80"), 14, Form.COUNT),
    )
    finish = _finish(review, say) if has_open_work(review) else ()
    rows = (*_plan(review, say), *_since(review, say), *finish, *_promises(review, say), *_basis(review, say))
    return Sheet(say("workbook.sheet.verdict"), columns, rows)


def _row(subject: str, value: Cell, *more: Cell) -> Row:
    return (subject, value, *more, *(None,) * (4 - len(more)))


def _plan(review: Review, say: Sayer) -> Iterator[Row]:
    plan = review.plan
    yield _row(say("workbook.plan"), plan.name)
    for line in headline(review):
        yield _row(say("report.title"), say.message(line))
    yield _row(say("workbook.file"), plan.source.file)
    yield _row(say("workbook.format"), plan.source.format)
    if plan.status_date is not None:
        yield _row(say("workbook.status_date"), plan.status_date)


def _since(review: Review, say: Sayer) -> Iterator[Row]:
    made = review.comparison
    if made is None:
        return
    title = say("since.title", version=version_of(made))
    for line in since(made):
        yield _row(title, say.message(line))
    yield _row(say("since.finish"), Formed(made.finish.days, Form.FIGURE))
    if made.forecast is not None:
        yield _row(say("since.p80"), Formed(made.forecast.days, Form.FIGURE))


def _finish(review: Review, say: Sayer) -> Iterator[Row]:
    futures = review.simulation
    yield _row(say("workbook.own_finish"), futures.planned_finish)
    if futures.moved:
        yield _row(say("workbook.honest_finish"), futures.deterministic_finish)
    for key, one in futures.percentiles.items():
        yield _row(say("workbook.percentile", name=key.upper()), one.moment, one.low, one.high, one.share)
    yield _row(say("workbook.mean"), futures.mean)


def _promises(review: Review, say: Sayer) -> Iterator[Row]:
    days, p80 = WorkingDays(review.plan), review.simulation.percentiles["p80"].moment
    found = by_importance(review.simulation)
    label = labels(review.plan)
    for one in found:
        day = ending_day(one.moment)
        late = days.between(day, p80) if one.activity_id is None else None
        yield _row(say.message(label(one)), day, None, None, one.chance, late)


def _basis(review: Review, say: Sayer) -> Iterator[Row]:
    futures = review.simulation
    names = {one.id: one.name for one in review.plan.activities}
    for verdict in Verdict:
        count = sum(one.finding.verdict is verdict for one in review.checks)
        yield _row(say("workbook.checks", verdict=say(f"report.verdict.{verdict.value}")), Formed(count, Form.COUNT))
    for other in futures.others if has_open_work(review) else ():
        yield _row(say("workbook.other", name=say(f"report.other.{other.key}")), other.p80)
    for one in futures.sharpen:
        told = say("report.sharpen.days", days=one.narrower_days, of=one.of_days)
        yield _row(say("workbook.sharpen"), f"{names[one.activity_id]} ({told})")
    yield _row(say("workbook.iterations"), Formed(futures.iterations, Form.COUNT))
    yield _row(say("workbook.seed"), futures.seed)
