"""The price list on the terminal: what holds the finish up, and what makes the plan look better than it is."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from rechterhand.cli.futures import show_table
from rechterhand.cli.pieces import price_tag
from rechterhand.cli.screen import screen
from rechterhand.cli.unread import show_assumed, show_unread
from rechterhand.cli.verdict import what
from rechterhand.findings.bottleneck import Bottleneck
from rechterhand.reports.headline import has_open_work, headline
from rechterhand.reports.remarks import joint_line, priced
from rechterhand.reports.saying import Sayer
from rechterhand.text import Language
from rechterhand.text.plain import plain
from rechterhand.text.writing import number
from rechterhand.verdict import Review

WIDTH, NAME, ROWS, SAID = 110, 60, 20, 5


def show_bottlenecks(made: Review, language: Language) -> None:
    """Headline, every price with its relief, and the hidden ones."""
    console, told = screen(WIDTH), Sayer(language, plain, most=NAME)
    console.rule(Text(told.short(made.plan.name, WIDTH - 20), style="bold"), align="left", style="dim")
    for line in headline(made):
        console.print(Text(told.message(line), style="bold"))
    if has_open_work(made):
        found = priced(made)
        rows = [row for one in found[:ROWS] for row in _rows(one, made, told)]
        heads = [told(f"report.column.{key}") for key in ("bottleneck", "kind", "price", "mean", "per_day", "ceiling")]
        if rows:
            show_table(console, told("cli.bottlenecks.all"), heads, rows, words=2)
        else:
            console.print(told("cli.verdict.nothing_holds_up"))
        for one in found[:SAID]:
            console.print(Text(told.message(made.prices.sentence(one))))
        if len(found) > ROWS:
            console.print(Text(told("cli.bottlenecks.more", count=len(found) - ROWS), style="dim"))
        for joint in made.prices.joint:
            console.print(Text(told.message(joint_line(joint))))
        if made.prices.hidden:
            hidden = [
                (told.message(one.title), f"+{number(one.later_days, language, 1)}") for one in made.prices.hidden
            ]
            heads = [told(f"report.column.{key}") for key in ("bottleneck", "later")]
            show_table(console, told("cli.bottlenecks.hidden"), heads, hidden[:ROWS])
        if made.prices.step_days is not None:
            console.print(told("cli.verdict.steps", days=made.prices.step_days))
    console.print()
    show_assumed(made.assumptions, console)
    show_unread(made.reading, console)


def _rows(one: Bottleneck, made: Review, told: Sayer) -> Iterator[tuple[str, ...]]:
    """A bottleneck with its prices, and below it, with their own price, what brings next to nothing beside it."""
    language = told.language
    yield (
        what(one, told).plain,
        told(f"bottlenecks.{one.kind}.kind"),
        price_tag(*made.prices.ranked(one), language),
        number(one.mean_days, language, 1),
        "" if one.per_day is None else number(one.per_day, language, 2),
        "" if one.ceiling_days is None else number(one.ceiling_days, language, 1),
    )
    for part in one.overlaps:
        price = price_tag(part.price_days, part.standard_error_days, language)
        yield told("cli.bottlenecks.inside", title=part.title), told(f"bottlenecks.{part.kind}.kind"), price, "", "", ""
