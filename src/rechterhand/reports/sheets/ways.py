"""What can be done about it: every way out with its milder forms, what goes together, and the promise to keep."""

from __future__ import annotations

from rechterhand.remedies.way_out import Combination, Degree, WayOut
from rechterhand.reports.answers import named
from rechterhand.reports.document import Cell, Column, Form, Sheet
from rechterhand.reports.saying import Sayer
from rechterhand.reports.ways import Gain, answered, basis_word, interaction_line
from rechterhand.verdict import Review


def ways_sheet(review: Review, say: Sayer) -> Sheet:
    """Every way out, best first, each with its other forms below it; then combinations and the promise."""
    columns = (
        Column(say("workbook.column.list"), 14),
        Column(say("workbook.column.rank"), 8, Form.COUNT),
        Column(say("workbook.column.gain"), 12, Form.DAYS),
        Column(say("workbook.column.standard_error"), 12, Form.FIGURE),
        Column(say("workbook.column.way_out"), 60, inset=True),
        Column(say("workbook.column.kind"), 16),
        Column(say("workbook.column.effect"), 50),
        Column(say("workbook.column.side_effect"), 50),
        Column(say("workbook.column.mean_days"), 12, Form.DAYS),
        Column(say("workbook.column.chance_then"), 12, Form.SHARE),
        Column(say("workbook.column.chance_gain"), 12, Form.SHARE),
        Column(_cost(review, say), 12, Form.COUNT),
        Column(say("workbook.column.p80_then"), 18),
        Column(say("workbook.column.basis"), 24),
        Column(say("workbook.column.answers"), 60),
        Column(say("workbook.column.technique"), 40),
        Column(say("workbook.column.activity_ids"), 16),
        Column(say("workbook.column.notes"), 60),
    )
    rows: list[tuple[Cell, ...]] = []
    levels: list[int] = []
    for way in review.ways.ways:
        rows.append(_way(way, review, say, "way_out"))
        rows += [_degree(one, way, say) for one in way.degrees]
        levels += [0, *(1 for _ in way.degrees)]
    rows += [_together(one, say) for one in review.ways.combinations]
    if review.ways.promise is not None:
        rows.append(_way(review.ways.promise, review, say, "promise"))
    levels += [0] * (len(rows) - len(levels))
    return Sheet(say("workbook.sheet.ways"), columns, rows, tuple(levels) if any(levels) else ())


def _cost(review: Review, say: Sayer) -> str:
    currency = review.plan.currency
    return say("workbook.column.cost") + (f" ({currency})" if currency else "")


def _way(one: WayOut, review: Review, say: Sayer, kind: str) -> tuple[Cell, ...]:
    return (
        say(f"workbook.list.{kind}"),
        one.rank or None,
        one.days,
        one.standard_error_days,
        say.message(one.title),
        say(f"remedies.{one.remedy}.kind"),
        say.message(one.effect),
        say.message(one.side),
        one.mean_days,
        one.chance,
        one.chance_gain,
        one.cost,
        one.p80,
        say.message(basis_word(one)),
        "; ".join(say.message(title) for title in answered(one, review)) or None,
        say.message(named(one.technique, say.language).told),
        ", ".join(map(str, one.activity_ids)) or None,
        _notes(one, say),
    )


def _degree(one: Degree, of: WayOut, say: Sayer) -> tuple[Cell, ...]:
    """Another form of the way above it; tried on fewer futures, so that only what it brings is told."""
    told = (say("workbook.list.degree"), None, one.days, one.standard_error_days, say.message(one.title))
    figures = (None, None, None, one.cost, None, say.message(basis_word(of)), None, None, None, None)
    return (*told, say(f"remedies.{of.remedy}.kind"), say.message(one.effect), None, *figures)


def _together(one: Combination, say: Sayer) -> tuple[Cell, ...]:
    titles = " + ".join(say.message(title) for title in one.titles)
    told = (say("workbook.list.together"), None, one.days, one.standard_error_days, titles, None)
    figures = (None, one.chance, one.chance_gain, one.cost, one.p80, say.message(basis_word(one)), None, None, None)
    effects = " ".join(say.message(line) for line in (*one.effects, interaction_line(one)))
    return (*told, effects, " ".join(map(say.message, one.sides)), *figures, _notes(one, say))


def _notes(one: Gain, say: Sayer) -> str | None:
    return " ".join(say.message(note) for note in one.notes) or None
