"""Why the end moved: a waterfall, each cause to open, and the same for milestones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rechterhand.reports import telling
from rechterhand.reports.charts.svg import clean
from rechterhand.reports.charts.waterfall import Bar, waterfall
from rechterhand.reports.markup import bullets, details, scroll, table
from rechterhand.reports.saying import Sayer
from rechterhand.text.ending import ending_day
from rechterhand.text.writing import margin, number, short_date
from rechterhand.versions.compare import Comparison
from rechterhand.versions.movement import Part
from rechterhand.versions.naming import member, names_of

MILESTONES = 40

MEMBERS = 3
"""Changes that stand with their cause; the others open."""


def why(made: Comparison, say: Sayer, *, key: str = "waterfall") -> str:
    """The causes as a waterfall, with the changes inside each; ``key`` names the picture on its page."""
    return f"<section><h2>{say('compare.why')}</h2>{causes(made, say, key=key)}</section>"


def causes(made: Comparison, say: Sayer, *, key: str = "waterfall") -> str:
    """The same without its heading."""
    told = telling.causes(made.finish.parts, made.finish.days)
    if not told:
        return f"<p>{say('compare.nothing_moved')}</p>"
    names = names_of(made)
    listed = "".join(f'<li class="cause">{_cause(one, names, say)}</li>' for one in told)
    return (
        f"{_drawn(told, made.finish.days, say, key)}<ol class='causes'>{listed}</ol>{_expected(made, say)}"
        f"{details(say('compare.how'), ''.join(_how(made, say)))}"
    )


def _drawn(told: Sequence[telling.Told], whole: float, say: Sayer, key: str) -> str:
    bars = [Bar(_plain(say, one.part), one.days) for one in told]
    bars.append(Bar(Sayer(say.language)("compare.total"), round(whole, 1), whole=True))
    return "".join(waterfall(bars, say.language, look, key=key) for look in ("wide", "narrow"))


def _plain(say: Sayer, part: Part) -> str:
    """A cause's name for a picture, which escapes it itself."""
    return Sayer(say.language)(f"compare.cause.{part.cause.value}")


def _cause(one: telling.Told, names: Mapping[int, str], say: Sayer) -> str:
    """A cause with its days, the changes inside it that did most, and the others to open."""
    head = f'<span class="tag">{telling.signed(one.days, say)}</span>'
    head += f'<span class="what">{say(f"compare.cause.{one.part.cause.value}")}</span>'
    members, rest = one.part.told_inside(one.days)
    inside = [
        f"{_days(days, each.standard_error_days, say)} <span>{say.message(member(each, names))}</span>"
        for each, days in members
    ]
    if not inside:
        return f"{head}<p class='quiet'>{say.message(telling.nameless(one))}</p>"
    if abs(rest) >= telling.TENTH:
        inside.append(f"{_days(rest, 0.0, say)} <span>{say('compare.member.others')}</span>")
    left = inside[MEMBERS:]
    more = details(say("compare.more", count=len(left)), bullets(left)) if left else ""
    overtaken = f"<p class='quiet'>{say('compare.why.overtaken')}</p>" if telling.overtaken(one) else ""
    return f"{head}{bullets(inside[:MEMBERS])}{more}{overtaken}"


def _days(days: float, error: float, say: Sayer) -> str:
    told = f"<strong>{telling.signed(days, say)}</strong>"
    if error >= telling.TENTH:
        told += f" <small>± {number(error, say.language, 1)}</small>"
    return f"<span>{told}</span>"


def _expected(made: Comparison, say: Sayer) -> str:
    one = made.forecast
    if one is None:
        return ""
    rows = [
        (
            say(f"compare.cause.{each.part.cause.value}"),
            telling.signed(each.days, say),
            margin(each.part.standard_error_days, say.language),
        )
        for each in telling.causes(one.parts, one.days)
    ]
    rows.append(
        (
            f"<strong>{say('compare.total')}</strong>",
            f"<strong>{telling.signed(round(one.days, 1), say)}</strong>",
            margin(one.standard_error_days, say.language),
        )
    )
    heads = tuple(say(f"compare.column.{key}") for key in ("cause", "days", "error"))
    return f"<h3>{say('compare.why_p80')}</h3>{table(heads, rows, short=(1, 2))}"


def _how(made: Comparison, say: Sayer) -> Iterator[str]:
    yield f"<p>{say('compare.how.shapley')}</p><p>{say('compare.how.progress')}</p>"
    if made.forecast is not None:
        yield f"<p>{say('compare.how.futures', futures=made.forecast.iterations, seed=made.forecast.seed)}</p>"


def milestones(made: Comparison, say: Sayer) -> str:
    """Every milestone that moved, with the causes in days."""
    moved = sorted((one for one in made.milestones if abs(one.days) >= telling.TENTH), key=lambda one: -abs(one.days))
    if not moved:
        return ""
    rows = [
        (
            clean(one.name),
            short_date(ending_day(one.old), say.language),
            short_date(ending_day(one.new), say.language),
            telling.signed(one.days, say),
            ", ".join(
                f"{telling.signed(each.days, say)} {say(f'compare.cause.{each.part.cause.value}')}"
                for each in telling.causes(one.parts, one.days)
                if each.days
            ),
        )
        for one in moved[:MILESTONES]
    ]
    heads = tuple(say(f"compare.column.{key}") for key in ("milestone", "old", "new", "moved", "why"))
    left = len(moved) - MILESTONES
    more = f"<p class='quiet'>{say('compare.more', count=left)}</p>" if left > 0 else ""
    told = scroll(table(heads, rows, short=(1, 2, 3), stack=True), say("compare.milestones"))
    return f"<section><h2>{say('compare.milestones')}</h2>{told}{more}</section>"
