"""The futures of a plan on the terminal: when it is finished, what was promised, what decides it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rechterhand.cli.screen import screen
from rechterhand.cli.unread import show_assumed, show_unread
from rechterhand.engine.schedule.result import to_moment
from rechterhand.reports.headline import fewer_with_people, has_open_work, headline, promises
from rechterhand.reports.promised import labels, least_kept_first
from rechterhand.reports.saying import Sayer
from rechterhand.reports.sections.cost import column_of
from rechterhand.text import Language
from rechterhand.text.ending import ending_day
from rechterhand.text.plain import plain
from rechterhand.text.writing import chance, number, percent, short_date
from rechterhand.verdict import Review

WIDTH, NAME, ROWS = 100, 44, 10


def show_futures(made: Review, language: Language) -> None:
    """Headline, percentiles by logic and with people, promises and what decides the finish."""
    console, told = screen(WIDTH), Sayer(language, plain, most=NAME)
    console.rule(Text(told.short(made.plan.name, WIDTH - 20), style="bold"), align="left", style="dim")
    for line in headline(made):
        console.print(Text(told.message(line), style="bold"))
    if has_open_work(made):
        _finish(made, told, console)
        _promises(made, told, console)
        _drivers(made, told, console)
    console.print()
    show_assumed(made.assumptions, console)
    show_unread(made.reading, console)


def show_table(
    console: Console, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1
) -> None:
    """A table under a head; the first columns are words, the others figures at the right."""
    console.print()
    console.print(Text(title, style="bold underline"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for place, head in enumerate(heads):
        table.add_column(Text(head), justify="left" if place < words else "right", no_wrap=place >= words)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _finish(made: Review, told: Sayer, console: Console) -> None:
    futures, people = made.simulation, made.people

    def day(moment: datetime) -> str:
        return short_date(ending_day(moment), told.language)

    heads = [told(f"report.column.{key}") for key in ("percentile", "date", "interval")]
    rows = []
    for key, one in futures.percentiles.items():
        row = [key.upper(), day(one.moment), f"{day(one.low)} – {day(one.high)}"]
        rows.append(row if people is None else [*row, day(people.percentiles[key].moment)])
    if people is not None:
        heads.append(told("report.people.column"))
    cost = futures.cost
    if cost is not None:
        heads.append(f"{told(column_of(cost))} {cost.currency or ''}".rstrip())
        for row, key in zip(rows, cost.percentiles, strict=True):
            row.append(number(cost.percentiles[key].amount, told.language, 0))
    title = told("cli.simulate.finish")
    show_table(
        console, f"{title} ({told('cli.simulate.futures', count=futures.iterations, seed=futures.seed)})", heads, rows
    )
    fewer = fewer_with_people(made)
    if fewer is not None:
        console.print(Text(told.message(fewer), style="dim"))
    if cost is not None and cost.only_risks:
        console.print(Text(told("cli.simulate.only_risks"), style="dim"))


def _promises(made: Review, told: Sayer, console: Console) -> None:
    found, label = least_kept_first(made, promises(made)), labels(made.plan)
    if not found:
        return
    rows = [
        (
            told.message(label(one)),
            short_date(ending_day(one.moment), told.language),
            chance(one.chance, told.language),
        )
        for one in found[:ROWS]
    ]
    heads = [told(f"report.column.{key}") for key in ("committed", "date", "chance")]
    show_table(console, told("cli.simulate.promises"), heads, rows)
    _more(len(found) - ROWS, told, console)


def _drivers(made: Review, told: Sayer, console: Console) -> None:
    """The activities whose duration decides the finish most, by the schedule sensitivity index."""
    futures = made.simulation
    shown = (futures.ssi > 0) & (np.round(futures.criticality, 2) > 0)
    order = [row for row in np.argsort(-futures.ssi, kind="stable").tolist() if shown[row]]
    rows = [list(_driver(made, row, told)) for row in order[:ROWS]]
    if rows:
        keys = ("activity", "criticality", "cruciality", "ssi", "own_finish")
        show_table(console, told("cli.simulate.drivers"), [told(f"report.column.{key}") for key in keys], rows)
        _more(len(order) - ROWS, told, console)


def _driver(made: Review, row: int, told: Sayer) -> Iterator[str]:
    futures = made.simulation
    yield told.short(made.plan.activities[row].name, NAME)
    yield percent(float(futures.criticality[row]), told.language)
    yield number(float(futures.cruciality[row]), told.language, 2)
    yield number(float(futures.ssi[row]), told.language, 2)
    ends = [to_moment(int(one[row])) for one in (futures.finish_p10, futures.finish_p90)]
    yield " – ".join(short_date(ending_day(one), told.language) for one in ends if one is not None)


def _more(left: int, told: Sayer, console: Console) -> None:
    if left > 0:
        console.print(Text(told("cli.simulate.more", count=left), style="dim"))
