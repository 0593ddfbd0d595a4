"""The verdict as one self-contained page: no script, nothing loaded from elsewhere, printable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rechterhand.engine.schedule.result import to_moment
from rechterhand.findings.bottleneck import Bottleneck
from rechterhand.findings.check import CheckResult, Verdict
from rechterhand.reports.charts.gantt import bars, gantt
from rechterhand.reports.charts.s_curve import s_curve
from rechterhand.reports.charts.svg import clean, element
from rechterhand.reports.charts.tornado import tornado
from rechterhand.reports.headline import committed, headline
from rechterhand.reports.saying import Sayer
from rechterhand.reports.shell import shell
from rechterhand.text import Language
from rechterhand.text.writing import number, percent, short_date
from rechterhand.verdict import Review

PRICES = 10
EVIDENCE = 40
MARKS = {"pass": "✓", "warn": "!", "fail": "✗", "not_applicable": "–", "not_judgeable": "?"}


def page(review: Review, language: Language) -> str:
    """Write the page."""
    say = Sayer(language, clean)
    title = f"{say('report.title')}: {clean(review.plan.name)}"
    body = "".join(
        (
            _head(review, say),
            "<main>",
            _futures(review, say),
            _prices(review, say),
            _gantt(review, say),
            _checks(review, say),
            _basis(review, say),
            "</main>",
        )
    )
    return shell(title, body, ("page.css",), language)


def _head(review: Review, say: Sayer) -> str:
    lines = " ".join(say.message(line) for line in headline(review))
    source = review.plan.source
    told = say("report.source", file=source.file, format=source.format, count=len(review.plan.activities))
    return (
        f'<header><h1>{clean(review.plan.name)}</h1><p class="headline">{lines}</p><p class="meta">{told}</p></header>'
    )


def _futures(review: Review, say: Sayer) -> str:
    promise = committed(review)
    curve = s_curve(review.simulation, promise.moment if promise else None, say.language)
    rows = [
        (
            key.upper(),
            short_date(one.moment.date(), say.language),
            f"{short_date(one.low.date(), say.language)} – {short_date(one.high.date(), say.language)}",
        )
        for key, one in review.simulation.percentiles.items()
    ]
    heads = (say("report.column.chance"), say("report.column.date"), say("report.column.interval"))
    chances = _table(
        (say("report.column.committed"), say("report.column.date"), say("report.column.chance")),
        [
            (
                say(f"report.committed.{one.what}", name=_name(review, one.activity_id)),
                short_date(one.moment.date(), say.language),
                percent(one.chance, say.language),
            )
            for one in review.simulation.committed[:12]
        ],
        numbers=(2,),
    )
    known = say("report.how.futures", iterations=review.simulation.iterations, seed=review.simulation.seed)
    return (
        f"<section><h2>{say('report.when')}</h2>{_scroll(curve, say('report.s_curve.title'))}"
        f"{_as_table(say('report.s_curve.title'), _table(heads, rows), say)}"
        f"{chances if review.simulation.committed else ''}{_details(say('report.how'), f'<p>{known}</p>')}</section>"
    )


def _name(review: Review, activity_id: int | None) -> str:
    return "" if activity_id is None else review.plan.activity(activity_id).name


def tag(one: Bottleneck, language: Language) -> str:
    """The price tag: the days, with their sampling error smaller behind."""
    error = number(one.standard_error_days, language, 1)
    return f'<span class="tag">{number(one.price_days, language, 1)} <small>± {error}</small></span>'


def _prices(review: Review, say: Sayer) -> str:
    listed = review.prices.bottlenecks[:PRICES]
    if not listed:
        return f"<section><h2>{say('report.holds_up')}</h2><p>{say('report.nothing_holds_up')}</p></section>"
    heads = (
        say("report.column.price"),
        say("report.column.bottleneck"),
        say("report.column.relief"),
        say("report.column.mean"),
    )
    rows = [
        (
            tag(one, say.language),
            say.message(one.title),
            say.message(one.relief),
            number(one.mean_days, say.language, 1),
        )
        for one in listed
    ]
    hidden = "".join(
        f"<li>{say('report.hidden', title=one.title, days=one.later_days)}</li>" for one in review.prices.hidden
    )
    masked = f"<h3>{say('report.hidden.head')}</h3><ul>{hidden}</ul>" if hidden else ""
    steps = f"<p>{say('report.steps', days=review.prices.step_days)}</p>" if review.prices.step_days is not None else ""
    drawn = _scroll(tornado(listed, say.language), say("report.tornado.title"))
    return (
        f"<section><h2>{say('report.holds_up')}</h2>{drawn}"
        f"{_scroll(_table(heads, rows, numbers=(3,), raw=(0,)), say('report.holds_up'))}"
        f"{steps}{masked}{_details(say('report.how'), '<p>' + say('report.how.prices') + '</p>')}</section>"
    )


def _gantt(review: Review, say: Sayer) -> str:
    drawn = gantt(review, say.language)
    if not drawn:
        return ""
    heads = tuple(say(f"report.column.{key}") for key in ("activity", "start", "finish", "p10", "p90"))
    rows = [
        (clean(one.name), *(_day(minute, say.language) for minute in (one.start, one.finish, one.p10, one.p90)))
        for one in bars(review)
    ]
    return (
        f"<section><h2>{say('report.gantt.title')}</h2>{_scroll(drawn, say('report.gantt.title'))}"
        f"{_as_table(say('report.gantt.title'), _table(heads, rows), say)}</section>"
    )


def _day(minute: int, language: Language) -> str:
    moment = to_moment(minute)
    return "–" if moment is None else short_date(moment.date(), language)


def _checks(review: Review, say: Sayer) -> str:
    parts = []
    for one in review.checks:
        verdict = one.finding.verdict
        title, summary = say(f"checks.{one.id}.title"), say.message(one.finding.summary)
        word = say(f"report.verdict.{verdict.value}")
        parts.append(
            f'<tr><td class="{verdict.value}">{MARKS[verdict.value]} {word}</td><td>{title}<br>'
            f'<span class="quiet">{clean(", ".join(one.check.codes))}</span></td><td>{summary}'
            f"{_evidence(one, say)}</td></tr>"
        )
    heads = (say("report.column.verdict"), say("report.column.check"), say("report.column.found"))
    return (
        f"<section><h2>{say('report.believed')}</h2>"
        f"{_scroll(_table_of(heads, ''.join(parts)), say('report.believed'))}</section>"
    )


def _evidence(one: CheckResult, say: Sayer) -> str:
    if one.finding.verdict not in {Verdict.FAIL, Verdict.WARN}:
        return ""
    items = "".join(f"<li>{say.message(row.text)}</li>" for row in one.finding.evidence[:EVIDENCE])
    left = len(one.finding.evidence) - EVIDENCE
    more = f"<p class='quiet'>{say('report.more', count=left)}</p>" if left > 0 else ""
    advice = f"<p>{say(f'checks.{one.id}.advice')}</p>"
    return advice + (
        _details(say("report.evidence", count=len(one.finding.evidence)), f"<ul>{items}</ul>{more}") if items else ""
    )


def _basis(review: Review, say: Sayer) -> str:
    told = [say.message(one.text) for one in review.assumptions]
    dates = sorted(one.p80 for one in review.simulation.others)
    if dates:
        told.append(say("report.others", first=dates[0].date(), last=dates[-1].date()))
    if review.simulation.sharpen:
        names = tuple(_name(review, key) for key in review.simulation.sharpen)
        told.append(say("report.sharpen", names=names))
    told += [
        say("report.not_understood", field=one.field, times=one.count, example=one.example)
        for one in review.reading.not_understood
    ]
    items = "".join(f"<li>{line}</li>" for line in told)
    return f"<section><h2>{say('report.rests_on')}</h2><ul>{items}</ul></section>"


def _details(summary: str, content: str) -> str:
    return f"<details><summary>{summary}</summary>{content}</details>"


def _as_table(title: str, table: str, say: Sayer) -> str:
    """The figures of a picture, for who would rather read them."""
    told = say("report.as_table")
    return _details(told, _scroll(table, f"{title}: {told}"))


def _scroll(content: str, name: str) -> str:
    """A wide thing scrolls by itself, by keyboard too."""
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">{content}</div>'


def _table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = (), raw: Sequence[int] = ()
) -> str:
    """A table of cells that are escaped already; ``numbers`` names columns set to the right."""
    body = "".join(
        "<tr>"
        + "".join(
            f'<td class="number">{cell}</td>' if place in numbers or place in raw else f"<td>{cell}</td>"
            for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return _table_of(heads, body)


def _table_of(heads: Sequence[str], body: str) -> str:
    head = "".join(element("th", cell, scope="col") for cell in heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
