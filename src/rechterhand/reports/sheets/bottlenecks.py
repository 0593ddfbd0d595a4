"""What holds up the finish, and what makes it look better than it is."""

from __future__ import annotations

from rechterhand.findings.bottleneck import Bottleneck, Hidden
from rechterhand.reports.answers import Answers
from rechterhand.reports.document import Cell, Column, Form, Sheet
from rechterhand.reports.remarks import remarks
from rechterhand.reports.saying import Sayer
from rechterhand.reports.ways import way_for
from rechterhand.verdict import Review


def bottlenecks_sheet(review: Review, say: Sayer) -> Sheet:
    """Every priced bottleneck, dearest first, then what is hidden."""
    columns = (
        Column(say("workbook.column.list"), 14),
        Column(say("workbook.column.rank"), 8, Form.COUNT),
        Column(say("workbook.column.price"), 12, Form.DAYS),
        Column(say("workbook.column.standard_error"), 12, Form.FIGURE),
        Column(say("workbook.column.bottleneck"), 60),
        Column(say("workbook.column.kind"), 16),
        Column(say("workbook.column.relief"), 50),
        Column(say("workbook.column.mean_days"), 12, Form.DAYS),
        Column(say("workbook.column.p90_days"), 12, Form.DAYS),
        Column(say("workbook.column.band_days"), 12, Form.DAYS),
        Column(say("workbook.column.per_day"), 12, Form.FIGURE),
        Column(say("workbook.column.ceiling_days"), 12, Form.DAYS),
        Column(say("workbook.column.chance_gain"), 12, Form.SHARE),
        Column(say("workbook.column.p80_relieved"), 18),
        Column(say("workbook.column.activity_ids"), 16),
        Column(say("workbook.column.way_out"), 50),
        Column(say("workbook.column.techniques"), 50),
        Column(say("workbook.column.notes"), 80),
    )
    answers = Answers(review, say.language)
    rows = [*(_priced(one, review, answers, say) for one in review.prices.bottlenecks)]
    rows += [_hidden(one, answers, say) for one in review.prices.hidden]
    return Sheet(say("workbook.sheet.bottlenecks"), columns, rows)


def _priced(one: Bottleneck, review: Review, answers: Answers, say: Sayer) -> tuple[Cell, ...]:
    way = way_for(one, review)
    return (
        say("workbook.list.bottleneck"),
        one.rank,
        one.price_days,
        one.standard_error_days,
        say.message(one.title),
        say(f"bottlenecks.{one.kind}.kind"),
        say.message(one.relief),
        one.mean_days,
        one.p90_days,
        one.band_days,
        one.per_day,
        one.ceiling_days,
        one.chance_gain,
        one.p80_relieved,
        _ids(one.activity_ids),
        None if way is None else say.message(way.title),
        _techniques(one.kind, answers, say),
        " ".join(remarks(one, say)) or None,
    )


def _hidden(one: Hidden, answers: Answers, say: Sayer) -> tuple[Cell, ...]:
    where, kind = say("workbook.list.hidden"), say(f"bottlenecks.{one.kind}.kind")
    days, error = -one.later_days, one.standard_error_days
    relief = None if one.relief is None else say.message(one.relief)
    told = (where, None, days, error, say.message(one.title), kind, relief, *(None,) * 7, _ids(one.activity_ids))
    return (*told, None, _techniques(one.kind, answers, say), None)


def _techniques(kind: str, answers: Answers, say: Sayer) -> str | None:
    return "; ".join(say.message(one.told) for one in answers.to(kind)) or None


def _ids(activity_ids: tuple[int, ...]) -> str:
    return ", ".join(map(str, activity_ids))
