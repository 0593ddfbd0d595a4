"""A comparison on one screen of the terminal: a hundred columns and forty lines."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rechterhand.cli.screen import screen
from rechterhand.reports import telling
from rechterhand.reports.saying import Sayer
from rechterhand.text import Language
from rechterhand.text.ending import ending_day
from rechterhand.text.plain import plain
from rechterhand.text.writing import margin, number, short_date
from rechterhand.versions.compare import Comparison
from rechterhand.versions.naming import names_of
from rechterhand.versions.series import Series

WIDTH = 100
NAME = 38
MEMBERS, MILESTONES, CHAINS = 3, 6, 3


def show_comparison(made: Comparison, language: Language, console: Console | None = None) -> None:
    """Why the end moved, milestones, path, float and how many changes of each kind."""
    console = console or screen(WIDTH)
    told = Sayer(language, plain, most=NAME)
    files = told("compare.from_to", old=made.old.source.file, new=made.new.source.file)
    console.rule(Text(told.short(made.new.plan.name, 50) + " · " + files, style="bold"), align="left", style="dim")
    for line in telling.headline(made):
        console.print(Text(told.message(line), style="bold"))
    _why(made, told, console)
    _milestones(made, told, console)
    _path(made, told, console)
    _changes(made, told, console)


def _head(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold underline"))


def _grid(*right: int, columns: int) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for place in range(columns):
        table.add_column(justify="right" if place in right else "left", no_wrap=place in right)
    return table


def _why(made: Comparison, told: Sayer, console: Console) -> None:
    _head(console, told("compare.why"))
    found = telling.both(made)
    if not found:
        console.print(told("compare.nothing_moved"))
        return
    names = names_of(made)
    futures = made.forecast is not None
    table = Table(box=None, show_header=futures, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(told("compare.column.finish"), justify="right", no_wrap=True)
    if futures:
        table.add_column("P80", justify="right", no_wrap=True)
    table.add_column("", max_width=34)
    table.add_column("")
    for one, p80 in found:
        row = [Text(telling.signed(one.days, told), style="bold")]
        if futures and p80 is None:
            row.append(Text(""))
        if p80 is not None:
            error = margin(p80.part.standard_error_days, told.language)
            row.append(Text(f"{telling.signed(p80.days, told)} ± {error}"))
        row.append(Text(told(f"compare.cause.{one.part.cause.value}")))
        table.add_row(*row, Text(telling.inside(one, names, told, MEMBERS), style="dim"))
    total = [Text(telling.signed(round(made.finish.days, 1), told), style="bold")]
    if made.forecast is not None:
        error = margin(made.forecast.standard_error_days, told.language)
        total.append(Text(f"{telling.signed(round(made.forecast.days, 1), told)} ± {error}", style="bold"))
    table.add_row(*total, Text(told("compare.total"), style="bold"))
    console.print(table)
    if any(telling.overtaken(one) for one, _ in found):
        console.print(Text(told("compare.why.overtaken_short"), style="dim"))


def _milestones(made: Comparison, told: Sayer, console: Console) -> None:
    moved = sorted((one for one in made.milestones if abs(one.days) >= telling.TENTH), key=lambda one: -abs(one.days))
    if not moved:
        return
    _head(console, told("compare.milestones"))
    table = _grid(0, columns=3)
    for one in moved[:MILESTONES]:
        old, new = (short_date(ending_day(each), told.language) for each in (one.old, one.new))
        dates = told("compare.from_to", old=old, new=new)
        table.add_row(telling.signed(one.days, told), Text(told.short(one.name, NAME)), dates)
    console.print(table)
    if len(moved) > MILESTONES:
        console.print(Text(told("compare.more", count=len(moved) - MILESTONES), style="dim"))


def _path(made: Comparison, told: Sayer, console: Console) -> None:
    path = made.path
    counts = path.counts
    if any(counts.values()):
        _head(console, told("compare.path"))
        console.print(told("compare.path_told", **counts))
    eaten = sorted(
        (one for one in made.chains if one.eaten_days is not None and one.eaten_days >= telling.TENTH),
        key=lambda one: -(one.eaten_days or 0),
    )
    if not eaten:
        return
    _head(console, told("compare.float"))
    table = _grid(0, columns=3)
    for one in eaten[:CHAINS]:
        was, now = (number(days or 0, told.language, 1) for days in (one.old_days, one.new_days))
        name = told("compare.chain", name=one.name, more=len(one.activity_ids) - 1, count=len(one.activity_ids))
        days = number(one.eaten_days or 0, told.language, 1)
        table.add_row(Text(days, style="bold"), Text(name), told("compare.from_to", old=was, new=now))
    console.print(table)


def _changes(made: Comparison, told: Sayer, console: Console) -> None:
    _head(console, told("compare.changes"))
    if made.changes:
        console.print(" · ".join(told.message(one) for one in telling.counted(made)))
    else:
        console.print(told("compare.no_changes"))
    past = telling.in_past(made)
    if past:
        console.print(Text(told("compare.past_count", count=past), style="yellow"))
    for assumption in made.own_assumptions:
        console.print(Text(told.message(assumption.text), style="dim"))


def show_series(made: Series, language: Language, console: Console | None = None) -> None:
    """The steps in days, the milestones that moved most, and what was put off."""
    console = console or screen(WIDTH)
    told = Sayer(language, plain, most=NAME)
    console.rule(Text(told.short(made.steps[-1].new.plan.name, 80), style="bold"), align="left", style="dim")
    for line in telling.series_headline(made):
        console.print(Text(told.message(line), style="bold"))
    _steps(made, told, console)
    _trends(made, told, console)
    _put_off(made, told, console)


def _steps(made: Series, told: Sayer, console: Console) -> None:
    _head(console, told("compare.months"))
    table = _grid(1, columns=3)
    for place, one in enumerate(made.steps):
        point = made.points[place + 1]
        when = point.file if point.status is None else short_date(point.status, told.language)
        parts = [
            f"{telling.signed(each.days, told)} {told(f'compare.cause.{each.part.cause.value}')}"
            for each in telling.causes(one.finish.parts, one.finish.days)
            if each.days
        ]
        days = Text(telling.signed(round(one.finish.days, 1), told), style="bold")
        table.add_row(Text(plain(when)), days, Text(", ".join(parts)))
    console.print(table)


def _trends(made: Series, told: Sayer, console: Console) -> None:
    moved = []
    for one in made.trends:
        dates = [each for each in one.dates if each is not None]
        if len(dates) > 1 and dates[0] != dates[-1]:
            moved.append((abs((dates[-1] - dates[0]).total_seconds()), one.name, dates))
    if not moved:
        return
    _head(console, told("compare.slip"))
    table = _grid(columns=2)
    for _, name, dates in sorted(moved, key=lambda one: -one[0])[:MILESTONES]:
        shown = " → ".join(short_date(ending_day(each), told.language) for each in (dates[0], dates[-1]))
        table.add_row(Text(told.short(name, NAME)), shown)
    console.print(table)


def _put_off(made: Series, told: Sayer, console: Console) -> None:
    _head(console, told("compare.wave"))
    for place, one in enumerate(made.figures):
        point = made.points[place + 1]
        when = point.file if point.status is None else short_date(point.status, told.language)
        console.print(Text(f"{plain(when)}  {told.message(telling.put_off(one))}"))
    last = made.figures[-1]
    if last.overdue:
        console.print(told("compare.overdue", count=last.overdue))
