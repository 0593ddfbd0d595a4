"""How far the end moved, in figures and a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.reports import telling
from rechterhand.reports.charts.svg import clean
from rechterhand.reports.markup import facts
from rechterhand.reports.saying import Sayer
from rechterhand.text.writing import long_date, number
from rechterhand.versions.compare import Comparison
from rechterhand.versions.series import Series


def opening(made: Comparison, say: Sayer) -> str:
    """The plan's name, how far the finish and P80 moved, and between which versions."""
    lines = " ".join(say.message(line) for line in telling.headline(made))
    files = say("compare.from_to", old=made.old.source.file, new=made.new.source.file)
    return _header(made.new.plan.name, facts(_figures(made, say), look="figures"), lines, files)


def _figures(made: Comparison, say: Sayer) -> Iterator[tuple[str, str]]:
    days = round(made.finish.days, 1)
    yield (
        say("compare.figure.movement_earlier" if days < 0 else "compare.figure.movement"),
        number(abs(days), say.language, 1),
    )
    if made.forecast is not None:
        yield say("compare.figure.p80"), telling.signed(made.forecast.days, say)
    yield say("compare.figure.new"), long_date(made.finish.new, say.language)


def series_opening(made: Series, say: Sayer) -> str:
    """The plan's name, how far the finish moved over all versions, and how fast."""
    lines = " ".join(say.message(line) for line in telling.series_headline(made))
    figures = [(say("compare.figure.movement"), telling.signed(made.days, say))]
    if made.days_each_month is not None:
        figures.append((say("compare.figure.pace"), telling.signed(made.days_each_month, say)))
    figures.append((say("compare.figure.new"), long_date(made.points[-1].finish, say.language)))
    files = " → ".join(clean(one.file) for one in made.points)
    return _header(made.steps[-1].new.plan.name, facts(figures, look="figures"), lines, files)


def _header(name: str, figures: str, lines: str, files: str) -> str:
    return f'<header><h1>{clean(name)}</h1>{figures}<p class="headline">{lines}</p><p class="meta">{files}</p></header>'
