"""The talk sheet: one A4 that a PMO'er takes along to the project leader. It asks, it doesn't accuse."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rechterhand.remedies.way_out import WayOut
from rechterhand.reports.answers import Answer, Answers, named
from rechterhand.reports.document import Document, Notes, Point, Points, Section
from rechterhand.reports.headline import has_open_work, headline
from rechterhand.reports.kinds.praise import going_well
from rechterhand.reports.kinds.questions import questions
from rechterhand.reports.movement import Moved, end_of, movements
from rechterhand.reports.remarks import priced, without
from rechterhand.reports.saying import Sayer
from rechterhand.reports.ways import basis_word, chance_line, cost_line, way_for
from rechterhand.text import Language
from rechterhand.text.ending import ending_day
from rechterhand.text.plain import plain
from rechterhand.text.writing import margin, number, short_date
from rechterhand.verdict import Review
from rechterhand.versions.compare import Comparison
from rechterhand.versions.since import Dear, dearest, since

NAME, BRIEF = 52, 30
"""Characters of a name that fit the sheet, and in a way out, which may name several."""

TITLE = 80
MOVED = 3
QUESTIONS = 3
TINY = 0.5
"""Working days below which a bottleneck alone isn't worth a question."""


def talk_sheet(review: Review, language: Language) -> Document:
    """Build the sheet.

    Parameters
    ----------
    review
        The verdict.
    language
        The language of the talk.

    Returns
    -------
    Document
        What moved since the earlier version that was given, else since the baseline; what holds up the finish most,
        a way out of it and a technique, three questions with what they rest on, what goes well, and room for notes.
        Names are cut to what fits.
    """
    say = Sayer(language, plain, most=NAME)
    moved = movements(review)
    asked = tuple(islice(questions(review, moved, say), QUESTIONS))
    source = review.plan.source
    status = review.plan.status_date
    about = (
        say("talk.about", file=source.file)
        if status is None
        else say("talk.about_dated", file=source.file, status=status.date())
    )
    return Document(
        language=language,
        kind=say("talk.kind"),
        title=say.short(review.plan.name, TITLE),
        lead=" ".join(say.message(line) for line in headline(review)),
        about=about,
        blanks=(say("talk.blank.who"), say("talk.blank.when")),
        sections=(
            _since(review.comparison, say)
            if review.comparison
            else Section(say("talk.moved"), Points(tuple(_moved(moved, say)))),
            Section(say("talk.dearest"), Points(tuple(_dearest(review, say)))),
            *_way_out(review, Sayer(language, plain, most=BRIEF)),
            Section(
                say("talk.questions.three" if len(asked) == QUESTIONS else "talk.questions.some"),
                Points(asked, numbered=True, room=True),
            ),
            Section(say("talk.well"), Points(tuple(going_well(review, moved, say)))),
            Section(
                say("talk.notes"),
                Notes(((say("talk.notes.what"), 3), (say("talk.notes.who"), 1), (say("talk.notes.when"), 1))),
            ),
        ),
        foot=_foot(review, say),
    )


def _foot(review: Review, say: Sayer) -> str:
    """How the figures were made, where there are any."""
    if not has_open_work(review):
        return say("talk.foot.none")
    return say("talk.foot", iterations=review.simulation.iterations, seed=review.simulation.seed)


def _since(made: Comparison, say: Sayer) -> Section:
    """How far the finish and P80 moved, then the dearest causes with where they lie."""
    told, _ = dearest(made, MOVED)
    lead = " ".join(say.message(one) for one in since(made) if not told or one.key not in _LISTED)
    points = (Point(lead), *(_cause(one, say) for one in told))
    return Section(say("since.short_title"), Points(points))


_LISTED = frozenset({"since.causes", "since.causes_and_rest"})
"""What the points below the lead say."""


def _cause(one: Dear, say: Sayer) -> Point:
    cause = say(f"compare.cause.{one.part.cause.value}")
    detail = say("since.inside", inside=one.inside) if one.inside else None
    return Point(cause[:1].upper() + cause[1:], detail, number(one.days, say.language, 1, signed=True))


def _moved(found: list[Moved], say: Sayer) -> Iterator[Point]:
    end = end_of(found)
    if end is None:
        yield Point(say("talk.moved.no_baseline"))
        return
    promised, now = end
    yield Point(say("talk.moved.end", promised=ending_day(promised), now=ending_day(now)))
    later = [one for one in found if one.own_days > 0][:MOVED]
    for one in later:
        told = say(
            "talk.moved.dates",
            promised=short_date(ending_day(one.promised), say.language),
            now=short_date(ending_day(one.now), say.language),
        )
        yield Point(
            say("talk.moved.own", name=one.activity.name, count=one.own_days),
            told if one.own_days == one.days else told + " " + say("talk.moved.handed", count=one.days - one.own_days),
            number(one.own_days, say.language, signed=True),
        )
    if not later:
        yield Point(say("talk.moved.nothing"))


def _dearest(review: Review, say: Sayer) -> Iterator[Point]:
    one = next(iter(priced(review)), None)
    if one is None:
        yield Point(say("report.nothing_holds_up" if has_open_work(review) else "talk.dearest.none_open"))
        return
    days, sure = review.prices.ranked(one)
    price = number(days, say.language, 1)
    yield Point(
        say.message(one.title),
        say.message(without(one, review))
        + " "
        + say("report.relieved", relief=one.relief)
        + " "
        + say("talk.dearest.ask" if days >= TINY else "talk.dearest.together"),
        f"{price} ± {margin(sure, say.language)}",
    )


def _way_out(review: Review, say: Sayer) -> Iterator[Section]:
    """One way out of what holds up the finish most and one technique that answers it; nothing where neither is."""
    dear = next(iter(priced(review)), None)
    own = None if dear is None else way_for(dear, review)
    way = own or next(iter(review.ways.ways), None)
    points = [] if way is None else [_way(way, review, say)]
    if dear is not None:
        points += [_technique(one, say) for one in Answers(review, say.language).to(dear.kind, most=1)]
    elif way is not None:
        points.append(_technique(named(way.technique, say.language), say))
    if points:
        yield Section(say("talk.way_out"), Points(tuple(points)))


def _way(one: WayOut, review: Review, say: Sayer) -> Point:
    lines = (chance_line(one, "talk.way_out.chance"), cost_line(one.cost, review.plan.currency))
    figures = "; ".join(say.message(line) for line in lines if line is not None)
    basis = f" ({say.message(basis_word(one))})" if review.people is not None else ""
    told = f"{say.message(one.effect)} {figures[:1].upper()}{figures[1:]}{basis}. {say.message(one.side)}"
    price = f"{number(one.days, say.language, 1)} ± {margin(one.standard_error_days, say.language)}"
    return Point(say.message(one.title), told, price)


def _technique(one: Answer, say: Sayer) -> Point:
    return Point(say("talk.technique", technique=one.told), one.purpose)
