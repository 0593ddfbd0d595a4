"""How far the end moved, in figures and a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.reports import telling
from rechterhand.reports.charts.svg import clean
from rechterhand.reports.markup import facts
from rechterhand.reports.saying import Sayer
from rechterhand.text.ending import ending_day
from rechterhand.text.writing import long_date, number
from rechterhand.versions.compare import Comparison
from rechterhand.versions.series import Series


def opening(made: Comparison, say: Sayer) -> str:
    """The plan's name, how far the finish and P80 moved, and between which versions."""
    lines = " ".join(say.message(line) for line in telling.headline(made))
    files = say("compare.from_to", old=made.old.source.file, new=made.new.source.file)
    return _header(made.new.plan.name, facts(_figures(made, say), look="figures"), lines, files)


def _figures(made: Comparison, say: Sayer) -> Iterator[tuple[str, str]]:
    yield _movement(made.finish.days, say)
    if made.forecast is not None:
        yield _movement(made.forecast.days, say, "p80_")
    yield say("compare.figure.new"), long_date(ending_day(made.finish.new), say.language)


def _movement(days: float, say: Sayer, of: str = "") -> tuple[str, str]:
    """Days later, or earlier."""
    way = "earlier" if round(days, 1) < 0 else "later"
    return say(f"compare.figure.{of}{way}"), number(abs(days), say.language, 1)


def series_opening(made: Series, say: Sayer) -> str:
    """The plan's name, how far the finish moved over all versions, and how fast."""
    lines = " ".join(say.message(line) for line in telling.series_headline(made))
    figures = [_movement(made.days, say)]
    if made.days_each_month is not None:
        figures.append(_movement(made.days_each_month, say, "pace_"))
    figures.append((say("compare.figure.new"), long_date(ending_day(made.points[-1].finish), say.language)))
    files = " → ".join(clean(one.file) for one in made.points)
    return _header(made.steps[-1].new.plan.name, facts(figures, look="figures"), lines, files)


def _header(name: str, figures: str, lines: str, files: str) -> str:
    return f'<header><h1>{clean(name)}</h1>{figures}<p class="headline">{lines}</p><p class="meta">{files}</p></header>'
