"""What can be done about it: the best ways out, the best of them together, and the futures with and without."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from rechterhand.remedies.way_out import Combination, WayOut
from rechterhand.reports.answers import named
from rechterhand.reports.charts.before_after import before_after, quantile
from rechterhand.reports.charts.svg import clean, element
from rechterhand.reports.headline import committed, fewer_with_people
from rechterhand.reports.markup import as_table, bullets, details, scroll, table, tag
from rechterhand.reports.saying import Sayer
from rechterhand.reports.ways import (
    BEST,
    Gain,
    answered,
    basis_line,
    basis_word,
    chance_line,
    cost_line,
    interaction_line,
    mixed,
    promise_lines,
)
from rechterhand.text import Message
from rechterhand.text.ending import ending_day
from rechterhand.text.writing import chance, margin, number, short_date
from rechterhand.verdict import Review

SHARES = (("P10", 0.1), ("P50", 0.5), ("P80", 0.8), ("P90", 0.9))
ANSWERS = 2


def ways(review: Review, say: Sayer) -> str:
    """The three best, the best together, both curves, a promise that can be kept, and the others."""
    found = review.ways
    head = f"<section><h2>{say('report.ways')}</h2>"
    promise = "".join(f"<p>{say.message(one)}</p>" for one in promise_lines(review))
    if not found.ways:
        return f"{head}<p>{say('report.ways.none', count=found.tried)}</p>{promise}</section>"
    told: list[Gain] = [*found.ways, *found.combinations[:1]]
    basis = basis_line(review, told)
    each = mixed(told)
    rows = "".join(f"<li>{_way(one, review, say, each=each)}</li>" for one in found.leading(BEST))
    how = f"<p>{say('report.how.ways', count=found.tried)}</p><p>{say('report.how.ways.cost')}</p>"
    fewer = fewer_with_people(review)
    if fewer is not None and any(one.with_people for one in told):
        how += f"<p>{say.message(fewer)}</p>"
    return (
        f"{head}<p class='quiet'>{say('report.ways.caption')}</p>"
        f"{'' if basis is None else element('p', say.message(basis))}"
        f'<ol class="ways">{rows}</ol>{_others(review, say, each=each)}{_together(review, say, each=each)}'
        f"{_curves(review, say)}{promise}{details(say('report.how'), how)}</section>"
    )


def _way(one: WayOut, review: Review, say: Sayer, *, each: bool) -> str:
    titles = answered(one, review)
    told = f'<p class="what">{say.message(one.title)}</p>'
    lines = (one.effect, one.side, *one.notes)
    told += f"<p class='quiet'>{' '.join(say.message(line) for line in lines)}</p>"
    below = [say("report.ways.answers", titles=titles[:ANSWERS])] if titles else []
    below.append(say("report.ways.technique", technique=named(one.technique, say.language).told))
    told += f"<p class='quiet'>{' '.join(below)}</p>"
    return _gain(one, told, review, say, each=each)


def _gain(one: Gain, told: str, review: Review, say: Sayer, *, each: bool) -> str:
    """What it brings as a price tag, what it is, and beside it chance, cost and what it rests on."""
    price = tag(one.days, one.standard_error_days, say) + f" <small>{say('report.ways.earlier', days=one.days)}</small>"
    steep = Message.of("report.steep") if one.steep else None
    found = [steep, chance_line(one), cost_line(one.cost, review.plan.currency), basis_word(one) if each else None]
    facts = "".join(f"<span>{say.message(line)}</span>" for line in found if line is not None)
    return f'<div class="gain">{price}</div><div>{told}</div><div class="quiet beside">{facts}</div>'


def _together(review: Review, say: Sayer, *, each: bool) -> str:
    best = next(iter(review.ways.combinations), None)
    if best is None:
        return ""
    return f"<h3>{say('report.ways.together')}</h3><div class='ways'>{_row(best, review, say, each=each)}</div>"


def _row(one: Combination, review: Review, say: Sayer, *, each: bool) -> str:
    members = zip(one.titles, one.effects, one.sides, strict=True)
    told = bullets(
        f"{say.message(title)} <small>{say.message(effect)} {say.message(side)}</small>"
        for title, effect, side in members
    )
    lines = (interaction_line(one), *one.notes)
    told += f"<p class='quiet'>{' '.join(say.message(line) for line in lines)}</p>"
    return f"<div class='row'>{_gain(one, told, review, say, each=each)}</div>"


def _curves(review: Review, say: Sayer) -> str:
    """Both curves, and their percentiles for who would rather read them."""
    found, best = review.ways, review.ways.best
    if best is None or not (len(found.before) and len(found.finishes)):
        return ""
    both = (np.sort(found.before), np.sort(found.finishes))
    before, after = (ending_day(quantile(one, 0.8)) for one in both)
    key = "report.ways.curves.together" if isinstance(best, Combination) else "report.ways.curves.alone"
    title = say.plain(key, basis=basis_word(best), before=before, after=after)
    promise = committed(review)
    moment = promise.moment if promise else None
    drawn = "".join(
        before_after(found.before, found.finishes, moment, say.language, look, title=title)
        for look in ("wide", "narrow")
    )
    keys = "".join(
        f'<li><span class="key {look}"></span>{say(f"report.ways.curve.{look}")}</li>' for look in ("former", "curve")
    )
    heads = [say(f"report.column.{key}") for key in ("percentile", "now", "then")]
    rows = [
        (name, *(short_date(ending_day(quantile(one, share)), say.language) for one in both)) for name, share in SHARES
    ]
    if moment is not None:
        told = [chance(one, say.language) for one in _chances(best)]
        rows.append((say("report.figure.chance"), *told))
    return (
        f"<p class='quiet'>{clean(title)}{_few(review, best, before, say)}</p>{drawn}<ul class='legend'>{keys}</ul>"
        f"{as_table(clean(say.plain('report.ways.curves.short')), table(heads, rows, short=(1, 2)), say)}"
    )


def _few(review: Review, best: Gain, before: date, say: Sayer) -> str:
    """That the curves are of the futures with people alone, where P80 of these isn't the one that leads."""
    people = review.people
    if people is None or not best.with_people or before == ending_day(people.percentiles["p80"].moment):
        return ""
    return " " + say("report.ways.curves.few", count=people.iterations)


def _chances(best: Gain) -> tuple[float, ...]:
    if best.chance is None or best.chance_gain is None:
        return ()
    return max(0.0, best.chance - best.chance_gain), best.chance


def _others(review: Review, say: Sayer, *, each: bool) -> str:
    """All that weren't among the best, as a table to open."""
    leading = review.ways.leading(BEST)
    rest: Sequence[WayOut] = [one for one in review.ways.ways if one not in leading]
    if not rest:
        return ""
    keys = ("way_out", "gain", "chance_then", "cost", *(("basis",) if each else ()))
    heads = [say(f"report.column.{key}") for key in keys]
    rows = []
    for one in rest:
        gain = f"{number(one.days, say.language, 1)} ± {margin(one.standard_error_days, say.language)}"
        then = "" if one.chance is None else chance(one.chance, say.language)
        cost = say.message(cost_line(one.cost, review.plan.currency))
        title = say.message(one.title) + (f" · {say('report.steep')}" if one.steep else "")
        rows.append((title, gain, then, cost, *([say.message(basis_word(one))] if each else [])))
    head = say("report.ways.others", count=len(rest))
    return details(head, scroll(table(heads, rows, short=(1, 2), look="rows", stack=True), head))
