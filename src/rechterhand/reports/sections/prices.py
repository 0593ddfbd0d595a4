"""What holds up the finish: prices as bars from dear to cheap, each opens to what is known of it."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.findings.bottleneck import Bottleneck
from rechterhand.reports.answers import Answers
from rechterhand.reports.charts.tornado import bar, widest
from rechterhand.reports.markup import bullets, details, facts, tag
from rechterhand.reports.remarks import hidden_line, joint_line, priced, remarks, without
from rechterhand.reports.saying import Sayer
from rechterhand.reports.ways import way_for
from rechterhand.text.ending import ending_day
from rechterhand.text.writing import margin, number, percent
from rechterhand.verdict import Review

PRICES = 10


def prices(review: Review, say: Sayer) -> str:
    """The dearest bottlenecks, and what makes the plan look better than it is."""
    found = review.prices
    head = f"<section><h2>{say('report.holds_up')}</h2>"
    dear = priced(review)
    if not dear:
        return f"{head}<p>{say('report.nothing_holds_up')}</p>{_hidden(review, say)}</section>"
    shown = dear[:PRICES]
    most = widest(found.ranked(one) for one in shown)
    answers = Answers(review, say.language)
    rows = "".join(f"<li>{_price(one, review, most, answers, say)}</li>" for one in shown)
    left = len(dear) - len(shown)
    more = f"<p class='quiet'>{say('report.more_prices', count=left)}</p>" if left > 0 else ""
    steps = f"<p>{say('report.steps', days=found.step_days)}</p>" if found.step_days is not None else ""
    return (
        f'{head}<p class="quiet">{say("report.tornado.title")}</p><ol class="tornado">{rows}</ol>{more}{steps}'
        f"{_joint(review, say)}{_hidden(review, say)}"
        f"{details(say('report.how'), '<p>' + say('report.how.prices') + '</p>')}</section>"
    )


def _price(one: Bottleneck, review: Review, most: float, answers: Answers, say: Sayer) -> str:
    price = review.prices.ranked(one)
    more = [say("report.alike.more", count=len(one.alike))] if one.alike else []
    more += [say("report.overlaps.more", count=len(one.overlaps))] if one.overlaps else []
    more += [say("report.steep")] if one.steep else []
    what = say.message(one.title) + "".join(f" <small>·&nbsp;{each}</small>" for each in more)
    what += _way_out(one, review, say) + _techniques(one, answers, say)
    summary = tag(*price, say) + f'<span class="what">{what}</span>' + bar(*price, most)
    told = "".join(f"<p>{remark}</p>" for remark in remarks(one, say))
    relieved = (
        say("report.relieved", relief=one.relief) + " " + say("report.p80_relieved", date=ending_day(one.p80_relieved))
    )
    content = f"<p>{say.message(without(one, review))}</p><p>{relieved}</p>{told}" + facts(
        _figures(one, say), look="known"
    )
    return details(summary, content, look="price")


def _way_out(one: Bottleneck, review: Review, say: Sayer) -> str:
    """Its own best way out on a line below it."""
    found = way_for(one, review)
    if found is None:
        return ""
    told = say("report.ways.row", title=found.title, days=found.days, error=found.standard_error_days)
    return f'<small class="out">{told}</small>'


def _techniques(one: Bottleneck, answers: Answers, say: Sayer) -> str:
    """What people can work through together, on a line of its own."""
    found = tuple(each.told for each in answers.to(one.kind))
    return f'<small class="out">{say("report.techniques", techniques=found)}</small>' if found else ""


def _figures(one: Bottleneck, say: Sayer) -> Iterator[tuple[str, str]]:
    def days(value: float, error: float | None, digits: int = 1) -> str:
        return f"{number(value, say.language, digits)} ± {margin(error or 0.0, say.language)}"

    yield say("report.known.mean"), days(one.mean_days, one.mean_error_days)
    yield say("report.known.p90"), days(one.p90_days, one.p90_error_days)
    if one.per_day is not None:
        yield say("report.known.per_day"), days(one.per_day, one.per_day_error, 2)
    if one.ceiling_days is not None:
        yield say("report.known.ceiling"), days(one.ceiling_days, one.ceiling_error_days)
    if one.chance_gain is not None:
        yield say("report.known.chance"), percent(one.chance_gain, say.language)


def _joint(review: Review, say: Sayer) -> str:
    return "".join(f"<p>{say.message(joint_line(one))}</p>" for one in review.prices.joint)


def _hidden(review: Review, say: Sayer) -> str:
    found = [
        say.message(hidden_line(one, "report"))
        + (f" {say.message(one.relief)}" if one.relief is not None and one.kind != "risk" else "")
        for one in review.prices.hidden
    ]
    return f"<h3>{say('report.hidden.head')}</h3>{bullets(found)}" if found else ""
